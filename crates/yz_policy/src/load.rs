//! Reads policy files into a [`Policy`].

use std::collections::{BTreeMap, BTreeSet};

use yz_diagnostics::{Finding, did_you_mean, words};
use yz_units::Unit;

use crate::check;
use crate::model::{Kind, Parameter, Policy, Scope, Source, Value};
use crate::read::{Table, parse};
use crate::rules::{
    DUPLICATE_PARAMETER, MALFORMED_REGION_CODE, MISPLACED_POLICY_FILE, PARAMETER_KIND_UNKNOWN,
    PARAMETER_UNIT_UNKNOWN, PARAMETER_UNLIKE_FILE, REGION_SETS_FIXED_VALUE, UNDEFINED_PARAMETER,
};
use crate::value::read_values;

/// Where a policy file belongs.
enum Home<'p> {
    Sources,
    National { name: &'p str },
    Regional { folder: &'p str, name: &'p str },
}

impl Policy {
    /// Reads policy files, each a path such as `policy/national/x.toml` and its text.
    ///
    /// Finds everything that is wrong and not just the first thing. What is wrong is left out of
    /// the policy; with an error among the findings the policy must not be used.
    #[must_use]
    pub fn load(files: &[(String, String)]) -> (Self, Vec<Finding>) {
        let mut loader = Loader::default();
        // Sources first, then definitions: the others refer to them, whatever the order of files.
        loader.each(files, |loader, home, path, text| match home {
            Home::Sources => loader.read_sources(path, text),
            Home::National { .. } | Home::Regional { .. } => {}
        });
        loader.each(files, |loader, home, path, text| match home {
            Home::National { name } => loader.read_national(path, text, name),
            Home::Sources | Home::Regional { .. } => {}
        });
        loader.each(files, |loader, home, path, text| match home {
            Home::Regional { folder, name } => loader.read_regional(path, text, folder, name),
            Home::Sources | Home::National { .. } => {}
        });
        for (path, _) in files.iter().filter(|(path, _)| home(path).is_none()) {
            loader.findings.push(misplaced(path));
        }
        check::seal(&mut loader.policy);
        check::check(&loader.policy, &mut loader.findings);
        loader.findings.sort_by(|a, b| place(a).cmp(&place(b)));
        (loader.policy, loader.findings)
    }
}

#[derive(Default)]
struct Loader {
    policy: Policy,
    findings: Vec<Finding>,
    /// Every parameter that has a national file, even one that does not read.
    defined: BTreeSet<String>,
    /// The file that each parameter of each scope was first read from.
    read: BTreeMap<(Scope, String), String>,
}

