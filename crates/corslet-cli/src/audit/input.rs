//! From what was written to what is meant, with every problem at once.

use std::time::Duration;

use corslet::browser::Engine;
use corslet::words::{Method, Origin};
use corslet_inspect::audit::{Confidence, Depth, Settings, Severity, Target};

use super::arguments::Arguments;
use super::credentials;
use super::plan::{Manners, Plan, Verdict};
use super::target::Job;
use crate::check::{Problem, body_input, network_input, reach_input, url_input};
use crate::transport;

/// How long each request may take unless it is said otherwise.
const LIMIT: Duration = Duration::from_secs(10);

/// How many targets are under way at most unless it is said otherwise.
const CONCURRENCY: usize = 32;

/// What is to be audited, and how.
///
/// # Errors
/// Everything that is wrong.
pub(crate) fn read(arguments: &Arguments) -> Result<Plan, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut jobs = Vec::new();
    for text in &arguments.targets {
        match url_input::read(&text.to_string_lossy()) {
            Ok(url) => jobs.extend(Target::new(url).map(|target| Job {
                target,
                has_session: true,
                is_learned: false,
                method: None,
            })),
            Err(problem) => problems.push(problem),
        }
    }
    if arguments.targets.is_empty() {
        let what = "write what is to be audited: corslet audit https://api.example/orders";
        problems.push(Problem::missing("TARGET", what));
    }
    let request = &arguments.request;
    let credentials =
        credentials::read(&request.cookies, request.user.as_ref(), &request.headers, &mut problems);
    let written = body_input::read(&request.data, &mut problems);
    let audit = &arguments.audit;
    let method = request.method.as_deref().map(|text| text.to_string_lossy().into_owned());
    if let Some(text) = &method
        && let Err(error) = Method::parse(text)
    {
        problems.push(Problem::new("-X", text, error.to_string()));
    }
    let depth = match audit.depth.as_deref() {
        None | Some("full") => Depth::Full,
        Some("quick") => Depth::Quick,
        Some(other) => {
            problems.push(Problem::new("--depth", other, "write one of: quick, full"));
            Depth::Full
        }
    };
    let trusted_origins = audit.trusted_origins.iter().filter_map(|text| {
        let text = text.to_string_lossy();
        match Origin::parse(text.as_bytes()) {
            Ok(origin) => Some(origin.serialize().to_owned()),
            Err(error) => {
                let problem = Problem::new("--trusted-origin", text, error.to_string());
                problems.push(error.problems.iter().fold(problem, |problem, one| problem.at(one.at.clone())));
                None
            }
        }
    });
    let trusted_origins = trusted_origins.collect();
    let mut numbers = Numbers { problems: &mut problems };
    let max_requests = numbers.count("--max-requests", audit.max_requests.as_deref());
    let concurrency = numbers.count("--concurrency", audit.concurrency.as_deref()).unwrap_or(CONCURRENCY);
    let rate = numbers.rate(audit.rate.as_deref());
    let fail_on = keyword(
        "--fail-on",
        arguments.output.fail_on.as_deref(),
        &Severity::ALL,
        Severity::as_str,
        &mut problems,
    );
    let min_confidence = keyword(
        "--min-confidence",
        arguments.output.min_confidence.as_deref(),
        &Confidence::ALL,
        Confidence::as_str,
        &mut problems,
    );
    let limit = reach_input::limit(arguments.max_time.as_deref(), LIMIT, &mut problems);
    let trust = reach_input::trust(arguments.cacert.as_deref(), arguments.insecure, &mut problems);
    let network = network_input::read(&arguments.network, |name| std::env::var(name).ok());
    let network = network.map_err(|more| problems.extend(more)).unwrap_or_default();
    if !problems.is_empty() {
        return Err(problems);
    }
    let method = method.or_else(|| written.bytes.is_some().then(|| "POST".to_owned()));
    let readers = Engine::ALL.map(|engine| engine.profile().without_port().rules.head).to_vec();
    Ok(Plan {
        jobs,
        credentials,
        settings: Settings {
            depth,
            max_requests,
            method,
            body: written.bytes,
            trusted_origins,
            active: audit.active,
            ..Settings::default()
        },
        network: transport::Settings { trust, limit, readers, network },
        manners: Manners { rate, concurrency },
        verdict: Verdict {
            fail_on: fail_on.unwrap_or(Severity::Low),
            min_confidence: min_confidence.unwrap_or(Confidence::Low),
        },
    })
}

struct Numbers<'p> {
    problems: &'p mut Vec<Problem>,
}

impl Numbers<'_> {
    fn count(&mut self, argument: &'static str, text: Option<&str>) -> Option<usize> {
        let text = text?;
        let number = text.parse().ok().filter(|number| *number > 0);
        if number.is_none() {
            self.problems.push(Problem::new(
                argument,
                text,
                format!("write a whole number from 1 on: {argument} 20"),
            ));
        }
        number
    }

    fn rate(&mut self, text: Option<&str>) -> Option<f64> {
        let text = text?;
        let number = text.parse().ok().filter(|rate: &f64| *rate > 0.0 && *rate <= 100_000.0);
        if number.is_none() {
            let what = "write how many requests a second, a number above 0: --rate 5";
            self.problems.push(Problem::new("--rate", text, what));
        }
        number
    }
}

fn keyword<T: Copy>(
    argument: &'static str,
    text: Option<&str>,
    all: &[T],
    name: fn(T) -> &'static str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let text = text?;
    let found = all.iter().copied().find(|one| name(*one) == text);
    if found.is_none() {
        let words: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        problems.push(Problem::new(argument, text, format!("write one of: {}", words.join(", "))));
    }
    found
}
