//! What the diagnoses find in a report.

use corslet_inspect::diagnoses::case::{Case, Compared};
use corslet_inspect::diagnoses::{Effect, Judged, diagnose};
use corslet_inspect::fixes::{Fix, LAYERS, Layer};
use corslet_inspect::layers::Guess;

use super::case;
use super::probes::{self, Sent};
use crate::check::fix_input::Fixes;
use crate::check::report::Report;
use crate::check::session::Session;

/// What the diagnoses find.
#[derive(Debug)]
pub(crate) struct Found {
    /// The evidence that they point into.
    pub(crate) case: Case,
    /// The one that explains it: none where nothing is amiss.
    pub(crate) root: Option<Judged>,
    /// What else is true.
    pub(crate) also_true: Vec<Judged>,
    /// The fix, written for the layers that were asked for, or for the one that seems to answer.
    pub(crate) fixes: Vec<(&'static Layer, Fix)>,
    /// Who seems to answer.
    pub(crate) layers: Vec<Guess>,
    /// The extra requests, in the order of the case's.
    pub(crate) sent: Vec<Sent>,
}

/// Judges a report, after the extra requests when they are allowed. `others` are the same in another way.
pub(crate) async fn find(report: &Report, others: &[&Report], session: &Session) -> Found {
    let mut case = case::case(report);
    case.compared = others.iter().filter_map(|other| case::compared(other)).collect::<Vec<Compared>>();
    let is_live = report.plan.tape.is_none();
    let sent = if report.plan.probe && is_live {
        probes::send(&mut case, &report.plan, session).await
    } else {
        Vec::new()
    };
    let diagnosed = diagnose(&case);
    let (mut root, mut also_true) = (diagnosed.root, diagnosed.also_true);
    // What works all the same is no cause of anything; of a handshake that was not sent it is all there is to say.
    let is_answer = case.opens_websocket() && !case.is_allowed();
    if let Some(judged) = root.take_if(|judged| !is_answer && judged.judgement.effect == Effect::Works) {
        also_true.insert(0, judged);
    }
    let fixes = fixes(root.as_ref(), &diagnosed.layers, &report.plan.fixes);
    Found { fixes, case, root, also_true, layers: diagnosed.layers, sent }
}

/// What the root cause needs, written down. Of several layers that seem to answer the innermost grants: it knows its routes,
/// and two that grant are one too many.
fn fixes(root: Option<&Judged>, layers: &[Guess], wanted: &Fixes) -> Vec<(&'static Layer, Fix)> {
    let Some(need) = root.and_then(|root| root.judgement.need.as_ref()) else { return Vec::new() };
    let guessed = || layers.iter().rev().find_map(|guess| guess.fix);
    let chosen: Vec<&'static Layer> = match wanted {
        Fixes::Named(named) => named.clone(),
        Fixes::Guessed => LAYERS.iter().filter(|layer| guessed() == Some(layer.id)).copied().collect(),
    };
    chosen.into_iter().map(|layer| (layer, layer.write(need))).collect()
}
