//! Says where facts contradict themselves or each other.

use yz_diagnostics::{Comparison, Finding, Words, words};
use yz_units::{Exact, Figure};

use crate::concept::Concept;
use crate::declared::Declared;
use crate::derive::Deriver;
use crate::fact::{Derivation, Fact, Origin, Step};
use crate::reference::Key;
use crate::rules::{
    CYCLIC_FORMULA, DECLARED_DIFFERS_FROM_DERIVED, FACT_DECLARED_TWICE, RATE_OF_NOTHING,
    VALUE_TOO_LARGE,
};

/// The file of a book that holds what was counted from its records.
const COUNTED: &str = "counted.toml";

impl Deriver<'_> {
    pub(super) fn report_declared_twice(&mut self, key: &Key, first: Figure, second: &Declared) {
        let name = self.context.name(key);
        let (one, two) = (first, second.figure);
        let message = words!(
            "{name} 申报了两次：{one} 和 {two}",
            "{name} is declared twice: {one} and {two}"
        );
        let help = words!(
            "留下一条，把各处位置都写进它的 place",
            "keep one entry and list every place in it"
        );
        let finding = Finding::new(&FACT_DECLARED_TWICE, name, message).help(help);
        self.findings.push(finding.at(&second.file, Some(second.span.clone())));
    }

    pub(super) fn report_circle(&mut self, concept: &Concept, circles: Vec<(Key, Vec<Key>)>) {
        let Some((key, circle)) = circles.into_iter().next() else { return };
        let names: Vec<String> =
            circle.iter().chain([&key]).map(|key| self.context.name(key)).collect();
        let (name, chain) = (self.context.name(&key), names.join(" → "));
        let message = words!("公式循环：{chain}", "the formulas go in a circle: {chain}");
        let help = words!(
            "申报其中一个（写明出处），或改掉其中一个公式",
            "declare one of them, with its source, or change one of the formulas"
        );
        let span = concept.formula_spans.first().cloned();
        let finding = Finding::new(&CYCLIC_FORMULA, name, message).help(help);
        if !self.findings.iter().any(|known| known.rule == &CYCLIC_FORMULA) {
            self.findings.push(finding.at(&concept.path, span));
        }
    }

    pub(super) fn report_too_large(&mut self, concept: &Concept, key: &Key, inputs: &[Key]) {
        let name = self.context.name(key);
        let message = words!("{name} 的数值过大，算不下去", "{name} grows too large");
        let help = words!("检查输入的数字是否多写了位数", "look for digits too many");
        let finding = Finding::new(&VALUE_TOO_LARGE, name, message).help(help);
        let written = inputs.iter().find_map(|key| self.declared.get(key));
        self.findings.push(match written {
            Some(input) => finding.at(&input.file, Some(input.span.clone())),
            None => finding.at(&concept.path, None),
        });
    }

    pub(super) fn report_difference(&mut self, fact: &Fact, printed: Figure, derived: &Derivation) {
        let Some(value) = derived.value else { return };
        let name = fact.name.clone();
        if self
            .findings
            .iter()
            .any(|known| known.rule == &DECLARED_DIFFERS_FROM_DERIVED && known.subject == name)
        {
            return;
        }
        let concept = self.context.catalogue.concept(&fact.key.concept);
        let own = |concept: &Concept| finer(printed.form(), concept.form_of(value));
        let form = concept.map_or(printed.form(), own);
        let recomputed = form.print(value);
        let difference = printed.value().minus(value);
        let difference = difference.map(|difference| signed_difference(form, difference));
        let message = self.disagreement(fact, printed, recomputed, derived);
        let comparison = Comparison {
            printed: printed.to_string(),
            recomputed: recomputed.to_string(),
            difference: difference.unwrap_or_else(|| "—".to_owned()),
            working: derived.working.clone(),
        };
        let help = words!(
            "核对算式里的每个数；若是已公布文本的错误，在 accepted.toml 里按名接受并写明理由，\
             报告将印出推算数",
            "check each number of the working; an error of a published text can be accepted by \
             name in accepted.toml, with a reason: the report then prints the recomputed figure"
        );
        let mut finding = Finding::new(&DECLARED_DIFFERS_FROM_DERIVED, name, message)
            .comparing(comparison)
            .help(help);
        if let Some(declared) = &fact.declared {
            finding = finding.at(&declared.file, Some(declared.span.clone()));
        } else if fact.is_counted() {
            finding = finding.at(COUNTED, None);
        }
        self.findings.push(finding);
    }

    /// What disagrees with what: what was declared or counted with what was counted or follows.
    fn disagreement(
        &self,
        fact: &Fact,
        printed: Figure,
        recomputed: Figure,
        derived: &Derivation,
    ) -> Words {
        let title = self.context.catalogue.concept(&fact.key.concept).map(|of| of.title.clone());
        let Words { zh, en } = title.unwrap_or_default();
        let name = &fact.name;
        let counted =
            matches!(&derived.step, Step::Given(given) if given.origin == Origin::Counted);
        if counted {
            return words!(
                "{zh}（{name}）写的是{printed}，从记录计数是{recomputed}",
                "{en} ({name}) is given as {printed}, but the records count {recomputed}"
            );
        }
        if fact.is_counted() && fact.declared.is_none() {
            return words!(
                "{zh}（{name}）从记录计数是{printed}，按其他事实推算是{recomputed}",
                "{en} ({name}) is counted as {printed}, but follows as {recomputed}"
            );
        }
        words!(
            "{zh}（{name}）写的是{printed}，按其他事实推算是{recomputed}",
            "{en} ({name}) is given as {printed}, but follows as {recomputed}"
        )
    }

    pub(super) fn report_rate_of_nothing(&mut self, fact: &Fact, printed: Figure) {
        let name = &fact.name;
        let message = words!(
            "{name} 写的是{printed}，但分母是零，比率没有意义",
            "{name} is given as {printed}, but it is a rate of nothing"
        );
        let help = words!("删去这一条，报告会印“—”", "leave it out: the report prints —");
        let mut finding = Finding::new(&RATE_OF_NOTHING, name, message).help(help);
        if let Some(declared) = &fact.declared {
            finding = finding.at(&declared.file, Some(declared.span.clone()));
        }
        self.findings.push(finding);
    }
}

/// The declared form with the concept's decimals where those are more: 5个百分点 → 6.44个百分点.
pub(super) fn finer(declared: yz_units::Form, own: yz_units::Form) -> yz_units::Form {
    let same = declared.scale == own.scale;
    declared.with_decimals(if same {
        declared.decimals.max(own.decimals)
    } else {
        declared.decimals
    })
}

/// A difference too small for the form is shown with more decimals: 4016.88 less 4016.88886. Two
/// percentages differ by percentage points.
fn signed_difference(form: yz_units::Form, difference: Exact) -> String {
    let form = yz_units::Form { unit: form.unit.of_difference(), ..form };
    let more = form.decimals.saturating_add(6);
    let shown = (form.decimals..more)
        .map(|decimals| form.with_decimals(decimals).print(difference))
        .find(|figure| figure.value() == difference || difference.is_zero());
    let shown = shown
        .unwrap_or_else(|| form.with_decimals(form.decimals.saturating_add(2)).print(difference));
    shown.to_string()
}
