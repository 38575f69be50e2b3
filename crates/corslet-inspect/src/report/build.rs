//! From an audit's report to the document.

use super::document::{Document, Finding, LeftOut, SCHEMA};
use super::secrets::Secrets;
use super::{Selection, checklist, fingerprint, grade, shown};
use crate::audit::{self, Report};
use crate::docs::Docs;
use crate::exchange::Answer;
use crate::{audits, context};

/// Where a rule's page is published.
pub(super) const HELP: &str = "https://github.com/corslet/corslet/blob/main/docs/audits/";

/// What a document has beside the findings.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Which findings are reported.
    pub selection: Selection,
    /// Whether every exchange is in it, and not only those that findings point to.
    pub every_exchange: bool,
    /// Whether secrets are shown.
    pub shows_secrets: bool,
}

impl Document {
    /// The document of an audit.
    #[must_use]
    pub fn of(report: &Report, contents: &Contents) -> Document {
        let evidence = &report.evidence;
        let secrets = Secrets::of(evidence, contents.shows_secrets);
        // The fingerprint is the same whether secrets are shown or not.
        let target = Secrets::of(evidence, false).text(evidence.target.url.as_str());
        let method = evidence.settings.method.clone().unwrap_or_else(|| "GET".to_owned());
        let (mut findings, mut left_out): (Vec<Finding>, Vec<LeftOut>) = (Vec::new(), Vec::new());
        let (mut reported, mut counted) = (Vec::new(), Vec::new());
        for found in &report.findings {
            let fingerprint = fingerprint::fingerprint(found.id, &method, &target);
            match contents.selection.why_left_out(found, &target, &fingerprint) {
                Some(one) => {
                    if one.because == "known" {
                        counted.push(found);
                    }
                    left_out.push(one);
                }
                None => {
                    let notes = contents.selection.notes(found, &target, &fingerprint);
                    findings.push(finding(&secrets, report, found, fingerprint, notes));
                    reported.push(found);
                    counted.push(found);
                }
            }
        }
        Document {
            schema: SCHEMA.to_owned(),
            target: secrets.text(evidence.target.url.as_str()),
            method,
            depth: evidence.settings.depth.as_str().to_owned(),
            answerer: evidence.settings.answerer.as_str().to_owned(),
            session: !evidence.settings.session.is_empty(),
            requests: report.requests,
            unreachable: unreachable(report).map(|why| secrets.text(&why)),
            stopped: report.stopped.as_ref().filter(|_| report.is_reached()).map(|why| secrets.text(why)),
            findings,
            left_out,
            not_asked: report.not_asked.iter().map(|id| (*id).to_owned()).collect(),
            exchanges: exchanges(report, &secrets, &reported, contents.every_exchange),
            context: context::signals(report, |text| secrets.text(text)),
            checklist: checklist::checklist(report, &counted, &secrets),
            grade: grade::grade(report, &counted),
        }
    }
}

fn finding(
    secrets: &Secrets,
    report: &Report,
    found: &audit::Finding,
    fingerprint: String,
    more: Vec<String>,
) -> Finding {
    let rule = audits::ALL.iter().find(|rule| rule.id == found.id);
    let docs = rule.map(|rule| Docs::parse(rule.docs));
    let fix = docs.as_ref().and_then(|docs| docs.section("How to fix")).map(|section| section.text.clone());
    Finding {
        id: found.id.to_owned(),
        title: rule.map_or(found.id, |rule| rule.title).to_owned(),
        section: rule.map_or(audit::Section::Trust, |rule| rule.section),
        severity: found.severity,
        confidence: found.confidence,
        summary: secrets.text(&found.summary),
        implied: found.implied.iter().map(|id| (*id).to_owned()).collect(),
        fingerprint,
        evidence: found.evidence.iter().map(|pointer| shown::pointer(secrets, report, pointer)).collect(),
        proof: found.proof.as_ref().map(|proof| shown::proof(secrets, report, proof)),
        notes: found.notes.iter().map(|note| secrets.text(note)).chain(more).collect(),
        fix: fix.unwrap_or_default(),
        cwe: rule.map_or(&[][..], |rule| rule.cwe).iter().map(|number| format!("CWE-{number}")).collect(),
        asvs: rule.map_or(&[][..], |rule| rule.asvs).iter().map(|number| (*number).to_owned()).collect(),
        help: format!("{HELP}{}.md", found.id),
    }
}

fn exchanges(
    report: &Report,
    secrets: &Secrets,
    reported: &[&audit::Finding],
    every: bool,
) -> Vec<super::document::Exchange> {
    let is_cited = |place: usize| {
        reported.iter().any(|finding| {
            let proof = finding.proof.as_ref();
            finding.evidence.iter().any(|pointer| pointer.exchange == place)
                || proof.is_some_and(|proof| proof.exchange == Some(place) || proof.preflight == Some(place))
        })
    };
    let all = report.evidence.asked().iter().enumerate();
    all.filter(|(place, _)| every || is_cited(*place))
        .map(|(place, asked)| shown::exchange(secrets, place, asked))
        .collect()
}

/// Why nothing was learned: what happened to the first request.
fn unreachable(report: &Report) -> Option<String> {
    if report.is_reached() {
        return None;
    }
    Some(match report.evidence.asked().first().map(|asked| &asked.exchange.answer) {
        Some(Answer::Failed { what, .. }) => what.clone(),
        Some(Answer::NotSent(why)) => why.clone(),
        Some(Answer::Response(_)) | None => "nothing was asked".to_owned(),
    })
}
