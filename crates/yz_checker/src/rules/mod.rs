//! One file a rule, in alphabetical order. `tests/cases.rs` fails if one is forgotten.

use yz_diagnostics::Rule;

use crate::notebook::Notebook;
use crate::reading::Reading;

mod actual_far_from_budget;
mod amount_differs_from_rate;
mod balance_differs_from_flows;
mod bank_account;
mod bound_broken;
mod bracket_unpaired;
mod change_differs_from_amounts;
mod chart_differs_from_label;
mod chart_differs_from_text;
mod class_name_not_in_list;
mod completion_differs_from_budget;
mod completion_differs_from_parts;
mod confused_characters;
mod count_differs_from_list;
mod direction_contradicts_figures;
mod document_number_bracket;
mod document_title_abbreviated;
mod document_title_in_two_spellings;
mod doubled_punctuation;
mod doubled_unit;
mod doubled_words;
mod entity_of_other_level;
mod full_score_despite_shortfall;
mod fund_of_other_scheme;
mod gap_in_points_differs;
mod grade_differs_from_score;
mod growth_differs_from_change;
mod half_width_bracket;
mod heading_level_restarts;
mod heading_number_mixed;
mod heading_number_skipped;
mod id_number;
mod impossible_year;
mod latin_word_in_text;
mod list_number_garbled;
mod list_number_skipped;
mod missing_unit;
mod outdated_goal;
mod people_under_two_names;
mod personal_name;
mod phone_number;
mod plan_equals_actual;
mod points_taken_for_percent;
mod project_name_in_two_spellings;
mod purpose_does_not_fit_class;
mod rate_of_zero_budget;
mod ratio_differs_from_amounts;
mod remainder_differs;
mod repeated_figure_altered;
mod rise_differs_from_ends;
mod same_quantity_two_values;
mod score_differs_from_deductions;
mod score_differs_from_items;
mod share_differs_from_amounts;
mod target_called_met;
mod total_differs_from_parts;
mod unknown_rule;
mod unquantified_indicator;
mod weights_differ_from_hundred;
mod year_of_report_differs;
mod year_out_of_period;

pub use unknown_rule::UNKNOWN_RULE;

