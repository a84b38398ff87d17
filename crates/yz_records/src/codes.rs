//! The code lists of records.

use crate::code::code_list;

code_list! {
    /// What a bill is for.
    CareKind "care_kind" {
        /// Ordinary visits.
        Outpatient = 0 "outpatient" "普通门诊",
        /// Chronic diseases, certified, treated on visits.
        Chronic = 1 "chronic" "门诊慢特病",
        /// Stays.
        Inpatient = 2 "inpatient" "住院",
        /// Drugs for hypertension and diabetes of those certified for them alone.
        CommonDrugs = 3 "common_drugs" "两病用药",
        /// Diseases whose visits are paid like stays.
        Special = 4 "special" "门诊特殊疾病",
    }
}

code_list! {
    /// The level of an institution.
    InstitutionLevel "institution_level" {
        /// Township, community, first level.
        First = 1 "first" "一级及以下",
        /// Second level, county hospitals.
        Second = 2 "second" "二级",
        /// Third level of the city.
        Third = 3 "third" "三级",
        /// Third level of the province.
        Provincial = 4 "provincial" "省级三级",
    }
}

code_list! {
    /// Where care was given, seen from the pooling area.
    Place "place" {
        /// Within the pooling area.
        Local = 0 "local" "统筹区内",
        /// Outside it, within the province.
        InProvince = 1 "in_province" "省内异地",
        /// Outside the province.
        OutOfProvince = 2 "out_of_province" "跨省异地",
    }
}

code_list! {
    /// On what grounds care was sought outside the pooling area.
    Filing "filing" {
        /// On their own, nothing filed.
        Unfiled = 0 "unfiled" "自行前往",
        /// Living there, filed for long.
        Filed = 1 "filed" "长期备案",
        /// Referred by a hospital at home.
        Referred = 2 "referred" "转诊",
        /// An emergency.
        Emergency = 3 "emergency" "急诊抢救",
    }
}

code_list! {
    /// Which group of those in need a person belongs to.
    Category "category" {
        /// None.
        Ordinary = 0 "ordinary" "普通居民",
        /// Without income, support or ability to work.
        Destitute = 1 "destitute" "特困人员",
        /// On the minimum living allowance.
        MinimumLiving = 2 "minimum_living" "低保对象",
        /// Fallen back into poverty.
        Relapsed = 3 "relapsed" "返贫致贫人口",
        /// Just above the allowance.
        Marginal = 4 "marginal" "低保边缘家庭成员",
        /// Orphans.
        Orphan = 5 "orphan" "孤儿",
        /// Watched lest they fall into poverty.
        Monitored = 6 "monitored" "防止返贫监测对象",
        /// Poor by the cost of illness.
        Hardship = 7 "hardship" "因病致贫重病患者",
    }
}

code_list! {
    /// Whether a stay continues the episode of the stay before it.
    Transfer "transfer" {
        /// It begins an episode.
        None = 0 "none" "非转诊",
        /// To a higher level.
        Up = 1 "up" "上转",
        /// To a lower level.
        Down = 2 "down" "下转",
    }
}

code_list! {
    /// Sex, as the platform codes it.
    Sex "sex" {
        /// Male.
        Male = 1 "male" "男",
        /// Female.
        Female = 2 "female" "女",
    }
}

code_list! {
    /// The state of an enrolment, as the platform codes it.
    InsuredStatus "insured_status" {
        /// Not insured.
        None = 0 "none" "未参保",
        /// Insured.
        Normal = 1 "normal" "正常参保",
        /// Suspended.
        Suspended = 2 "suspended" "暂停参保",
        /// Ended.
        Ended = 3 "ended" "终止参保",
    }
}

code_list! {
    /// Who pays a person's own contribution.
    Payer "payer" {
        /// The person.
        Own = 0 "own" "个人缴费",
        /// Medical assistance, wholly.
        AssistanceFull = 1 "assistance_full" "医疗救助全额资助",
        /// Medical assistance, a fixed part.
        AssistancePart = 2 "assistance_part" "医疗救助定额资助",
        /// The federation of disabled persons.
        DisabledFederation = 3 "disabled_federation" "残联资助",
        /// Another department.
        Other = 4 "other" "其他部门资助",
    }
}

code_list! {
    /// The class of a line in the catalogue.
    CatalogueClass "catalogue_class" {
        /// Without a part of one's own.
        A = 1 "a" "甲类",
        /// With a part of one's own first.
        B = 2 "b" "乙类",
        /// Wholly one's own.
        C = 3 "c" "丙类（自费）",
    }
}

code_list! {
    /// Why a bill is not settled. The numbers are the order of precedence: the first cause that
    /// holds is given. See `docs/settlement.md`.
    Refusal "refusal" {
        /// An amount is below nothing.
        AmountNegative = 1 "amount_negative" "金额为负",
        /// The parts do not add up to the total.
        PartsDifferFromTotal = 2 "parts_differ_from_total" "分项之和不等于总额",
        /// Class B alone exceeds the total.
        ClassBAboveTotal = 3 "class_b_above_total" "乙类金额大于总额",
        /// The stay ends before it begins.
        DischargeBeforeAdmission = 4 "discharge_before_admission" "出院早于入院",
        /// A bill of the number was settled already.
        BillDuplicate = 5 "bill_duplicate" "同号票据已结算",
        /// The date lies in another benefit year.
        OutsideBenefitYear = 6 "outside_benefit_year" "日期不在统筹年度内",
        /// Nobody has the number.
        PersonUnknown = 7 "person_unknown" "查无此人",
        /// No institution has the number.
        InstitutionUnknown = 8 "institution_unknown" "查无此机构",
        /// The institution had no agreement on the day.
        InstitutionWithoutAgreement = 9 "institution_without_agreement" "机构当日无协议",
        /// The bill's level is not the institution's.
        LevelDiffersFromInstitution = 10 "level_differs_from_institution" "级别与机构不符",
        /// The person had died by the day before.
        AfterDeath = 11 "after_death" "死亡次日及以后",
        /// The person was not yet born.
        BeforeBirth = 12 "before_birth" "出生之前",
        /// No enrolment.
        NotEnrolled = 13 "not_enrolled" "未参保",
        /// Enrolled, not paid.
        ContributionUnpaid = 14 "contribution_unpaid" "未缴费",
        /// Suspended or ended.
        EnrolmentSuspended = 15 "enrolment_suspended" "参保暂停或终止",
        /// Still waiting.
        WaitingPeriod = 16 "waiting_period" "待遇等待期内",
        /// The region pays nothing for this kind.
        KindNotCovered = 17 "kind_not_covered" "该类待遇未开通",
        /// The region lists no such disease.
        DiseaseNotListed = 18 "disease_not_listed" "病种不在目录",
        /// The person is not certified for the disease.
        DiseaseNotCertified = 19 "disease_not_certified" "未认定该病种",
        /// The disease is not of that sex or age.
        SexOrAgeNotFitting = 20 "sex_or_age_not_fitting" "性别或年龄与病种不符",
        /// Another stay covers the same days.
        StayOverlapsStay = 21 "stay_overlaps_stay" "住院期间重叠",
        /// More visits than are paid.
        VisitsAboveLimit = 22 "visits_above_limit" "超过次数限制",
    }
}
