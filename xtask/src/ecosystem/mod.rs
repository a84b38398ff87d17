//! What the checker says about published texts, beside what people said about them.

mod corpus;
mod folded;
mod judged;
mod mutate;
mod published;
mod tables;

use std::path::{Path, PathBuf};

pub(crate) use mutate::Chance;

use crate::tree;

/// What is asked for.
#[derive(Debug, Default)]
struct Options {
    corpus: Option<PathBuf>,
    list: bool,
    bless: bool,
    mutate: Option<usize>,
    seed: u64,
    kind: Option<String>,
}

/// Runs the checker over the texts and prints how many of the known errors it finds, how many of
/// the known relations it verifies, and what it says that nobody else said.
///
/// # Errors
///
/// When an option is unknown or a text is missing.
pub(crate) fn run(options: &[&str]) -> Result<bool, String> {
    let options = read_options(options)?;
    let root = tree::root();
    let published = published::texts(&root)?;
    let mut sets = Vec::new();
    match &options.corpus {
        Some(folder) if folder.is_dir() => {
            sets.push(("five seeds", corpus::seeds(folder)?));
            sets.push(("corpus", corpus::texts(folder)?));
        }
        Some(folder) => {
            println!("{} is not there: seeds and corpus are left out\n", folder.display());
        }
        None => println!("no --corpus ../shared: seeds and corpus are left out\n"),
    }
    sets.push(("published", published));
    if let Some(count) = options.mutate {
        let texts: Vec<_> =
            sets.iter().flat_map(|(_, texts)| texts).map(|(judged, _)| judged).collect();
        mutate::run(&texts, count, options.seed);
        return Ok(true);
    }
    if options.list {
        for (judged, _) in sets.iter().flat_map(|(_, texts)| texts) {
            judged.list();
        }
        println!();
    }
    for (title, texts) in &sets {
        tables::print(title, texts, options.kind.as_deref());
    }
    let published = sets.last().map_or(&[][..], |(_, texts)| texts);
    published::compare(&root, published, options.bless)?;
    Ok(true)
}

/// The words of all published texts.
///
/// # Errors
///
/// When one cannot be read.
pub(crate) fn published_words(root: &Path) -> Result<Vec<String>, String> {
    let texts = published::texts(root)?;
    Ok(texts.into_iter().map(|(judged, _)| judged.outcome.text).collect())
}

fn read_options(words: &[&str]) -> Result<Options, String> {
    let mut options = Options { seed: 1, ..Options::default() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("`{word}` needs a value"));
        match *word {
            "--corpus" => options.corpus = Some(PathBuf::from(value()?)),
            "--kind" => options.kind = Some((*value()?).to_owned()),
            "--mutate" => options.mutate = Some(number(value()?)?),
            "--seed" => options.seed = number(value()?)?,
            "--list" => options.list = true,
            "--bless" => options.bless = true,
            _ => return Err(format!("`{word}` is no option of ecosystem")),
        }
    }
    Ok(options)
}

fn number<T: std::str::FromStr>(word: &str) -> Result<T, String> {
    word.parse().map_err(|_| format!("`{word}` is no number"))
}
