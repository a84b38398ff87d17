//! One file a rule, in alphabetical order. `tests/cases.rs` fails if one is forgotten.

use yz_diagnostics::Rule;

use crate::notebook::Notebook;
use crate::reading::Reading;

mod bracket_unpaired;
mod confused_characters;
mod document_number_bracket;
mod doubled_punctuation;
mod doubled_unit;
mod doubled_words;
mod half_width_bracket;
mod heading_level_restarts;
mod heading_number_mixed;
mod heading_number_skipped;
mod impossible_year;
mod latin_word_in_text;
mod list_number_garbled;

/// Reads a document and writes down what it sees.
pub(crate) type Check = fn(&Reading<'_>, &mut Notebook);

/// Every rule with its check.
pub(crate) static ALL: &[(&Rule, Check)] = &[
    (&bracket_unpaired::BRACKET_UNPAIRED, bracket_unpaired::check),
    (&confused_characters::CONFUSED_CHARACTERS, confused_characters::check),
    (&document_number_bracket::DOCUMENT_NUMBER_BRACKET, document_number_bracket::check),
    (&doubled_punctuation::DOUBLED_PUNCTUATION, doubled_punctuation::check),
    (&doubled_unit::DOUBLED_UNIT, doubled_unit::check),
    (&doubled_words::DOUBLED_WORDS, doubled_words::check),
    (&half_width_bracket::HALF_WIDTH_BRACKET, half_width_bracket::check),
    (&heading_level_restarts::HEADING_LEVEL_RESTARTS, heading_level_restarts::check),
    (&heading_number_mixed::HEADING_NUMBER_MIXED, heading_number_mixed::check),
    (&heading_number_skipped::HEADING_NUMBER_SKIPPED, heading_number_skipped::check),
    (&impossible_year::IMPOSSIBLE_YEAR, impossible_year::check),
    (&latin_word_in_text::LATIN_WORD_IN_TEXT, latin_word_in_text::check),
    (&list_number_garbled::LIST_NUMBER_GARBLED, list_number_garbled::check),
];

/// Every rule, in alphabetical order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().map(|(rule, _)| *rule)
}
