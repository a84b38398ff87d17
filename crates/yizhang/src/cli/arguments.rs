//! What can be asked.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use yz_diagnostics::Language;
use yz_documents::Format;

use super::{CLEAN, ERROR};
use crate::operations::synth::{PERSONS, SEED};

/// 医账：城乡居民基本医疗保险的一本账，从申报的事实到公布的报告
#[derive(Debug, Parser)]
#[command(
    name = "yizhang",
    version,
    help_template = "{about}\n\n用法：{usage}\n\n{all-args}",
    subcommand_help_heading = "命令",
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// 输出语言
    #[arg(long, global = true, value_enum, default_value = "zh", help_heading = "通用选项")]
    pub(crate) lang: Lang,

    /// 叠加在内置数据之上的数据文件夹（policy/、concepts/、measures/ ……）
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "YIZHANG_DATA",
        hide_env = true,
        help_heading = "通用选项"
    )]
    pub(crate) data: Option<PathBuf>,

    /// 是否使用颜色
    #[arg(long, global = true, value_enum, default_value = "auto", help_heading = "通用选项")]
    pub(crate) color: clap::ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 用内置的五本账演示：推算、评分，印出全部报告
    Demo(DemoOptions),
    /// 新建一本带说明的账
    New(NewOptions),
    /// 从一本账的记录计数：参保、就医、支付，写成 counted.toml
    Count(BookOptions),
    /// 列出一本账的全部事实，或追溯一个事实的来历
    Facts(FactsOptions),
    /// 按指标体系给一本账评分
    Score(BookOptions),
    /// 印出一本账的报告：docx、pdf、html、xlsx
    Report(ReportOptions),
    /// 核对一本账：事实、评分、报告文字
    Verify(BookOptions),
    /// 核对任何人的报告：docx、pdf、html、xlsx、文本
    Check(CheckOptions),
    /// 把名册、费用等文件（csv、xlsx、Parquet）导入一本账的记录
    Import(ImportOptions),
    /// 把一本账的记录写成 csv 或 xlsx
    Export(ExportOptions),
    /// 列出全部规则
    Rules {
        /// 输出形式
        #[arg(long, value_enum, default_value = "text")]
        format: Shape,
    },
    /// 讲解一条规则：查什么，为什么，怎么改
    Explain {
        /// 规则名或编号
        rule: String,
    },
    /// 查政策参数
    Policy(PolicyOptions),
    /// 逐笔结算一本账的医疗费用，写明不予结算的原因
    Settle(SettleOptions),
    /// 讲解一笔费用：每一步算了什么，依据哪个文件，换一家医院会怎样
    ExplainBill(ExplainBillOptions),
    /// 模拟待遇政策调整：基金、人群、结余会怎样变
    Simulate(SimulateOptions),
    /// 造一个合成的县：人口、参保、费用，可定大小，标明是合成数据
    Synth(SynthOptions),
    /// 生成命令行补全脚本
    Completions {
        /// 哪种 shell
        shell: Shell,
    },
}

#[derive(Debug, Args)]
pub(crate) struct DemoOptions {
    /// 印到哪个文件夹
    #[arg(long, value_name = "DIR", default_value = "out/demo")]
    pub(crate) out: PathBuf,
    /// 合成县的参保人数；0 为不造
    #[arg(long, value_name = "N", default_value_t = PERSONS)]
    pub(crate) persons: u64,
    /// 输出形式
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Shape,
}

