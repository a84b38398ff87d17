//! What templates may ask for: figures, comparing words, members, citations.

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind};
use yz_diagnostics::words;
use yz_facts::{Fact, Formula, Key, MissingFact, Reference};
use yz_units::{Exact, Figure, Form, Unit};

use crate::figures::Recorder;

/// Gives an environment every function that `docs/formats.md` lists.
pub(crate) fn add(environment: &mut Environment<'static>, recorder: &Recorder) {
    add_figures(environment, recorder);
    add_comparisons(environment, recorder);
    add_scores(environment, recorder);
    add_lists(environment, recorder);
    add_words(environment, recorder);
}

fn add_figures(environment: &mut Environment<'static>, recorder: &Recorder) {
    let own = recorder.clone();
    environment.add_function("fact", move |name: String, options: Kwargs| {
        let form = form_option(&options)?;
        options.assert_all_used()?;
        Ok::<String, Error>(match own.subject.facts.find(&name) {
            Ok(fact) => {
                of_its_unit(fact, form)?;
                own.mark(own.figure(fact, printed(fact, form)))
            }
            Err(missing) => own.missing(*missing),
        })
    });
    let own = recorder.clone();
    environment.add_function("number", move |name: String, options: Kwargs| {
        let form = form_option(&options)?;
        options.assert_all_used()?;
        Ok::<String, Error>(match own.subject.facts.find(&name) {
            Ok(fact) => {
                of_its_unit(fact, form)?;
                own.mark(own.figure(fact, number_text(fact, form)))
            }
            Err(missing) => own.missing(*missing),
        })
    });
    let own = recorder.clone();
    environment.add_function("has", move |name: String| own.subject.facts.find(&name).is_ok());
    let own = recorder.clone();
    environment.add_function("is_zero", move |name: String| {
        own.subject.facts.find(&name).is_ok_and(|fact| fact.value.is_some_and(Exact::is_zero))
    });
    let own = recorder.clone();
    environment.add_function("title", move |name: String| match own.subject.facts.find(&name) {
        Ok(fact) => own.subject.facts.title(&fact.key).zh,
        Err(missing) => own.missing(*missing),
    });
}

fn add_comparisons(environment: &mut Environment<'static>, recorder: &Recorder) {
    let own = recorder.clone();
    environment.add_function("change", move |name: String, options: Kwargs| {
        let form = form_option(&options)?;
        options.assert_all_used()?;
        let words = ("增加", "减少", "无变化");
        Ok::<String, Error>(directed(&own, change(&own, &name, form), words))
    });
    let own = recorder.clone();
    environment.add_function("growth", move |name: String, options: Kwargs| {
        let form = form_option(&options)?;
        options.assert_all_used()?;
        let words = ("增长", "下降", "持平");
        Ok::<String, Error>(directed(&own, growth(&own, &name, form), words))
    });
    let own = recorder.clone();
    environment.add_function("compare", move |a: String, b: String| {
        match gap(&own, &a, &b, None) {
            Ok(fact) => match sign(&fact) {
                0 => "等于".to_owned(),
                1 => "高于".to_owned(),
                _ => "低于".to_owned(),
            },
            Err(missing) => own.missing(*missing),
        }
    });
    let own = recorder.clone();
    environment.add_function("gap", move |a: String, b: String, options: Kwargs| {
        let form = form_option(&options)?;
        options.assert_all_used()?;
        Ok::<String, Error>(match gap(&own, &a, &b, form) {
            Ok(fact) => mark_made(&own, fact),
            Err(missing) => own.missing(*missing),
        })
    });
    let own = recorder.clone();
    environment.add_function("share", move |part: String, whole: String, options: Kwargs| {
        let form = form_option(&options)?;
        options.assert_all_used()?;
        Ok::<String, Error>(match share(&own, &part, &whole, form) {
            Ok(fact) => mark_made(&own, fact),
            Err(missing) => own.missing(*missing),
        })
    });
}

fn add_scores(environment: &mut Environment<'static>, recorder: &Recorder) {
    for concept in ["score", "full_marks", "deduction"] {
        let own = recorder.clone();
        environment.add_function(concept, move |indicator: Option<String>| {
            let name = match indicator {
                Some(indicator) => format!("{concept}[indicator={indicator}]"),
                None => concept.to_owned(),
            };
            match own.subject.facts.find(&name) {
                Ok(fact) => own.mark(own.figure(fact, printed(fact, None))),
                Err(missing) => own.missing(*missing),
            }
        });
    }
    let own = recorder.clone();
    environment.add_function("grade", move || own.subject.grade.clone().unwrap_or_default());
    let own = recorder.clone();
    environment.add_function("has_grade", move || own.subject.grade.is_some());
}