impl Loader {
    fn each(&mut self, files: &[(String, String)], read: impl Fn(&mut Self, Home<'_>, &str, &str)) {
        for (path, text) in files {
            if let Some(home) = home(path) {
                read(self, home, path, text);
            }
        }
    }

    fn read_sources(&mut self, path: &str, text: &str) {
        let Some(table) = parse(path, text, &mut self.findings) else { return };
        let root = Table::root(path, path, &table);
        for (key, _) in root.keys() {
            let Some(source) = root.table(key, &mut self.findings) else { continue };
            let source = source.about(key);
            source.only(&["title", "number", "issuer", "date"], &mut self.findings);
            let mut text = |name| source.text(name, &mut self.findings).map(|it| it.into_inner());
            let (title, issuer, date) = (text("title"), text("issuer"), text("date"));
            let number = source.optional_text("number", &mut self.findings);
            let number = number.map(|number| number.into_inner());
            if let (Some(title), Some(issuer), Some(date)) = (title, issuer, date) {
                let source = Source { key: key.to_owned(), title, number, issuer, date };
                self.policy.sources.insert(key.to_owned(), source);
            }
        }
    }

    fn read_national(&mut self, path: &str, text: &str, name: &str) {
        self.defined.insert(name.to_owned());
        let Some(table) = parse(path, text, &mut self.findings) else { return };
        let root = Table::root(path, name, &table);
        root.only(&["name", "title", "unit", "kind", "value"], &mut self.findings);
        self.check_name(&root, name);
        let title = root.words("title", &mut self.findings);
        let unit = read_unit(&root, &mut self.findings);
        let kind = read_kind(&root, &mut self.findings);
        let values = read_values(&root, &Scope::Nation, &self.policy, &mut self.findings);
        if self.is_duplicate(&root, &Scope::Nation, name) {
            return;
        }
        if let (Some(title), Some(unit), Some(kind)) = (title, unit, kind) {
            let name = name.to_owned();
            let values = by_scope(values);
            let parameter = Parameter { name: name.clone(), title, unit, kind, values };
            self.policy.parameters.insert(name, parameter);
        }
    }

    fn read_regional(&mut self, path: &str, text: &str, folder: &str, name: &str) {
        let Some(table) = parse(path, text, &mut self.findings) else { return };
        let root = Table::root(path, name, &table);
        let code = folder.split_once('-').map_or(folder, |(code, _)| code);
        if Scope::around(code).is_none() {
            let message = words!(
                "文件夹“{folder}”不以六位行政区划代码开头",
                "the folder {folder:?} does not begin with a code of six digits"
            );
            let help = words!(
                "把文件夹命名为“代码-名称”，如 510400-panzhihua",
                "name the folder after code and place, such as 510400-panzhihua"
            );
            self.findings.push(root.finding(&MALFORMED_REGION_CODE, 0..0, message, help));
            return;
        }
        root.only(&["name", "value"], &mut self.findings);
        let name_span = self.check_name(&root, name);
        let scope = Scope::Region(code.to_owned());
        let values = read_values(&root, &scope, &self.policy, &mut self.findings);
        if self.is_duplicate(&root, &scope, name) {
            return;
        }
        if !self.defined.contains(name) {
            let message =
                words!("没有国家定义的参数“{name}”", "`{name}` is not defined in policy/national");
            let mut help = did_you_mean(name, self.defined.iter().map(String::as_str));
            help.zh
                .push_str("；各地自定的参数也要在 policy/national 里定义一次（kind = \"local\"）");
            help.en
                .push_str("; what only regions set is also defined there once (kind = \"local\")");
            self.findings.push(root.finding(&UNDEFINED_PARAMETER, name_span, message, help));
            return;
        }
        let Some(parameter) = self.policy.parameters.get_mut(name) else { return };
        if parameter.kind == Kind::Fixed {
            let title = &parameter.title;
            let (zh, en) = (&title.zh, &title.en);
            let message =
                words!("“{zh}”全国统一，地区不能另定", "\"{en}\" is fixed for the whole country");
            let help = words!(
                "删去这个文件；确需分地区的，在国家文件的 [[value]] 里用 regions 列明",
                "remove this file, or name the regions in a [[value]] of the national file"
            );
            self.findings.push(root.finding(&REGION_SETS_FIXED_VALUE, name_span, message, help));
            return;
        }
        for (scope, values) in by_scope(values) {
            parameter.values.entry(scope).or_default().extend(values);
        }
    }

    /// Compares the name inside a file with the file's; returns the place of the name.
    fn check_name(&mut self, root: &Table<'_, '_>, file_name: &str) -> std::ops::Range<usize> {
        let Some(name) = root.text("name", &mut self.findings) else { return 0..0 };
        let written = name.get_ref();
        if written != file_name {
            let message = words!(
                "参数名“{written}”与文件名“{file_name}.toml”不一致",
                "the name `{written}` is not that of the file `{file_name}.toml`"
            );
            let help = words!(
                "改成 name = \"{file_name}\"，或给文件改名",
                "write name = \"{file_name}\", or rename the file"
            );
            self.findings.push(root.finding(&PARAMETER_UNLIKE_FILE, name.span(), message, help));
        }
        name.span()
    }

    fn is_duplicate(&mut self, root: &Table<'_, '_>, scope: &Scope, name: &str) -> bool {
        let key = (scope.clone(), name.to_owned());
        let Some(first) = self.read.get(&key) else {
            self.read.insert(key, root.file.to_owned());
            return false;
        };
        let message =
            words!("参数“{name}”已在 {first} 里给出", "`{name}` is already given in {first}");
        let help = words!(
            "把两个文件合成一个，每个值只写一次",
            "put the values of both files into one, each once"
        );
        let finding = root.finding(&DUPLICATE_PARAMETER, 0..0, message, help);
        self.findings.push(finding);
        true
    }
}

fn read_unit(root: &Table<'_, '_>, findings: &mut Vec<Finding>) -> Option<Unit> {
    let text = root.text("unit", findings)?;
    let written = text.get_ref();
    let unit = written.parse();
    if unit.is_err() {
        let message = words!("不认识的单位“{written}”", "`{written}` is not a unit");
        let help = did_you_mean(written, Unit::all().map(Unit::name));
        findings.push(root.finding(&PARAMETER_UNIT_UNKNOWN, text.span(), message, help));
    }
    unit.ok()
}

fn read_kind(root: &Table<'_, '_>, findings: &mut Vec<Finding>) -> Option<Kind> {
    let text = root.text("kind", findings)?;
    let written = text.get_ref();
    let kind = Kind::NAMES.into_iter().find(|(name, _)| name == written);
    if kind.is_none() {
        let message =
            words!("不认识的参数类别“{written}”", "`{written}` is not a kind of parameter");
        let help = words!(
            "可写 fixed（全国统一）、minimum（国家最低）、maximum（国家最高）、local（各地自定）",
            "write fixed, minimum, maximum or local"
        );
        findings.push(root.finding(&PARAMETER_KIND_UNKNOWN, text.span(), message, help));
    }
    kind.map(|(_, kind)| kind)
}

fn by_scope(values: Vec<(Scope, Value)>) -> BTreeMap<Scope, Vec<Value>> {
    let mut scopes: BTreeMap<Scope, Vec<Value>> = BTreeMap::new();
    for (scope, value) in values {
        scopes.entry(scope).or_default().push(value);
    }
    scopes
}

fn home(path: &str) -> Option<Home<'_>> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["policy", "sources.toml"] => Some(Home::Sources),
        ["policy", "national", file] => Some(Home::National { name: file.strip_suffix(".toml")? }),
        ["policy", "regions", folder, file] => {
            Some(Home::Regional { folder, name: file.strip_suffix(".toml")? })
        }
        _ => None,
    }
}

fn misplaced(path: &str) -> Finding {
    let message =
        words!("{path} 不在政策文件该在的位置", "{path} is not where policy files belong");
    let help = words!(
        "应为 policy/sources.toml、policy/national/<名称>.toml 或 \
         policy/regions/<代码>-<地名>/<名称>.toml",
        "policy files are policy/sources.toml, policy/national/<name>.toml and \
         policy/regions/<code>-<slug>/<name>.toml"
    );
    Finding::new(&MISPLACED_POLICY_FILE, path, message).at(path, None).help(help)
}

/// Findings are shown in the order of files and, within a file, of places.
fn place(finding: &Finding) -> (&str, usize, &str) {
    let place = finding.place.as_ref();
    let start = place.and_then(|place| place.span.as_ref()).map_or(0, |span| span.start);
    (place.map_or("", |place| place.file.as_str()), start, finding.rule.code)
}