#[derive(Debug, Args)]
pub(crate) struct NewOptions {
    /// 新账的文件夹
    pub(crate) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct FactsOptions {
    /// 账的文件夹
    pub(crate) book: PathBuf,
    /// 追溯这个事实（概念名，或 概念[维度=成员]）；不写名称则追溯全部推算的事实
    #[arg(long, value_name = "FACT", num_args = 0..=1, default_missing_value = "")]
    pub(crate) trace: Option<String>,
    /// 输出形式
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Shape,
}

#[derive(Debug, Args)]
pub(crate) struct BookOptions {
    /// 账的文件夹
    pub(crate) book: PathBuf,
    /// 输出形式
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Shape,
}

#[derive(Debug, Args)]
pub(crate) struct ReportOptions {
    /// 账的文件夹
    pub(crate) book: PathBuf,
    /// 只印这一份报告
    #[arg(long, value_name = "NAME")]
    pub(crate) report: Option<String>,
    /// 印成哪些格式，用逗号分开
    #[arg(
        long,
        value_name = "FORMATS",
        value_delimiter = ',',
        default_value = "docx,pdf,html,xlsx"
    )]
    pub(crate) format: Vec<Paper>,
    /// 印到哪个文件夹，默认 out/<账名>
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    /// 要核对的文件；写文件夹则核对其中全部文件
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// 输出形式；html 和 docx 写成文件
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: CheckForm,
    /// html 和 docx 写到哪个文件夹
    #[arg(long, value_name = "DIR", default_value = "out/check")]
    pub(crate) out: PathBuf,
    /// 也列出核实无误的关系
    #[arg(long)]
    pub(crate) verified: bool,
    /// 只用这些规则（名称、编号或编号的字母），用逗号分开
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// 不用这些规则
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// 也用试行的规则
    #[arg(long)]
    pub(crate) preview: bool,
    /// 用这个配置文件，不找文件旁边和上层的 yizhang.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// How what a check says is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckForm {
    /// 给人看
    Text,
    /// 给程序用
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// 网页：整篇文档，问题标在原处
    Html,
    /// 在原 docx 里加批注
    Docx,
    /// GitHub Actions 的标注
    Github,
}

#[derive(Debug, Args)]
pub(crate) struct SettleOptions {
    /// 账的文件夹
    #[arg(required_unless_present = "bills", conflicts_with = "bills")]
    pub(crate) book: Option<PathBuf>,
    /// 不用账：结算一个 Parquet 费用文件
    #[arg(long, value_name = "FILE", requires_all = ["policy", "out"])]
    pub(crate) bills: Option<PathBuf>,
    /// 待遇规则的名称，或一个 .toml 文件
    #[arg(long, value_name = "NAME", requires = "bills")]
    pub(crate) policy: Option<String>,
    /// 结果写到哪个 Parquet 文件
    #[arg(long, value_name = "FILE", requires = "bills")]
    pub(crate) out: Option<PathBuf>,
    /// 用几个线程，默认全部
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// 输出形式
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Shape,
}

#[derive(Debug, Args)]
pub(crate) struct ImportOptions {
    /// 账的文件夹
    pub(crate) book: PathBuf,
    /// 要导入的文件，可以同时写人员、机构、费用等几个
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// 文件是哪张表，如 bills；不写则按标题认
    #[arg(long, value_name = "TABLE")]
    pub(crate) table: Option<String>,
    /// 有拒收的行时，仍导入其余的行
    #[arg(long)]
    pub(crate) partial: bool,
    /// 输出形式
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Shape,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainBillOptions {
    /// 账的文件夹
    pub(crate) book: PathBuf,
    /// 费用编号
    pub(crate) bill: i64,
    /// 假如机构是这一级（1 到 4）
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<i8>,
    /// 假如人员是这一类（如 minimum_living 或 低保对象）
    #[arg(long, value_name = "CATEGORY")]
    pub(crate) category: Option<String>,
    /// 假如在这里就医（local、in_province、out_of_province）
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// 假如异地备案是这样（unfiled、filed、referred、emergency）
    #[arg(long, value_name = "FILING")]
    pub(crate) filing: Option<String>,
    /// 输出形式；html 写成文件
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: PageForm,
    /// html 写到哪个文件夹
    #[arg(long, value_name = "DIR", default_value = "out/explain")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct SimulateOptions {
    /// 账的文件夹
    pub(crate) book: PathBuf,
    /// 调整方案，可以写几个，并排比较
    #[arg(required = true, value_name = "REFORM.toml")]
    pub(crate) reforms: Vec<PathBuf>,
    /// 输出形式；html 写成文件
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: PageForm,
    /// html 写到哪个文件夹
    #[arg(long, value_name = "DIR", default_value = "out/simulate")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct SynthOptions {
    /// 合成的账放在哪个新文件夹
    pub(crate) dir: PathBuf,
    /// 参保人数；不写则用邻水县公布的人数
    #[arg(long, value_name = "N", default_value_t = PERSONS)]
    pub(crate) persons: u64,
    /// 随机种子：相同的种子造出相同的县
    #[arg(long, value_name = "N", default_value_t = SEED)]
    pub(crate) seed: u64,
    /// 就医多少：ordinary 基金付得起，benchmark 与基准测试一样多
    #[arg(long, value_enum, default_value = "ordinary")]
    pub(crate) care: CareArgument,
}

/// 就医多少
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CareArgument {
    /// 基金付得起
    Ordinary,
    /// 与基准测试一样多
    Benchmark,
}

/// How a page is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageForm {
    /// 给人看
    Text,
    /// 给程序用
    Json,
    /// 网页
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct ExportOptions {
    /// 账的文件夹
    pub(crate) book: PathBuf,
    /// 哪张表，如 bills
    pub(crate) table: String,
    /// 写到哪个文件，以 .csv 或 .xlsx 结尾
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// 列名和单位
    #[arg(long, value_enum, default_value = "own")]
    pub(crate) profile: ExportProfile,
    /// 也写出姓名和证件号码
    #[arg(long)]
    pub(crate) personal: bool,
}

/// Under which names records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportProfile {
    /// 本程序的列名，金额以分计
    Own,
    /// 国家医保信息平台的字段名，金额以元计
    Platform,
}