fn add_lists(environment: &mut Environment<'static>, recorder: &Recorder) {
    let own = recorder.clone();
    environment.add_function("members", move |dimension: String, of: String| {
        members(&own, &dimension, &of)
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("{of} / {dimension}")))
    });
}

fn add_words(environment: &mut Environment<'static>, recorder: &Recorder) {
    environment.add_function("as_is", |text: String| text);
    let own = recorder.clone();
    environment.add_function("cite", move |key: String| match own.subject.sources.get(&key) {
        Some(source) => source.cited(),
        None => own.unknown_source(&key),
    });
    let subject = &recorder.subject;
    environment.add_global("entity", subject.entity.clone());
    environment.add_global("place_name", subject.place_name.clone());
    let (project, title) = subject.project.clone().unwrap_or_default();
    environment.add_global("project", project);
    environment.add_global("project_title", title);
    let annexes: Vec<Value> = subject
        .annexes
        .iter()
        .map(|(name, title)| minijinja::context! { name => name, title => title })
        .collect();
    environment.add_global("annexes", annexes);
    let period = subject.facts.period();
    let year = |year: i16| recorder.mark(plain_figure(format!("{year}年")));
    environment.add_global("year", year(period.year()));
    environment.add_global("last_year", year(period.year().saturating_sub(1)));
    environment.add_global("next_year", year(period.year().saturating_add(1)));
    environment.add_global("period", recorder.mark(plain_figure(period.to_chinese())));
    let end = period.end().to_chinese();
    environment.add_global("period_end", recorder.mark(plain_figure(end)));
}

/// A figure that needs no trace: the calendar.
fn plain_figure(text: String) -> yz_report::Figure {
    yz_report::Figure { text, trace: None, mark: yz_report::Mark::Plain }
}

fn form_option(options: &Kwargs) -> Result<Option<Form>, Error> {
    let Some(example) = options.get::<Option<String>>("form")? else { return Ok(None) };
    let figure: Figure = example.parse().map_err(|err: yz_units::ParseFigureError| {
        Error::new(ErrorKind::InvalidOperation, format!("form: {}", err.message_zh()))
    })?;
    Ok(Some(figure.form()))
}

/// Refuses a form of another unit, which would turn persons into yuan.
fn of_its_unit(fact: &Fact, form: Option<Form>) -> Result<(), Error> {
    let (Some(form), Some(figure)) = (form, fact.figure) else { return Ok(()) };
    let (asked, own) = (form.unit, figure.unit());
    let alike = [
        (Unit::YuanPerPerson, Unit::YuanPerPersonYear),
        (Unit::Years, Unit::Year),
        (Unit::Year, Unit::Years),
    ];
    if asked == own || alike.contains(&(asked, own)) {
        return Ok(());
    }
    let (name, asked, own) = (&fact.name, asked.symbol(), own.symbol());
    let detail = format!("form: {name} 的单位是{own}，不能按{asked}印");
    Err(Error::new(ErrorKind::InvalidOperation, detail))
}

/// A fact as it is printed, in its own form or in another of the same unit.
pub(crate) fn printed(fact: &Fact, form: Option<Form>) -> String {
    in_form(fact, form).map_or_else(|| "—".to_owned(), |figure| figure.to_string())
}

/// A fact as it is printed, without its unit.
pub(crate) fn number_text(fact: &Fact, form: Option<Form>) -> String {
    in_form(fact, form)
        .map_or_else(|| "—".to_owned(), |figure| figure.number().to_text(figure.form().grouped))
}

fn in_form(fact: &Fact, form: Option<Form>) -> Option<Figure> {
    match (form, fact.value) {
        (Some(form), Some(value)) => Some(form.print(value)),
        _ => fact.figure,
    }
}

fn mark_made(own: &Recorder, fact: Fact) -> String {
    let mut figure = own.figure(&fact, printed(&fact, None));
    // The word beside it says which way it goes.
    figure.text = figure.text.trim_start_matches('-').to_owned();
    own.keep(fact);
    own.mark(figure)
}

/// -1, 0 or 1: which way a printed difference goes. What prints as nothing is nothing.
fn sign(fact: &Fact) -> i8 {
    match fact.figure {
        Some(figure) if figure.number().digits() < 0 => -1,
        Some(figure) if 0 < figure.number().digits() => 1,
        _ => 0,
    }
}

fn directed(
    own: &Recorder,
    fact: Result<Fact, Box<MissingFact>>,
    (up, down, level): (&str, &str, &str),
) -> String {
    match fact {
        Ok(fact) => match sign(&fact) {
            0 => level.to_owned(),
            1 => format!("{up}{}", mark_made(own, fact)),
            _ => format!("{down}{}", mark_made(own, fact)),
        },
        Err(missing) => own.missing(*missing),
    }
}

