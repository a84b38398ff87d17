//! The trace of a settlement: the same steps, telling what they do.

use yz_diagnostics::Words;

use crate::plan::BasisId;

/// Who listens to the steps.
///
/// With [`Untraced`] nothing of a note is ever made: the compiler sees that `ON` is false.
pub trait Trace {
    /// Whether notes are wanted.
    const ON: bool;

    /// Takes a note.
    fn note(&mut self, note: Note);
}

/// Nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct Untraced;

/// Keeps every note.
#[derive(Debug, Clone, Default)]
pub struct Notes(pub Vec<Note>);

/// What one step did.
#[derive(Debug, Clone)]
pub struct Note {
    /// The step, as in `docs/settlement.md`.
    pub step: Step,
    /// The amount that the step began with.
    pub before_fen: i64,
    /// What the step gave: what is paid, deducted or eligible.
    pub result_fen: i64,
    /// What is left for the person and the steps after.
    pub after_fen: i64,
    /// The calculation with its numbers, and the rounding.
    pub working: Words,
    /// The rules of the region's file that it rests on.
    pub bases: Vec<BasisId>,
}

/// The steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// What lies within the scope of policy.
    EligibleCost,
    /// What is borne before the fund pays.
    Deductible,
    /// The basic fund's share.
    BasicShare,
    /// Limits of kinds and diseases.
    KindLimit,
    /// The basic fund's ceiling of the year.
    AnnualCeiling,
    /// Critical-illness insurance.
    CriticalIllness,
    /// Medical assistance.
    MedicalAssistance,
    /// Tilt assistance.
    TiltAssistance,
    /// What is left.
    PersonPart,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 9] = [
        Self::EligibleCost,
        Self::Deductible,
        Self::BasicShare,
        Self::KindLimit,
        Self::AnnualCeiling,
        Self::CriticalIllness,
        Self::MedicalAssistance,
        Self::TiltAssistance,
        Self::PersonPart,
    ];

    /// The name of its file and of its folder of cases.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EligibleCost => "eligible-cost",
            Self::Deductible => "deductible",
            Self::BasicShare => "basic-share",
            Self::KindLimit => "kind-limit",
            Self::AnnualCeiling => "annual-ceiling",
            Self::CriticalIllness => "critical-illness",
            Self::MedicalAssistance => "medical-assistance",
            Self::TiltAssistance => "tilt-assistance",
            Self::PersonPart => "person-part",
        }
    }

    /// The title.
    #[must_use]
    pub fn title(self) -> Words {
        let (zh, en) = match self {
            Self::EligibleCost => ("政策范围内金额", "Eligible cost"),
            Self::Deductible => ("起付线", "Deductible"),
            Self::BasicShare => ("统筹基金按比例支付", "Share of the basic fund"),
            Self::KindLimit => ("类别与病种限额", "Limits of kind and disease"),
            Self::AnnualCeiling => ("年度最高支付限额", "Annual ceiling"),
            Self::CriticalIllness => ("大病保险", "Critical-illness insurance"),
            Self::MedicalAssistance => ("医疗救助", "Medical assistance"),
            Self::TiltAssistance => ("倾斜救助", "Tilt assistance"),
            Self::PersonPart => ("个人负担", "The person's part"),
        };
        Words { zh: zh.to_owned(), en: en.to_owned() }
    }
}

impl Trace for Untraced {
    const ON: bool = false;

    #[inline(always)]
    fn note(&mut self, _: Note) {}
}

impl Trace for Notes {
    const ON: bool = true;

    fn note(&mut self, note: Note) {
        self.0.push(note);
    }
}
