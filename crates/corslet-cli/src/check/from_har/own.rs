//! The page's request as `--har` has written it beside the entries: nothing has to be inferred.

use std::ffi::OsString;

use serde_json::Value;

use super::conversation::Conversation;
use super::log::Log;
use crate::check::arguments::{Arguments, PageArguments, RequestArguments};
use crate::check::data_arguments::{Data, DataKind};

/// The arguments that make this request, or nothing where another program has written the file.
pub(super) fn read(log: &Log, conversation: &Conversation) -> Option<Arguments> {
    let request = log.checks.get(conversation.check?)?;
    let text = |name: &str| request[name].as_str().map(str::to_owned);
    // A WebSocket has no word among those of the schema; its mode says it.
    let api = text("api").or_else(|| text("mode").filter(|mode| mode == "websocket")).unwrap_or_default();
    let is_element = !matches!(api.as_str(), "fetch" | "xhr");
    let is_xhr = api == "xhr";
    let of_script = |name: &str, default: &str| text(name).filter(|word| !is_element && word != default);
    let has_body = request["has_body"].as_bool().unwrap_or_default();
    let body = conversation
        .entries()
        .filter_map(|(_, index)| log.entries.get(index))
        .find_map(|entry| entry.body.clone())
        .unwrap_or_default();
    Some(Arguments {
        url: Some(text("url")?.into()),
        origins: vec![text("origin")?.into()],
        request: RequestArguments {
            method: text("method").filter(|_| !is_element).map(OsString::from),
            headers: lines(&request["headers"]),
            data: Data(if has_body { vec![(DataKind::Raw, body.into())] } else { Vec::new() }),
            ..RequestArguments::default()
        },
        page: PageArguments {
            credentials: of_script("credentials", "same-origin"),
            mode: of_script("mode", "cors"),
            redirect: of_script("redirect", "follow"),
            referrer_policy: text("referrer_policy"),
            top_site: text("top_site").map(OsString::from),
            third_party_cookies: text("third_party_cookies"),
            page_headers: lines(&request["page_headers"]),
            xhr: is_xhr,
            upload_listener: request["upload_listener"].as_bool().unwrap_or_default(),
            crossorigin: text("crossorigin"),
            element: is_element.then_some(api),
        },
        ..Arguments::default()
    })
}

/// Headers, as `-H` takes them.
fn lines(headers: &Value) -> Vec<OsString> {
    let line = |header: &Value| {
        let (name, value) = (header["name"].as_str()?, header["value"].as_str()?);
        Some(if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") }.into())
    };
    headers.as_array().into_iter().flatten().filter_map(line).collect()
}
