//! The tables, each declared once.

use yz_units::Day;

use crate::codes::{
    CareKind, CatalogueClass, Category, Filing, InstitutionLevel, InsuredStatus, Payer, Place,
    Refusal, Sex, Transfer,
};
use crate::row::{Row, table};
use crate::table::{Holds, Table};

/// Every table.
pub const TABLES: [&Table; 8] = [
    Person::TABLE,
    Enrolment::TABLE,
    CategoryHeld::TABLE,
    DiseaseCertificate::TABLE,
    Institution::TABLE,
    Bill::TABLE,
    BillLine::TABLE,
    SettlementRow::TABLE,
];

table! {
    /// A person. Engines see the number and never who it is.
    Person "persons" "人员" "Persons" ordered by &["person_id"];
    /// The number, sparse and without meaning.
    person_id: i64 = "人员编号" Holds::Integer, alias "psn_no";
    /// The household.
    household_id: i64 = "户编号" Holds::Integer;
    /// Sex.
    sex: Sex = "性别" Holds::Code(&Sex::LIST), alias "gend";
    /// The day of birth.
    birth: Day = "出生日期" Holds::Day, alias "brdy";
    /// The day of death.
    death: Option<Day> = "死亡日期" Holds::Day;
    /// The town, by its number in the region.
    town: i32 = "乡镇编号" Holds::Integer;
    /// Years insured without a break before this one.
    continuous_years: i8 = "连续参保年数" Holds::Small;
    /// Whether the fund paid anything in the year before.
    claimed_last_year: bool = "上年是否报销" Holds::Flag;
    /// The number of the identity card.
    certificate: Option<Box<str>> = "证件号码" Holds::Text, personal true, alias "certno";
    /// The name.
    name: Option<Box<str>> = "姓名" Holds::Text, personal true, alias "psn_name";
}

table! {
    /// An enrolment for a span of days.
    Enrolment "enrolments" "参保" "Enrolments" ordered by &["person_id", "first"];
    /// Who.
    person_id: i64 = "人员编号" Holds::Integer, alias "psn_no";
    /// The first day.
    first: Day = "参保开始日期" Holds::Day, alias "psn_insu_date";
    /// The last day.
    last: Day = "参保结束日期" Holds::Day, alias "paus_insu_date";
    /// The state.
    status: InsuredStatus = "参保状态" Holds::Code(&InsuredStatus::LIST), alias "psn_insu_stas";
    /// When the contribution was paid.
    paid: Option<Day> = "缴费日期" Holds::Day, alias "clct_time";
    /// What was paid for the person.
    contribution_fen: i64 = "个人缴费" Holds::Fen;
    /// Who paid it.
    payer: Payer = "缴费来源" Holds::Code(&Payer::LIST);
    /// Whether it was paid in the period of collection.
    in_period: bool = "集中征缴期内" Holds::Flag;
    /// Years without insurance before this one.
    broken_years: i8 = "断保年数" Holds::Small;
    /// How many of them were bought back.
    bought_back_years: i8 = "修复年数" Holds::Small;
}

table! {
    /// A category that a person holds for a span of days.
    CategoryHeld "categories" "人员类别" "Categories held" ordered by &["person_id", "first"];
    /// Who.
    person_id: i64 = "人员编号" Holds::Integer, alias "psn_no";
    /// Which.
    category: Category = "人员类别" Holds::Code(&Category::LIST), alias "psn_idet_type";
    /// The first day.
    first: Day = "开始日期" Holds::Day, alias "begntime";
    /// The last day.
    last: Option<Day> = "结束日期" Holds::Day, alias "endtime";
}

table! {
    /// A disease that a person is certified for.
    DiseaseCertificate "certificates" "病种认定" "Certified diseases"
    ordered by &["person_id", "first"];
    /// Who.
    person_id: i64 = "人员编号" Holds::Integer, alias "psn_no";
    /// The disease, by its number in the region's list.
    disease: i16 = "病种编号" Holds::Integer;
    /// The first day.
    first: Day = "开始日期" Holds::Day, alias "begndate";
    /// The last day.
    last: Option<Day> = "结束日期" Holds::Day, alias "enddate";
}

