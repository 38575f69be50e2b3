//! A report as one line of JSON.

use corslet_inspect::audit::Report;
use serde_json::{Value, json};

/// A report as one line of JSON.
pub(super) fn line(report: &Report) -> String {
    let findings: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| {
            json!({
                "id": finding.id,
                "severity": finding.severity.as_str(),
                "confidence": finding.confidence.as_str(),
                "summary": finding.summary,
                "implied": finding.implied,
                "notes": finding.notes,
            })
        })
        .collect();
    json!({
        "schema": "corslet/audit/1",
        "target": report.evidence.target.url.as_str(),
        "depth": report.evidence.settings.depth.as_str(),
        "findings": findings,
        "not_asked": report.not_asked,
        "requests": report.requests,
        "stopped": report.stopped,
    })
    .to_string()
}