/// The change of a fact: as the book declares it where it does, else worked out.
fn change(own: &Recorder, name: &str, form: Option<Form>) -> Result<Fact, Box<MissingFact>> {
    let facts = &own.subject.facts;
    let formula = Formula::Change(parse(name)?);
    if let Some(fact) = facts.named(&formula) {
        return Ok(fact.clone());
    }
    let fact = facts.find(name)?;
    let form = form.or(fact.figure.map(Figure::form)).unwrap_or(Form::usual(Unit::Yuan));
    let form = Form { unit: form.unit.of_difference(), ..form };
    let title = facts.title(&fact.key).zh;
    let title = words!("{title}较上期增减", "change of {name}");
    facts.work_out(&format!("change({name})"), title, form, &formula)
}

/// The growth rate of a fact: as the book declares it where it does, else worked out.
fn growth(own: &Recorder, name: &str, form: Option<Form>) -> Result<Fact, Box<MissingFact>> {
    let facts = &own.subject.facts;
    let formula = Formula::Growth(parse(name)?);
    if let Some(fact) = facts.named(&formula) {
        return Ok(fact.clone());
    }
    let title = facts.title(&facts.find(name)?.key).zh;
    let title = words!("{title}较上期增长率", "growth of {name}");
    let form = form.unwrap_or(Form::usual(Unit::Percent));
    facts.work_out(&format!("growth({name})"), title, form, &formula)
}

fn gap(own: &Recorder, a: &str, b: &str, form: Option<Form>) -> Result<Fact, Box<MissingFact>> {
    let facts = &own.subject.facts;
    let (first, second) = (facts.find(a)?, facts.find(b)?);
    let form_of = |fact: &Fact| fact.figure.map(Figure::form);
    let (one, two) = (form_of(first), form_of(second));
    let usual = match (one, two) {
        (Some(one), Some(two)) if one.decimals < two.decimals => two,
        (Some(one), _) => one,
        _ => Form::usual(Unit::Percent),
    };
    let usual = Form { unit: usual.unit.of_difference(), ..usual };
    let title = words!("{a} 与 {b} 的差", "{a} less {b}");
    let formula = Formula::Sum(vec![(false, parse(a)?), (true, parse(b)?)]);
    facts.work_out(&format!("gap({a}, {b})"), title, form.unwrap_or(usual), &formula)
}

fn share(
    own: &Recorder,
    part: &str,
    whole: &str,
    form: Option<Form>,
) -> Result<Fact, Box<MissingFact>> {
    let title = words!("{part} 占 {whole} 的比重", "{part} as a share of {whole}");
    let form = form.unwrap_or(Form::usual(Unit::Percent));
    let formula = Formula::Ratio(parse(part)?, parse(whole)?);
    own.subject.facts.work_out(&format!("share({part}, {whole})"), title, form, &formula)
}

fn parse(name: &str) -> Result<Reference, Box<MissingFact>> {
    name.parse().map_err(|message| {
        Box::new(MissingFact { reference: name.to_owned(), message, help: Default::default() })
    })
}

/// The members of a dimension for which a concept has facts, in the order of the code list.
fn members(own: &Recorder, dimension: &str, of: &str) -> Option<Vec<Value>> {
    let facts = &own.subject.facts;
    let reference: Reference = of.parse().ok()?;
    let list = facts.catalogue().dimension(dimension)?;
    let key = facts.resolve(&reference)?;
    let has = |code: &str| {
        let mut dimensions = key.dimensions.clone();
        dimensions.insert(dimension.to_owned(), code.to_owned());
        facts.get(&Key { dimensions, ..key.clone() }).is_some()
    };
    let present: Vec<_> = list.members.iter().filter(|member| has(&member.code)).collect();
    let value = |member: &&yz_facts::Member| {
        let lineage = list.lineage(&member.code);
        let path: String = lineage
            .iter()
            .rev()
            .zip(list.levels.iter().map(String::as_str).chain(std::iter::repeat("")))
            .map(|(member, level)| match level {
                "" => member.title.zh.clone(),
                level => format!("{}（{level}）", member.title.zh),
            })
            .collect();
        let leaf =
            !present.iter().any(|other| other.parent.as_deref() == Some(member.code.as_str()));
        minijinja::context! {
            code => member.code.clone(), title => member.title.zh.clone(),
            parent => member.parent.clone(), definition => member.definition.zh.clone(),
            path => path, leaf => leaf,
            depth => lineage.len(),
        }
    };
    Some(present.iter().map(value).collect())
}