#[derive(Debug, Args)]
pub(crate) struct PolicyOptions {
    #[command(subcommand)]
    pub(crate) question: PolicyQuestion,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyQuestion {
    /// 列出全部政策参数
    List {
        /// 输出形式
        #[arg(long, value_enum, default_value = "text")]
        format: Shape,
    },
    /// 查一个参数某日在某地的取值和出处
    Show {
        /// 参数名
        name: String,
        /// 哪一天，如 2023-01-01；不写则列出全部取值
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// 地区的 GB/T 2260 六位代码，如 511623
        #[arg(long, value_name = "CODE", default_value = "000000")]
        region: String,
        /// 输出形式
        #[arg(long, value_enum, default_value = "text")]
        format: Shape,
    },
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Paper {
    /// Word
    Docx,
    /// PDF
    Pdf,
    /// 网页
    Html,
    /// Excel
    Xlsx,
}

impl From<Paper> for Format {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::Docx => Self::Docx,
            Paper::Pdf => Self::Pdf,
            Paper::Html => Self::Html,
            Paper::Xlsx => Self::Xlsx,
        }
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Chinese,
            Lang::En => Self::English,
        }
    }
}

/// Reads a command line; help and mistakes are answered here, with the exit code to leave with.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, u8> {
    Arguments::try_parse_from(arguments).map_err(|err| {
        if matches!(err.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
            // Nothing is left to say when standard output is closed.
            let _ = err.print();
            return CLEAN;
        }
        super::output::complain(&in_chinese(&err));
        ERROR
    })
}

/// What the parser refused, in Chinese, with what it suggests.
fn in_chinese(err: &clap::Error) -> String {
    let context = |kind: ContextKind| match err.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join("、")),
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let what = match err.kind() {
        ErrorKind::UnknownArgument => format!("不认识的选项 `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有命令 `{name}`")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("选项 `{argument}` 缺少值"),
        ErrorKind::InvalidValue => {
            let valid = context(ContextKind::ValidValue).unwrap_or_default();
            format!("`{argument}` 不能是 `{value}`，可以是：{valid}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "要写一个命令".to_owned()
        }
        _ => err.kind().to_string(),
    };
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(context)
        .or_else(|| context(ContextKind::SuggestedValue));
    let hint = suggestion.map_or_else(
        || "用 `yizhang --help` 查看用法".to_owned(),
        |near| format!("是不是想写 `{near}`？"),
    );
    format!("{what}\n  怎么办：{hint}")
}
