//! `--dry-run`: every request that would be sent, and why, without sending any.
//!
//! What is asked depends on what is answered. So a server is assumed that grants nothing, which is the one that is asked the
//! most different questions; what a server is asked beyond that follows from what it has granted.

use std::io::Write;
use std::sync::Arc;

use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, Status};
use corslet_inspect::audit::{Audit, Names, Order, Place, Settings};
use corslet_inspect::exchange::{Answer, Exchange, Response, Seen};
use serde_json::json;

use super::plan::Format;
use super::target::Job;
use corslet_inspect::redact::is_secret;

/// Writes the requests for a target.
pub(super) fn write(
    out: &mut dyn Write,
    job: &Job,
    settings: Settings,
    names: Names,
    format: Format,
    shows_secrets: bool,
) -> std::io::Result<()> {
    let mut audit = Audit::new(job.target.clone(), settings, names);
    loop {
        let orders = audit.next();
        if orders.is_empty() {
            return Ok(());
        }
        for order in orders {
            match format {
                Format::Json | Format::Jsonl => writeln!(out, "{}", as_json(job, &order, shows_secrets))?,
                _ => as_text(out, &order, shows_secrets)?,
            }
            let exchange = silence(&order);
            audit.answer(order, exchange);
        }
    }
}

fn lines(order: &Order, shows_secrets: bool) -> Vec<(String, String)> {
    let of = |(name, value): (&corslet::words::HeaderName, &corslet::words::HeaderValue)| {
        let value = value.to_latin1().into_owned();
        let is_hidden = !shows_secrets && is_secret(name.as_str(), &value);
        (name.as_str().to_owned(), if is_hidden { "<redacted>".to_owned() } else { value })
    };
    order.request.headers.iter().map(of).collect()
}

fn as_text(out: &mut dyn Write, order: &Order, shows_secrets: bool) -> std::io::Result<()> {
    writeln!(out, "{} {}", order.request.method, order.request.url)?;
    for (name, value) in lines(order, shows_secrets) {
        writeln!(out, "  {name}: {}", value.escape_debug())?;
    }
    writeln!(out, "  # {}", order.ids.join(", "))
}

fn as_json(job: &Job, order: &Order, shows_secrets: bool) -> String {
    let headers: Vec<_> = lines(order, shows_secrets)
        .into_iter()
        .map(|(name, value)| json!({"name": name, "value": value}))
        .collect();
    json!({
        "target": job.target.url.as_str(),
        "method": order.request.method,
        "url": order.request.url.as_str(),
        "headers": headers,
        "wanted_by": order.ids,
    })
    .to_string()
}

/// What a server says that grants nothing.
fn silence(order: &Order) -> Exchange {
    let status = match order.probe.place {
        Place::Target | Place::Query(..) => 200,
        Place::Missing | Place::FrontPage | Place::Path(_) => 404,
    };
    let head = ResponseHead { status: Status::new(status).unwrap_or_default(), headers: HeaderList::new() };
    let response = Response { head: Arc::new(head), body: Vec::new(), is_body_whole: true };
    let answer = Answer::Response(response);
    Exchange { request: order.request.clone(), answer, seen: Seen::default() }
}
