//! The made-up list of diseases that bills and certificates of the county name.

use yz_records::{CareKind, Sex};

use crate::draw::Stream;

/// A disease of the synthetic county's list. Regions number theirs otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disease {
    /// The number, from 1.
    pub number: i16,
    /// The name that files use.
    pub name: &'static str,
    /// The Chinese title.
    pub title: &'static str,
    /// The kind of its bills.
    pub kind: CareKind,
    /// The only sex that has it.
    pub sex: Option<Sex>,
    /// The youngest and the oldest who have it.
    pub ages: (i8, i8),
    /// Its share among the certified of its kind, in millionths.
    share: u32,
}

/// A row of [`DISEASES`].
macro_rules! disease {
    (
        $number:literal $name:literal $title:literal $kind:ident
        $sex:expr, $ages:expr, $share:literal
    ) => {
        Disease {
            number: $number,
            name: $name,
            title: $title,
            kind: CareKind::$kind,
            sex: $sex,
            ages: $ages,
            share: $share,
        }
    };
}

/// Everybody, of whatever age.
const ANY: (i8, i8) = (0, 127);

/// The list, by number. The first of each kind fits everybody.
pub const DISEASES: [Disease; 19] = [
    disease!(1 "hypertension" "高血压" Chronic None, ANY, 420_000),
    disease!(2 "diabetes" "糖尿病" Chronic None, ANY, 210_000),
    disease!(3 "coronary_disease" "冠心病" Chronic None, (18, 127), 80_000),
    disease!(4 "stroke_sequelae" "脑卒中后遗症" Chronic None, (18, 127), 60_000),
    disease!(5 "chronic_pulmonary_disease" "慢性阻塞性肺疾病" Chronic None, (18, 127), 60_000),
    disease!(6 "severe_mental_disorder" "严重精神障碍" Chronic None, (6, 127), 40_000),
    disease!(7 "chronic_hepatitis" "慢性肝炎" Chronic None, (6, 127), 35_000),
    disease!(8 "rheumatoid_arthritis" "类风湿性关节炎" Chronic None, (12, 127), 30_000),
    disease!(9 "epilepsy" "癫痫" Chronic None, ANY, 25_000),
    disease!(10 "prostatic_hyperplasia" "前列腺增生" Chronic Some(Sex::Male), (45, 127), 20_000),
    disease!(11 "endometriosis" "子宫内膜异位症" Chronic Some(Sex::Female), (15, 55), 10_000),
    disease!(12 "growth_hormone_deficiency" "儿童生长激素缺乏症" Chronic None, (3, 17), 10_000),
    disease!(21 "hypertension_drugs" "高血压（两病用药）" CommonDrugs None, ANY, 690_000),
    disease!(22 "diabetes_drugs" "糖尿病（两病用药）" CommonDrugs None, ANY, 310_000),
    disease!(31 "malignant_tumour" "恶性肿瘤门诊治疗" Special None, ANY, 500_000),
    disease!(32 "renal_dialysis" "肾功能衰竭透析" Special None, ANY, 350_000),
    disease!(33 "transplant_rejection" "器官移植抗排异" Special None, (6, 127), 50_000),
    disease!(34 "haemophilia" "血友病" Special Some(Sex::Male), ANY, 50_000),
    disease!(35 "cervical_cancer" "宫颈癌门诊治疗" Special Some(Sex::Female), (18, 127), 50_000),
];

/// Where each kind's diseases stand in the list.
const CHRONIC: std::ops::Range<usize> = 0..12;
const COMMON_DRUGS: std::ops::Range<usize> = 12..14;
const SPECIAL: std::ops::Range<usize> = 14..19;

impl Disease {
    /// Whether somebody of the sex and age may have it.
    #[must_use]
    pub fn fits(&self, sex: Sex, age: i8) -> bool {
        self.sex.is_none_or(|only| only == sex) && self.ages.0 <= age && age <= self.ages.1
    }
}

/// The diseases of a kind.
fn of_kind(kind: CareKind) -> &'static [Disease] {
    let places = match kind {
        CareKind::Chronic => CHRONIC,
        CareKind::CommonDrugs => COMMON_DRUGS,
        CareKind::Special => SPECIAL,
        CareKind::Outpatient | CareKind::Inpatient => 0..0,
    };
    DISEASES.get(places).unwrap_or(&[])
}

/// Draws a disease of a kind that fits somebody all year, who turns `age` in it.
pub(crate) fn draw(kind: CareKind, sex: Sex, age: i8, stream: &mut Stream) -> i16 {
    let diseases = of_kind(kind);
    let mut left = stream.below(1_000_000);
    let fits =
        |disease: &Disease| disease.fits(sex, age) && disease.fits(sex, age.saturating_sub(1));
    for disease in diseases {
        match left.checked_sub(u64::from(disease.share)) {
            None if fits(disease) => return disease.number,
            None => break,
            Some(rest) => left = rest,
        }
    }
    diseases.first().map_or(0, |disease| disease.number)
}

/// The kind of a disease's bills.
pub(crate) fn kind(number: i16) -> Option<CareKind> {
    DISEASES.iter().find(|disease| disease.number == number).map(|disease| disease.kind)
}

/// A chronic disease that only the other sex has.
pub(crate) const fn of_the_other_sex(sex: Sex) -> i16 {
    match sex {
        Sex::Male => 11,
        Sex::Female => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::{DISEASES, of_kind, of_the_other_sex};
    use yz_records::{CareKind, Sex};

    #[test]
    fn shares_of_each_kind_are_the_whole_and_the_first_fits_everybody() {
        let kinds = [CareKind::Chronic, CareKind::CommonDrugs, CareKind::Special];
        for kind in kinds {
            let diseases = of_kind(kind);
            assert!(diseases.iter().all(|disease| disease.kind == kind));
            assert_eq!(diseases.iter().map(|disease| disease.share).sum::<u32>(), 1_000_000);
            assert!(diseases[0].fits(Sex::Male, 0) && diseases[0].fits(Sex::Female, 127));
        }
        assert_eq!(kinds.map(|kind| of_kind(kind).len()).iter().sum::<usize>(), DISEASES.len());
    }

    #[test]
    fn a_disease_of_the_other_sex_fits_nobody_of_this() {
        for sex in [Sex::Male, Sex::Female] {
            let number = of_the_other_sex(sex);
            let disease = DISEASES.iter().find(|disease| disease.number == number).unwrap();
            assert_ne!(disease.sex.unwrap(), sex);
        }
    }
}