table! {
    /// A hospital, a clinic or a pharmacy.
    Institution "institutions" "定点医药机构" "Designated institutions"
    ordered by &["institution_id"];
    /// The number.
    institution_id: i64 = "机构编号" Holds::Integer;
    /// The national code.
    code: Option<Box<str>> = "机构代码" Holds::Text, alias "fixmedins_code";
    /// The name.
    name: Box<str> = "机构名称" Holds::Text, alias "fixmedins_name";
    /// The level.
    level: InstitutionLevel = "机构级别" Holds::Code(&InstitutionLevel::LIST), alias "hosp_lv";
    /// Where it stands, seen from the pooling area.
    place: Place = "机构所在地" Holds::Code(&Place::LIST);
    /// The town, for institutions within the county.
    town: Option<i32> = "乡镇编号" Holds::Integer;
    /// The first day of the agreement.
    agreed_first: Day = "协议开始日期" Holds::Day, alias "begndate";
    /// The last day of the agreement.
    agreed_last: Option<Day> = "协议结束日期" Holds::Day, alias "enddate";
}

table! {
    /// A bill: one visit or one stay.
    Bill "bills" "医疗费用" "Bills" ordered by &["person_id", "date", "bill_id"];
    /// The number, in the order of arrival.
    bill_id: i64 = "费用编号" Holds::Integer, alias "setl_id" "claim_id";
    /// Who.
    person_id: i64 = "人员编号" Holds::Integer, alias "psn_no";
    /// Where.
    institution_id: i64 = "机构编号" Holds::Integer;
    /// The day of discharge, or of the visit.
    date: Day = "结算日期" Holds::Day, alias "setl_time" "claim_date";
    /// The day of admission of a stay.
    admitted: Option<Day> = "入院日期" Holds::Day, alias "begndate";
    /// What for.
    kind: CareKind = "医疗类别" Holds::Code(&CareKind::LIST);
    /// The level of the institution.
    level: InstitutionLevel = "机构级别" Holds::Code(&InstitutionLevel::LIST),
        alias "facility_level";
    /// Where, seen from the pooling area.
    place: Place = "就医地" Holds::Code(&Place::LIST);
    /// On what grounds outside it.
    filing: Filing = "异地备案" Holds::Code(&Filing::LIST);
    /// The category held on the date.
    category: Category = "人员类别" Holds::Code(&Category::LIST);
    /// Whole years of age on the date.
    age: i8 = "年龄" Holds::Small;
    /// The disease, by its number in the region's list; 0 for none.
    disease: i16 = "病种编号" Holds::Integer;
    /// Whether it continues an episode.
    transfer: Transfer = "转诊方向" Holds::Code(&Transfer::LIST);
    /// Whether it is of traditional Chinese medicine.
    tcm: bool = "中医" Holds::Flag;
    /// The whole.
    total_fen: i64 = "医疗费总额" Holds::Fen, yuan "medfee_sumamt", alias "amount_total";
    /// Class A.
    class_a_fen: i64 = "甲类金额" Holds::Fen, alias "amount_class_a";
    /// Class B.
    class_b_fen: i64 = "乙类金额" Holds::Fen, alias "amount_class_b";
    /// Class C, and what lies above price limits.
    own_fen: i64 = "自费金额" Holds::Fen, yuan "fulamt_ownpay_amt", alias "amount_self";
    /// First-pay of class B, where lines gave it.
    prior_self_payment_fen: Option<i64> = "先行自付金额" Holds::Fen, yuan "preselfpay_amt";
    /// The bill that this one takes the place of.
    corrects: Option<i64> = "更正的费用编号" Holds::Integer;
    /// The bill that this one takes back.
    reverses: Option<i64> = "冲销的费用编号" Holds::Integer;
}

