//! A rule of the audit: what can be wrong, what has to be asked to know it, and the judgement.

use super::{Confidence, Evidence, Finding, Severity, Want};

/// The part of the catalogue that a rule belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// Who is trusted.
    Trust,
    /// Values and credentials.
    Values,
    /// Caching.
    Caching,
    /// Preflights and the protocol.
    Protocol,
    /// Access control, and what older techniques left behind.
    Leftovers,
}

/// A rule of the audit.
///
/// Its documentation has the headings *What it finds*, *Why it matters*, *How to fix*, *Found* and *Clean*; the last two hold
/// exchanges that the rule is run on as a test.
#[derive(Debug)]
pub struct Rule {
    /// The id: the file's stem in kebab case.
    pub id: &'static str,
    /// Which part of the catalogue.
    pub section: Section,
    /// What is wrong, in a few words without a full stop.
    pub title: &'static str,
    /// The documentation, as Markdown.
    pub docs: &'static str,
    /// The most severe that it can be.
    pub severity: Severity,
    /// The usual confidence.
    pub confidence: Confidence,
    /// The numbers of the [weaknesses](https://cwe.mitre.org/) that it is one of.
    pub cwe: &'static [u16],
    /// The requirements of the [ASVS](https://owasp.org/www-project-application-security-verification-standard/) 5.0 that it
    /// breaks.
    pub asvs: &'static [&'static str],
    /// The ids of the root causes from which this follows: when one of them is found, this is not reported apart.
    pub implied_by: &'static [&'static str],
    /// What is still to be asked, given what is known; nothing once it is decided.
    pub wants: fn(&Evidence) -> Vec<Want>,
    /// The judgement on what is known.
    pub judge: fn(&Evidence) -> Option<Finding>,
}

/// Declares a rule; its doc comment is its documentation.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ $id:literal, $title:literal; $($field:ident: $value:expr),+ $(,)?) => {
        #[doc = concat!("`", $id, "`: ", $title, ".")]
        pub(crate) static RULE: $crate::audit::Rule = $crate::audit::Rule {
            id: $id,
            title: $title,
            docs: concat!($($doc, "\n"),+),
            $($field: $value),+
        };
    };
}
pub(crate) use rule;
