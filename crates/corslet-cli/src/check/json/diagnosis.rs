//! The diagnosis in the document.

use corslet_inspect::diagnoses::{Evidence, Judged, Of, Place};
use corslet_inspect::fixes::{Fix, Layer as FixLayer};
use corslet_inspect::layers;
use corslet_inspect::redact::Redactor;
use serde::Serialize;

use crate::check::diagnosis::Found;

/// What the diagnoses found.
#[derive(Serialize)]
pub(super) struct Diagnosis {
    /// The one that explains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    root: Option<Cause>,
    /// The fix, as the layers take it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Written>,
    also_true: Vec<Cause>,
    /// Who seems to answer, from the outside to the inside.
    layers: Vec<Layer>,
    /// The extra requests of `--probe`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    probes: Vec<Probe>,
}

#[derive(Serialize)]
struct Cause {
    /// `d21-origin-differs`
    id: String,
    /// `D21`
    number: String,
    certainty: &'static str,
    effect: &'static str,
    cause: String,
    fix: String,
    evidence: Vec<Pointed>,
}

/// The fix, as a layer takes it.
#[derive(Serialize)]
struct Written {
    /// `nginx`
    layer: &'static str,
    pieces: Vec<Piece>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Piece {
    /// Where it goes, to stand behind "in".
    place: &'static str,
    language: &'static str,
    text: String,
}

/// Where a cause points to.
#[derive(Default, Serialize)]
struct Pointed {
    /// The exchange, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    exchange: Option<usize>,
    /// The extra request, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    probe: Option<usize>,
    /// `request-line`, `request-header`, `status`, `header`, `no-header`, `body` or `no-response`.
    place: &'static str,
    /// The header line, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// The first byte meant, and the first behind them.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<(usize, usize)>,
    /// The header that is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'static str>,
    label: String,
}

#[derive(Serialize)]
struct Layer {
    name: &'static str,
    evidence: Vec<Pointed>,
}

#[derive(Serialize)]
struct Probe {
    name: &'static str,
    text: &'static str,
    method: String,
    url: String,
    /// Not there without an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The diagnoses that wanted it.
    by: Vec<String>,
}

/// The diagnosis; none where nothing was found.
pub(super) fn of(found: Option<&Found>, redactor: &Redactor) -> Option<Diagnosis> {
    let found = found?;
    let cause = |judged: &Judged| cause(judged, redactor);
    let probe =
        |(sent, probed): (&crate::check::diagnosis::Sent, &corslet_inspect::diagnoses::case::Probed)| Probe {
            name: sent.probe.as_str(),
            text: sent.probe.says(),
            method: probed.seen.method.clone(),
            url: redactor.text(probed.seen.url.as_str()),
            status: probed.seen.head().map(|head| head.status.code()),
            by: sent.by.clone(),
        };
    Some(Diagnosis {
        root: found.root.as_ref().map(cause),
        fixes: found.fixes.iter().map(|(layer, fix)| written(layer, fix)).collect(),
        also_true: found.also_true.iter().map(cause).collect(),
        layers: found.layers.iter().map(|guess| layer(guess, redactor)).collect(),
        probes: found.sent.iter().zip(&found.case.probes).map(probe).collect(),
    })
}

fn cause(judged: &Judged, redactor: &Redactor) -> Cause {
    let judgement = &judged.judgement;
    Cause {
        id: judged.rule.id(),
        number: judged.rule.number(),
        certainty: judgement.certainty.as_str(),
        effect: judgement.effect.as_str(),
        cause: redactor.text(&judgement.cause),
        fix: redactor.text(&judgement.fix),
        evidence: judgement.evidence.iter().filter_map(|evidence| pointed(evidence, redactor)).collect(),
    }
}

fn written(layer: &FixLayer, fix: &Fix) -> Written {
    let piece = |piece: &corslet_inspect::fixes::Piece| Piece {
        // The schema's place stands behind `in`, unless it says where by itself.
        place: piece.place.strip_prefix("in ").unwrap_or(piece.place),
        language: piece.language,
        text: piece.text.clone(),
    };
    Written { layer: layer.id, pieces: fix.pieces.iter().map(piece).collect(), notes: fix.notes.clone() }
}

fn layer(guess: &layers::Guess, redactor: &Redactor) -> Layer {
    let evidence = guess.evidence.iter().filter_map(|evidence| pointed(evidence, redactor)).collect();
    Layer { name: guess.name, evidence }
}

fn pointed(evidence: &Evidence, redactor: &Redactor) -> Option<Pointed> {
    let mut pointed = Pointed { label: redactor.text(&evidence.label), ..Pointed::default() };
    match evidence.of {
        Of::Exchange(index) => pointed.exchange = Some(index),
        Of::Probe(index) => pointed.probe = Some(index),
        // What was asked in another way has a document of its own.
        Of::Compared(..) => return None,
    }
    match &evidence.place {
        Place::RequestLine => pointed.place = "request-line",
        Place::Status => pointed.place = "status",
        Place::NoResponse => pointed.place = "no-response",
        Place::NoHeader(name) => (pointed.place, pointed.header) = ("no-header", Some(*name)),
        Place::Body(bytes) => (pointed.place, pointed.bytes) = ("body", Some((bytes.start, bytes.end))),
        Place::RequestHeader { line, bytes } => {
            (pointed.place, pointed.line) = ("request-header", Some(*line));
            pointed.bytes = Some((bytes.start, bytes.end));
        }
        Place::Header { line, bytes } => {
            (pointed.place, pointed.line) = ("header", Some(*line));
            pointed.bytes = Some((bytes.start, bytes.end));
        }
    }
    Some(pointed)
}