table! {
    /// A line of a bill.
    BillLine "bill_lines" "费用明细" "Lines of bills" ordered by &["bill_id", "line"];
    /// The bill.
    bill_id: i64 = "费用编号" Holds::Integer, alias "setl_id";
    /// The line.
    line: i32 = "明细序号" Holds::Integer, alias "feedetl_sn";
    /// What.
    item: Box<str> = "项目编码" Holds::Text, alias "med_list_codg";
    /// The class.
    class: CatalogueClass = "目录等级" Holds::Code(&CatalogueClass::LIST), alias "chrgitm_lv";
    /// How much, in ten-thousandths.
    quantity_10k: i64 = "数量（万分之一）" Holds::Integer;
    /// The price, in millionths of a yuan.
    price_micro_yuan: i64 = "单价（百万分之一元）" Holds::Integer;
    /// The most that is paid for, in millionths of a yuan.
    limit_micro_yuan: Option<i64> = "限价（百万分之一元）" Holds::Integer;
    /// The part of one's own before anything else, in millionths.
    own_millionths: Option<i64> = "先行自付比例（百万分之一）" Holds::Integer;
    /// The amount.
    amount_fen: i64 = "明细金额" Holds::Fen, yuan "det_item_fee_sumamt";
}

table! {
    /// A settlement, or the differences that correct one.
    SettlementRow "settlements" "结算" "Settlements"
    ordered by &["person_id", "date", "bill_id", "sequence"];
    /// The bill.
    bill_id: i64 = "费用编号" Holds::Integer, alias "setl_id";
    /// Who.
    person_id: i64 = "人员编号" Holds::Integer, alias "psn_no";
    /// The bill's date.
    date: Day = "结算日期" Holds::Day, alias "setl_time";
    /// 0 for the first, then one for each correction.
    sequence: i32 = "更正次数" Holds::Integer;
    /// Why it was not settled.
    refusal: Option<Refusal> = "不予结算原因" Holds::Code(&Refusal::LIST);
    /// The whole.
    total_fen: i64 = "医疗费总额" Holds::FenOfEitherSign, yuan "medfee_sumamt";
    /// Own cost: class C, above limits.
    own_fen: i64 = "自费金额" Holds::FenOfEitherSign, yuan "fulamt_ownpay_amt";
    /// First-pay of class B.
    prior_self_payment_fen: i64 = "先行自付金额" Holds::FenOfEitherSign, yuan "preselfpay_amt";
    /// Within the scope of policy.
    eligible_fen: i64 = "政策范围内金额" Holds::FenOfEitherSign, yuan "inscp_scp_amt";
    /// The deductible.
    deductible_fen: i64 = "实际起付线" Holds::FenOfEitherSign, yuan "act_pay_dedc";
    /// The basic fund.
    basic_fen: i64 = "基本医保统筹支付" Holds::FenOfEitherSign, yuan "hifp_pay";
    /// Critical-illness insurance.
    critical_fen: i64 = "大病保险支付" Holds::FenOfEitherSign, yuan "hifmi_pay";
    /// Medical assistance.
    assistance_fen: i64 = "医疗救助支付" Holds::FenOfEitherSign, yuan "maf_pay";
    /// Tilt assistance.
    tilt_fen: i64 = "倾斜救助支付" Holds::FenOfEitherSign;
    /// The person.
    person_fen: i64 = "个人负担" Holds::FenOfEitherSign, yuan "psn_part_amt";
}

impl Bill {
    /// An ordinary adult's visit of one day, all of class A, at a first-level institution at home,
    /// which has the number 1: what other bills differ from.
    ///
    /// ```
    /// use yz_records::{Bill, CareKind};
    /// use yz_units::Day;
    ///
    /// let visit = Bill::visit(1, 7, Day::from_number(19_723), 10_000);
    /// let chronic = Bill { kind: CareKind::Chronic, disease: 3, ..visit };
    /// assert_eq!((chronic.total_fen, chronic.class_a_fen), (10_000, 10_000));
    /// ```
    #[must_use]
    pub const fn visit(bill_id: i64, person_id: i64, date: Day, class_a_fen: i64) -> Self {
        Self {
            bill_id,
            person_id,
            institution_id: 1,
            date,
            admitted: None,
            kind: CareKind::Outpatient,
            level: InstitutionLevel::First,
            place: Place::Local,
            filing: Filing::Unfiled,
            category: Category::Ordinary,
            age: 40,
            disease: 0,
            transfer: Transfer::None,
            tcm: false,
            total_fen: class_a_fen,
            class_a_fen,
            class_b_fen: 0,
            own_fen: 0,
            prior_self_payment_fen: None,
            corrects: None,
            reverses: None,
        }
    }
}
