//! The rules' documentation as files: a page for each, and an index.

use crate::audit::{Rule, Section};
use crate::audits;
use crate::docs::Docs;

/// A page of the handbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its text, as Markdown.
    pub text: String,
}

/// The parts of the catalogue, in order, and what each is about.
const SECTIONS: &[(Section, &str)] = &[
    (Section::Trust, "Who is trusted"),
    (Section::Values, "Values and credentials"),
    (Section::Caching, "Caching"),
    (Section::Protocol, "Preflights and the protocol"),
    (Section::Leftovers, "Access control, and what older techniques left behind"),
];

/// The page of every rule of the audit, and the index of all of them.
#[must_use]
pub fn audits() -> Vec<File> {
    let index = File { name: "README.md".to_owned(), text: index() };
    std::iter::once(index).chain(audits::ALL.iter().map(|rule| page(rule))).collect()
}

fn index() -> String {
    let mut text = "<!-- Written from the documentation of the rules: change it there. -->\n\n# What an audit finds\n\n\
                    A page for each id, as `corslet explain ID` prints it. A finding may be less severe than its rule can be: \
                    it says why.\n"
        .to_owned();
    for (section, title) in SECTIONS {
        let rules: Vec<&&Rule> = audits::ALL.iter().filter(|rule| rule.section == *section).collect();
        if rules.is_empty() {
            continue;
        }
        text.push_str(&format!("\n## {title}\n\n| id | what is wrong | at most |\n|---|---|---|\n"));
        for rule in rules {
            let (id, title, severity) = (rule.id, rule.title, rule.severity.as_str());
            text.push_str(&format!("| [`{id}`]({id}.md) | {title} | {severity} |\n"));
        }
    }
    text
}

fn page(rule: &Rule) -> File {
    let docs = Docs::parse(rule.docs);
    let file = rule.id.replace('-', "_");
    let cwe = rule
        .cwe
        .iter()
        .map(|number| format!("[CWE-{number}](https://cwe.mitre.org/data/definitions/{number}.html)"));
    let asvs = rule.asvs.iter().map(|number| format!("ASVS 5.0 {number}"));
    let severity = format!("at most {}", rule.severity.as_str());
    let labels: Vec<String> =
        [format!("`{}`", rule.id), severity].into_iter().chain(cwe).chain(asvs).collect();
    let mut text = format!(
        "<!-- Written from crates/corslet-inspect/src/audits/{file}.rs: change it there. -->\n\n# {}\n\n{}\n\n{}\n",
        docs.title,
        labels.join(" · "),
        docs.lead
    );
    for section in &docs.sections {
        text.push_str(&format!("\n## {}\n\n{}\n", section.heading, section.text));
    }
    let implied: Vec<String> = rule.implied_by.iter().map(|id| format!("[`{id}`]({id}.md)")).collect();
    if !implied.is_empty() {
        text.push_str(&format!(
            "\n## Follows from\n\n{}: where one of them is found, this is listed under it.\n",
            implied.join(", ")
        ));
    }
    File { name: format!("{}.md", rule.id), text }
}