/// Reads a document and writes down what it sees.
pub(crate) type Check = fn(&Reading<'_>, &mut Notebook);

/// Every rule with its check.
pub(crate) static ALL: &[(&Rule, Check)] = &[
    (&actual_far_from_budget::ACTUAL_FAR_FROM_BUDGET, actual_far_from_budget::check),
    (&amount_differs_from_rate::AMOUNT_DIFFERS_FROM_RATE, amount_differs_from_rate::check),
    (&balance_differs_from_flows::BALANCE_DIFFERS_FROM_FLOWS, balance_differs_from_flows::check),
    (&bank_account::BANK_ACCOUNT, bank_account::check),
    (&bound_broken::BOUND_BROKEN, bound_broken::check),
    (&bracket_unpaired::BRACKET_UNPAIRED, bracket_unpaired::check),
    (&change_differs_from_amounts::CHANGE_DIFFERS_FROM_AMOUNTS, change_differs_from_amounts::check),
    (&chart_differs_from_label::CHART_DIFFERS_FROM_LABEL, chart_differs_from_label::check),
    (&chart_differs_from_text::CHART_DIFFERS_FROM_TEXT, chart_differs_from_text::check),
    (&class_name_not_in_list::CLASS_NAME_NOT_IN_LIST, class_name_not_in_list::check),
    (
        &completion_differs_from_budget::COMPLETION_DIFFERS_FROM_BUDGET,
        completion_differs_from_budget::check,
    ),
    (
        &completion_differs_from_parts::COMPLETION_DIFFERS_FROM_PARTS,
        completion_differs_from_parts::check,
    ),
    (&confused_characters::CONFUSED_CHARACTERS, confused_characters::check),
    (&count_differs_from_list::COUNT_DIFFERS_FROM_LIST, count_differs_from_list::check),
    (
        &direction_contradicts_figures::DIRECTION_CONTRADICTS_FIGURES,
        direction_contradicts_figures::check,
    ),
    (&document_number_bracket::DOCUMENT_NUMBER_BRACKET, document_number_bracket::check),
    (&document_title_abbreviated::DOCUMENT_TITLE_ABBREVIATED, document_title_abbreviated::check),
    (
        &document_title_in_two_spellings::DOCUMENT_TITLE_IN_TWO_SPELLINGS,
        document_title_in_two_spellings::check,
    ),
    (&doubled_punctuation::DOUBLED_PUNCTUATION, doubled_punctuation::check),
    (&doubled_unit::DOUBLED_UNIT, doubled_unit::check),
    (&doubled_words::DOUBLED_WORDS, doubled_words::check),
    (&entity_of_other_level::ENTITY_OF_OTHER_LEVEL, entity_of_other_level::check),
    (
        &full_score_despite_shortfall::FULL_SCORE_DESPITE_SHORTFALL,
        full_score_despite_shortfall::check,
    ),
    (&fund_of_other_scheme::FUND_OF_OTHER_SCHEME, fund_of_other_scheme::check),
    (&gap_in_points_differs::GAP_IN_POINTS_DIFFERS, gap_in_points_differs::check),
    (&grade_differs_from_score::GRADE_DIFFERS_FROM_SCORE, grade_differs_from_score::check),
    (&growth_differs_from_change::GROWTH_DIFFERS_FROM_CHANGE, growth_differs_from_change::check),
    (&half_width_bracket::HALF_WIDTH_BRACKET, half_width_bracket::check),
    (&heading_level_restarts::HEADING_LEVEL_RESTARTS, heading_level_restarts::check),
    (&heading_number_mixed::HEADING_NUMBER_MIXED, heading_number_mixed::check),
    (&heading_number_skipped::HEADING_NUMBER_SKIPPED, heading_number_skipped::check),
    (&id_number::ID_NUMBER, id_number::check),
    (&impossible_year::IMPOSSIBLE_YEAR, impossible_year::check),
    (&latin_word_in_text::LATIN_WORD_IN_TEXT, latin_word_in_text::check),
    (&list_number_garbled::LIST_NUMBER_GARBLED, list_number_garbled::check),
    (&list_number_skipped::LIST_NUMBER_SKIPPED, list_number_skipped::check),
    (&missing_unit::MISSING_UNIT, missing_unit::check),
    (&outdated_goal::OUTDATED_GOAL, outdated_goal::check),
    (&people_under_two_names::PEOPLE_UNDER_TWO_NAMES, people_under_two_names::check),
    (&personal_name::PERSONAL_NAME, personal_name::check),
    (&phone_number::PHONE_NUMBER, phone_number::check),
    (&plan_equals_actual::PLAN_EQUALS_ACTUAL, plan_equals_actual::check),
    (&points_taken_for_percent::POINTS_TAKEN_FOR_PERCENT, points_taken_for_percent::check),
    (
        &project_name_in_two_spellings::PROJECT_NAME_IN_TWO_SPELLINGS,
        project_name_in_two_spellings::check,
    ),
    (&purpose_does_not_fit_class::PURPOSE_DOES_NOT_FIT_CLASS, purpose_does_not_fit_class::check),
    (&rate_of_zero_budget::RATE_OF_ZERO_BUDGET, rate_of_zero_budget::check),
    (&ratio_differs_from_amounts::RATIO_DIFFERS_FROM_AMOUNTS, ratio_differs_from_amounts::check),
    (&remainder_differs::REMAINDER_DIFFERS, remainder_differs::check),
    (&repeated_figure_altered::REPEATED_FIGURE_ALTERED, repeated_figure_altered::check),
    (&rise_differs_from_ends::RISE_DIFFERS_FROM_ENDS, rise_differs_from_ends::check),
    (&same_quantity_two_values::SAME_QUANTITY_TWO_VALUES, same_quantity_two_values::check),
    (
        &score_differs_from_deductions::SCORE_DIFFERS_FROM_DEDUCTIONS,
        score_differs_from_deductions::check,
    ),
    (&score_differs_from_items::SCORE_DIFFERS_FROM_ITEMS, score_differs_from_items::check),
    (&share_differs_from_amounts::SHARE_DIFFERS_FROM_AMOUNTS, share_differs_from_amounts::check),
    (&target_called_met::TARGET_CALLED_MET, target_called_met::check),
    (&total_differs_from_parts::TOTAL_DIFFERS_FROM_PARTS, total_differs_from_parts::check),
    (&unknown_rule::UNKNOWN_RULE, unknown_rule::check),
    (&unquantified_indicator::UNQUANTIFIED_INDICATOR, unquantified_indicator::check),
    (&weights_differ_from_hundred::WEIGHTS_DIFFER_FROM_HUNDRED, weights_differ_from_hundred::check),
    (&year_of_report_differs::YEAR_OF_REPORT_DIFFERS, year_of_report_differs::check),
    (&year_out_of_period::YEAR_OUT_OF_PERIOD, year_out_of_period::check),
];

/// Every rule, in alphabetical order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().map(|(rule, _)| *rule)
}
