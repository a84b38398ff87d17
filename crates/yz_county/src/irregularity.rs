//! What is planted, and the table of truth that says where.

/// A kind of irregularity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IrregularityKind {
    /// A person is enrolled twice over the same days.
    DuplicateEnrolment,
    /// A person died before the year and is enrolled all the same.
    EnrolledAfterDeath,
    /// A bill is dated after the person's death.
    BillAfterDeath,
    /// Two stays at two institutions cover the same days.
    OverlappingStays,
    /// One stay was billed as two, back to back at one institution.
    SplitAdmission,
    /// A person who lies in hospital visits an outpatient department.
    VisitDuringStay,
    /// A bill came again under another number.
    DuplicateBill,
    /// A bill is for a disease of the other sex.
    OtherSexDisease,
    /// A person has some 200 visits too many to one institution.
    ExcessiveVisits,
    /// A bill claims a higher level than its institution has.
    UpcodedLevel,
}

/// One planted irregularity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Irregularity {
    /// What.
    pub kind: IrregularityKind,
    /// Whose.
    pub person_id: i64,
    /// The bill that is wrong, where it is one.
    pub bill_id: Option<i64>,
    /// The bill that shows it: the stay that is overlapped, the other half, the bill repeated.
    pub other_bill_id: Option<i64>,
}

impl IrregularityKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::DuplicateEnrolment,
        Self::EnrolledAfterDeath,
        Self::BillAfterDeath,
        Self::OverlappingStays,
        Self::SplitAdmission,
        Self::VisitDuringStay,
        Self::DuplicateBill,
        Self::OtherSexDisease,
        Self::ExcessiveVisits,
        Self::UpcodedLevel,
    ];

    /// The name that files use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DuplicateEnrolment => "duplicate_enrolment",
            Self::EnrolledAfterDeath => "enrolled_after_death",
            Self::BillAfterDeath => "bill_after_death",
            Self::OverlappingStays => "overlapping_stays",
            Self::SplitAdmission => "split_admission",
            Self::VisitDuringStay => "visit_during_stay",
            Self::DuplicateBill => "duplicate_bill",
            Self::OtherSexDisease => "other_sex_disease",
            Self::ExcessiveVisits => "excessive_visits",
            Self::UpcodedLevel => "upcoded_level",
        }
    }

    /// The Chinese title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::DuplicateEnrolment => "重复参保",
            Self::EnrolledAfterDeath => "死亡后参保",
            Self::BillAfterDeath => "死亡后就诊",
            Self::OverlappingStays => "住院期间重叠",
            Self::SplitAdmission => "分解住院",
            Self::VisitDuringStay => "住院期间门诊",
            Self::DuplicateBill => "重复票据",
            Self::OtherSexDisease => "性别与病种不符",
            Self::ExcessiveVisits => "就诊次数异常",
            Self::UpcodedLevel => "机构级别高套",
        }
    }
}
