//! `yizhang synth DIR`: a synthetic county of any size.

use yz_diagnostics::Language;

use super::CLEAN;
use super::arguments::{CareArgument, SynthOptions};
use super::output::Output;
use super::progress::counting;
use crate::operations::synth::{Care, recipe, synth};

pub(crate) fn run(output: &Output, options: &SynthOptions) -> u8 {
    let care = match options.care {
        CareArgument::Ordinary => Care::Ordinary,
        CareArgument::Benchmark => Care::Benchmark,
    };
    let recipe = recipe(options.seed, options.persons, care);
    match counting(output, |told| synth(&options.dir, recipe, told)) {
        Ok(made) => {
            let (persons, bills, institutions) = (made.persons, made.bills, made.institutions);
            output.line(&match output.language {
                Language::Chinese => {
                    format!("合成数据：{persons}人，{institutions}家机构，{bills}笔费用")
                }
                Language::English => format!(
                    "synthetic data: {persons} persons, {institutions} institutions, {bills} bills"
                ),
            });
            for (kind, count) in &made.planted {
                output.line(&format!("  {kind}　{count}"));
            }
            let folder = options.dir.display();
            output.line(output.say("接着：", "next:"));
            output.line(&format!("  yizhang settle {folder}"));
            output.line(&format!("  yizhang count {folder}"));
            output.line(&format!("  yizhang report {folder}"));
            CLEAN
        }
        Err(code) => code,
    }
}
