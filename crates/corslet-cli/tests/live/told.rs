//! What the DevTools protocol tells of one fetch: its requests as they left, and Chromium's name for what blocked.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::browser::{Sent, lower_case, text};

/// The network events of one fetch.
#[derive(Default)]
pub(crate) struct Told {
    /// What the page asked for, by request id; a redirect goes on under the same id.
    asked: BTreeMap<String, Vec<Value>>,
    /// What went out, in order: the request's id, and its headers.
    left: Vec<(String, Value)>,
    finished: BTreeSet<String>,
    failed: BTreeSet<String>,
    pub(crate) cors_error: Option<String>,
}

impl Told {
    pub(crate) fn hear(&mut self, event: &Value) {
        let params = &event["params"];
        let id = text(&params["requestId"]);
        match event["method"].as_str() {
            // The page asks for its icon too, which is none of the fetch's.
            Some("Network.requestWillBeSent") if params["type"] == "Fetch" || is_preflight(params) => {
                self.asked.entry(id).or_default().push(params.clone());
            }
            Some("Network.requestWillBeSentExtraInfo") => self.left.push((id, params["headers"].clone())),
            Some("Network.loadingFinished") => {
                self.finished.insert(id);
            }
            Some("Network.loadingFailed") => {
                self.failed.insert(id);
                let error = &params["corsErrorStatus"]["corsError"];
                self.cors_error = self.cors_error.take().or_else(|| error.as_str().map(str::to_owned));
            }
            _ => {}
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        let has_ended = |(id, asked): (&String, &Vec<Value>)| {
            let all_left = self.left.iter().filter(|(left, _)| left == id).count() >= asked.len();
            self.failed.contains(id) || self.finished.contains(id) && all_left
        };
        !self.asked.is_empty() && self.asked.iter().all(has_ended)
    }

    /// A request that is announced may still wait for its preflight; only those that left have headers told.
    pub(crate) fn sent(&self) -> Vec<Sent> {
        let mut next: BTreeMap<&str, usize> = BTreeMap::new();
        let mut sent = Vec::new();
        for (id, headers) in &self.left {
            let index = next.entry(id).or_default();
            let asked = self.asked.get(id).and_then(|asked| asked.get(*index));
            *index += 1;
            if let Some(asked) = asked {
                sent.push(Sent {
                    is_preflight: is_preflight(asked),
                    method: text(&asked["request"]["method"]),
                    url: text(&asked["request"]["url"]),
                    headers: lower_case(
                        headers
                            .as_object()
                            .into_iter()
                            .flatten()
                            .map(|(name, value)| (name.clone(), text(value))),
                    ),
                });
            }
        }
        sent
    }
}

fn is_preflight(asked: &Value) -> bool {
    asked["initiator"]["type"] == "preflight"
}
