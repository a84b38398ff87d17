//! What the checker says about published texts, beside what people said about them.

mod corpus;
mod folded;
mod judged;
mod tables;

use std::path::PathBuf;

/// What is asked for.
#[derive(Debug, Default)]
struct Options {
    corpus: Option<PathBuf>,
    list: bool,
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
    let Some(folder) = &options.corpus else {
        println!("no --corpus: ../shared holds the five seeds and the corpus");
        return Ok(true);
    };
    if !folder.is_dir() {
        println!("{} is not there: the seeds and the corpus are left out", folder.display());
        return Ok(true);
    }
    let seeds = corpus::seeds(folder)?;
    let texts = corpus::texts(folder)?;
    if options.list {
        for (judged, _) in seeds.iter().chain(&texts) {
            judged.list();
        }
        println!();
    }
    let kind = options.kind.as_deref();
    tables::print("five seeds", &seeds, kind);
    tables::print("corpus", &texts, kind);
    Ok(true)
}

fn read_options(words: &[&str]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("`{word}` needs a value"));
        match *word {
            "--corpus" => options.corpus = Some(PathBuf::from(value()?)),
            "--kind" => options.kind = Some((*value()?).to_owned()),
            "--list" => options.list = true,
            _ => return Err(format!("`{word}` is no option of ecosystem")),
        }
    }
    Ok(options)
}
