//! Everything that is written, as a plan.

use std::path::PathBuf;
use std::sync::Arc;

use super::{output, settings, survey, targets, words};
use crate::audit::arguments::Arguments;
use crate::audit::credentials;
use crate::audit::name_service::NameService;
use crate::audit::plan::{Manners, Plan};
use crate::audit::scope::Scope;
use crate::check::Problem;

/// How many targets are under way at most unless it is said otherwise.
const CONCURRENCY: usize = 32;

/// What is to be audited, and how.
///
/// # Errors
/// Everything that is wrong.
pub(crate) fn read(arguments: &Arguments) -> Result<Plan, Vec<Problem>> {
    let mut problems = Vec::new();
    let (request, lists, audit) = (&arguments.request, &arguments.lists, &arguments.audit);
    let targets = targets::read(arguments, &mut problems);
    let own = credentials::read(&request.cookies, request.user.as_ref(), &request.headers, &mut problems);
    let scope = Scope {
        domains: domains(&lists.scope, &mut problems),
        typed: targets.typed,
        session_for: words::origins("--session-for", &request.session_for, &mut problems),
        credentials: (!own.is_empty()).then(|| Arc::new(own)),
    };
    let (sources, count) = survey::look(targets.sources, &scope, lists.yes, &mut problems);
    let settings = settings::audit(arguments, &mut problems);
    let network = settings::network(arguments, &mut problems);
    let concurrency = words::count("--concurrency", audit.concurrency.as_deref(), &mut problems);
    let names = name_service(audit.dns.as_deref(), &mut problems);
    let rate = words::rate(audit.rate.as_deref(), &mut problems);
    let output = output::read(&arguments.output, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Plan {
        sources,
        count,
        scope,
        settings,
        network,
        manners: Manners { rate, concurrency: concurrency.unwrap_or(CONCURRENCY) },
        names,
        dry_run: audit.dry_run,
        resume: audit.resume.as_ref().map(PathBuf::from),
        output,
    })
}

/// Who is asked whether names exist: nobody, the system's name servers, or the one that is written.
fn name_service(written: Option<&str>, problems: &mut Vec<Problem>) -> Option<NameService> {
    let problem = |what| match written {
        Some(text) if !text.is_empty() => Problem::new("--dns", text, what),
        _ => Problem::conflict("--dns", what),
    };
    let service = match written? {
        "" => NameService::of_system(),
        address => NameService::at(address),
    };
    service.map_err(|what| problems.push(problem(what))).ok()
}

fn domains(written: &[String], problems: &mut Vec<Problem>) -> Vec<String> {
    let mut domains = Vec::new();
    for text in written {
        let name = text.trim_start_matches("*.").trim_matches('.');
        match url::Host::parse(name) {
            Ok(host) => domains.push(host.to_string()),
            Err(error) => {
                let what = format!(
                    "this is no domain ({error}): write one such as example.com, which has its subdomains"
                );
                problems.push(Problem::new("--scope", text.as_str(), what));
            }
        }
    }
    domains
}
