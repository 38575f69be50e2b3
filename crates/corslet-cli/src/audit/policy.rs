//! A policy as the answerer: what a server behind it would say, without a server.

use std::path::Path;
use std::sync::Arc;

use corslet::Url;
use corslet::policy::file::read;
use corslet::policy::{AnswerKind, Origins, Policy, RequestHead, RouteConfig, Value};
use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, HeaderName, HeaderValue, Origin, Status, registrable_domain};
use corslet_inspect::audit::{Answerer as By, Audit, Names, Report, Settings};
use corslet_inspect::exchange::{Answer, Exchange, Request, Response, Seen};

use super::target::{Answerer, Found, Job};
use crate::check::Problem;

/// What the application behind the policy says.
const BODY: &[u8] = b"{}";

/// The routes of a policy file, each as a target.
///
/// # Errors
/// When the file cannot be read, or the policy does not compile.
pub(super) fn routes(path: &Path) -> Result<Vec<Found>, Problem> {
    let named = path.display().to_string();
    let wrong = |what: String| Problem::new("TARGET", named.as_str(), what);
    let text = std::fs::read_to_string(path)
        .map_err(|error| wrong(format!("the policy cannot be read ({error}): check its path")))?;
    let reading = read(&text, &|name| std::env::var(name).ok());
    let Ok(policy) = reading.into_policy() else {
        return Err(wrong(format!(
            "the policy does not compile, so no server follows it: `corslet policy check {named}` shows why"
        )));
    };
    let policy = Arc::new(policy);
    let found = policy.to_config().routes.into_iter().filter_map(|route| {
        let listed = Arc::new(listed(&route));
        let url = url(&route, &listed)?;
        let answerer = Answerer::Policy(Arc::clone(&policy), listed);
        Some(Found { answerer, ..Found::written(url) })
    });
    Ok(found.collect())
}

/// The origins that a route lists one by one.
fn listed(route: &RouteConfig) -> Vec<String> {
    match &route.origins {
        Origins::Any => Vec::new(),
        Origins::Listed(origins) => {
            origins.iter().filter(|origin| Origin::parse(origin.as_bytes()).is_ok()).cloned().collect()
        }
    }
}

/// A URL that the route is for. Without a host of its own it stands beside its front ends, where APIs mostly are.
fn url(route: &RouteConfig, listed: &[String]) -> Option<Url> {
    let beside = || {
        let front = listed.iter().find_map(|origin| {
            let origin = Origin::parse(origin.as_bytes()).ok()?;
            registrable_domain(origin.host()?).map(str::to_owned)
        });
        format!("api.{}", front.as_deref().unwrap_or("example"))
    };
    let host = route.host.clone().unwrap_or_else(beside);
    let path = route.path.strip_suffix("/*").unwrap_or(&route.path);
    Url::parse(&format!("https://{host}{path}")).ok()
}

/// Audits a route of a policy.
pub(super) fn audit(
    job: &Job,
    policy: &Policy,
    listed: &[String],
    settings: Settings,
    names: Names,
) -> Report {
    let mut trusted_origins = settings.trusted_origins.clone();
    trusted_origins.extend(listed.iter().cloned());
    let settings = Settings { answerer: By::Policy, trusted_origins, ..settings };
    let mut audit = Audit::new(job.target.clone(), settings, names);
    loop {
        let orders = audit.next();
        if orders.is_empty() {
            return audit.report();
        }
        for order in orders {
            let exchange = answered(policy, &job.target.url, order.request.clone());
            audit.answer(order, exchange);
        }
    }
}

fn answered(policy: &Policy, target: &Url, request: Request) -> Exchange {
    let host = match request.url.port() {
        Some(port) => format!("{}:{port}", request.url.host_str().unwrap_or_default()),
        None => request.url.host_str().unwrap_or_default().to_owned(),
    };
    let head = RequestHead {
        method: &request.method,
        host: Some(host.as_bytes()),
        path: request.url.path().as_bytes(),
        headers: &request.headers,
    };
    let answer = policy.answer(&head);
    let application = match (answer.kind, request.url.path() == target.path()) {
        (AnswerKind::NotPreflight, _) => 204,
        (_, true) => 200,
        (_, false) => 404,
    };
    let status = answer.status().unwrap_or(application);
    let mut headers = HeaderList::new();
    let mut line = |name: &str, value: &[u8]| {
        if let Ok(name) = HeaderName::parse(name) {
            headers.append(name, HeaderValue::received(value));
        }
    };
    if answer.status().is_none() {
        line("Content-Type", b"application/json");
    }
    for (name, value) in answer.headers() {
        match value {
            Value::Fixed(value) => line(name.as_str(), value.as_bytes()),
            Value::RequestOrigin => line(name.as_str(), request.origin().unwrap_or_default().as_bytes()),
        }
    }
    if let Some(vary) = answer.vary().value() {
        line("Vary", vary.as_bytes());
    }
    let has_body = answer.status().is_none() && request.method != "HEAD";
    let response = Response {
        head: Arc::new(ResponseHead { status: Status::new(status).unwrap_or_default(), headers }),
        body: if has_body { BODY.to_vec() } else { Vec::new() },
        is_body_whole: true,
    };
    Exchange { request, answer: Answer::Response(response), seen: Seen::default() }
}
