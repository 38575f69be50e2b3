//! Whose turn it is: lines that may answer each other from a preflight cache run one after another.
//!
//! A cache entry belongs to a URL. So a line that may be preflighted waits for every earlier line to its URL, and a later
//! line waits for it. Lines without a preflight leave nothing behind, and run beside each other.

use std::collections::HashMap;

use corslet::Url;
use corslet::browser::Api;
use corslet::words::{
    HeaderList, HeaderName, HeaderValue, Method, Safelist, cors_unsafe_request_header_names,
};
use tokio::sync::watch;

use super::super::plan::Plan;

/// Ends when the line that holds its other half is done.
type Done = watch::Receiver<()>;

/// The lines that are under way.
#[derive(Default)]
pub(super) struct Turns {
    urls: HashMap<Url, Lines>,
}

/// The lines to one URL that are not known to be done.
#[derive(Default)]
struct Lines {
    /// The last one that may be preflighted.
    preflighted: Option<Done>,
    /// Those after it that may not.
    simple: Vec<Done>,
}

/// A line's turn: it comes when all these are done, and lasts as long as this lives.
pub(super) struct Turn {
    after: Vec<Done>,
    _under_way: watch::Sender<()>,
}

impl Turn {
    /// Waits for it.
    pub(super) async fn comes(&mut self) {
        for done in &mut self.after {
            // Nothing is ever sent: the error is that the other half is gone.
            while done.changed().await.is_ok() {}
        }
    }
}

impl Turns {
    /// The turn of the next line.
    pub(super) fn next(&mut self, plan: &Plan) -> Turn {
        let (under_way, done) = watch::channel(());
        let is_over = |done: &Done| done.has_changed().is_err();
        self.urls.retain(|_, lines| {
            lines.preflighted.take_if(|done| is_over(done));
            lines.simple.retain(|done| !is_over(done));
            lines.preflighted.is_some() || !lines.simple.is_empty()
        });
        let lines = self.urls.entry(plan.url.clone()).or_default();
        let after = if may_be_preflighted(plan) {
            let earlier: Vec<Done> =
                lines.preflighted.take().into_iter().chain(lines.simple.drain(..)).collect();
            lines.preflighted = Some(done);
            earlier
        } else {
            lines.simple.push(done);
            lines.preflighted.iter().cloned().collect()
        };
        Turn { after, _under_way: under_way }
    }
}

/// Whether any engine may preflight it; when in doubt, yes.
fn may_be_preflighted(plan: &Plan) -> bool {
    let init = &plan.init;
    let is_plain = |method: &[u8]| {
        Method::parse(method).is_ok_and(|method| {
            let method = method.normalize();
            method == Method::GET || method == Method::POST
        })
    };
    let names: HeaderList = init
        .headers
        .iter()
        .filter_map(|(name, value)| Some((HeaderName::parse(name).ok()?, HeaderValue::received(value))))
        .collect();
    init.api == (Api::Xhr { upload_listener: true })
        || !init.method.as_deref().is_none_or(is_plain)
        || names.len() != init.headers.len()
        || !cors_unsafe_request_header_names(&names, &Safelist::STANDARD).is_empty()
}
