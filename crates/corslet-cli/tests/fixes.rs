//! Every fix, put into the real server that has the fault: the diagnosis says what it is, and with the fix it is gone.
#![allow(clippy::panic, clippy::unwrap_used)]

mod mending {
    pub(crate) mod ask;
    pub(crate) mod fault;
    pub(crate) mod layers;
    pub(crate) mod page;
    pub(crate) mod site;
}
#[allow(dead_code, reason = "each of the tests with browsers uses a part of it")]
mod live {
    pub(crate) mod browser;
    pub(crate) mod certificate;
    pub(crate) mod chromium;
    pub(crate) mod headless;
    pub(crate) mod pages;
    pub(crate) mod pipe;
    pub(crate) mod ports;
    pub(crate) mod process;
    pub(crate) mod program;
    pub(crate) mod request;
    pub(crate) mod scratch;
    pub(crate) mod told;
}

use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use corslet_inspect::diagnoses::{Case, diagnose};
use corslet_inspect::fixes::{Fix, LAYERS};
use mending::ask::ask;
use mending::fault::{FAULTS, Fault};
use mending::layers::{STANDS, Stand};
use mending::page::Page;
use mending::site::Running;

/// How many servers run at once.
const AT_ONCE: usize = 4;

/// The layers that can be started, and a page to ask from. Where CI is set, anything missing fails the test; elsewhere it is
/// said aloud.
fn ready() -> (Vec<&'static Stand>, Page) {
    let mut missing = Vec::new();
    let mut stands = STANDS.to_vec();
    stands.retain(|stand| {
        let lacks = (stand.missing)();
        let is_complete = lacks.is_empty();
        missing.extend(lacks);
        is_complete
    });
    let page = Page::open(&mut missing).unwrap();
    if !missing.is_empty() {
        missing.dedup();
        let missing = missing.join(", ");
        assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "missing on this machine: {missing}");
        // Past the test harness, which would keep it to itself.
        let said = format!("NOT TESTED: a part of the fixes; missing here: {missing}\n");
        std::io::stderr().write_all(said.as_bytes()).unwrap();
    }
    (stands, page)
}

#[test]
fn every_fix_mends_the_server_that_has_the_fault() {
    let (stands, page) = ready();
    let pairs: Vec<(&Stand, &Fault)> =
        stands.into_iter().flat_map(|stand| FAULTS.iter().map(move |fault| (stand, fault))).collect();
    let (next, problems) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((stand, fault)) = pairs.get(next.fetch_add(1, Ordering::SeqCst)) {
                    if let Err(problem) = mend(stand, fault, &page) {
                        problems.lock().unwrap().push(format!("{} {}: {problem}", stand.layer, fault.number));
                    }
                }
            });
        }
    });
    let mut problems = problems.into_inner().unwrap();
    problems.sort();
    assert!(problems.is_empty(), "{} of {}:\n{}", problems.len(), pairs.len(), problems.join("\n"));
}

/// Starts the faulty server, asks what is wrong, writes the fix, and asks the mended server.
fn mend(stand: &Stand, fault: &Fault, page: &Page) -> Result<(), String> {
    let running = start(stand, fault, None, page)?;
    let broken = ask(fault, &page.origin(), &url(&running))?;
    if page.gets(fault, &url(&running))? == Some(true) {
        return Err(format!("before: Chromium sees no fault\n{}", heads(&broken)));
    }
    drop(running);
    let diagnosed = diagnose(&broken);
    let need = match &diagnosed.root {
        Some(root) if root.rule.number() == fault.number => root.judgement.need.clone(),
        root => {
            let said = root.as_ref().map(|root| format!("{}: {}", root.rule.number(), root.judgement.cause));
            return Err(format!("before: the root cause is {said:?}\n{}", heads(&broken)));
        }
    };
    let need = need.ok_or("nothing is said to be needed")?;
    let layer = LAYERS.iter().find(|layer| layer.id == stand.layer).ok_or("there is no such layer")?;
    let fix = layer.write(&need);
    let with_fix = |error: String| format!("{error}\n{}", written(&fix));
    let running = start(stand, fault, Some(&fix), page).map_err(with_fix)?;
    let mended = ask(fault, &page.origin(), &url(&running)).map_err(with_fix)?;
    is_mended(fault, &mended).map_err(|error| with_fix(format!("{error}\n{}", heads(&mended))))?;
    match page.gets(fault, &url(&running))? {
        Some(false) => Err(with_fix(format!("after: Chromium still sees the fault\n{}", heads(&mended)))),
        _ => Ok(()),
    }
}

fn start(stand: &Stand, fault: &Fault, fix: Option<&Fix>, page: &Page) -> Result<Running, String> {
    let written = mending::layers::Written::of(&(stand.fault)(fault.number), fix);
    Running::start(&page.origin(), &|site| (stand.prepare)(site, &written))
}

fn url(running: &Running) -> String {
    format!("{}/data", running.origin)
}

/// Whether the page gets what it wants, in every browser and by the standard.
fn is_mended(fault: &Fault, case: &Case) -> Result<(), String> {
    for run in &case.runs {
        if !run.outcome().is_allowed() {
            let failing = case.failing();
            return Err(format!("after: {} in {}: {failing:#?}", run.outcome(), run.engine));
        }
        let readable = run.verdict().and_then(|verdict| verdict.readable()).ok_or("nothing can be read")?;
        if let Some(wanted) = fault.reads
            && !readable.lines().any(|(name, _)| name.eq_ignore_case(wanted))
        {
            return Err(format!("after: {wanted} cannot be read"));
        }
    }
    let varies = case.actuals().all(|(_, seen)| seen.lists("vary", "origin"));
    if varies { Ok(()) } else { Err("after: no Vary: Origin".to_owned()) }
}

fn heads(case: &Case) -> String {
    let head = |seen: &corslet_inspect::diagnoses::case::Seen| {
        let lines = seen.head().into_iter().flat_map(|head| head.headers.iter());
        let lines: String = lines.map(|(name, value)| format!("  {}: {value}\n", name.as_str())).collect();
        format!("{}: {}\n{lines}", seen.name(), seen.status())
    };
    case.exchanges.iter().map(head).collect()
}

fn written(fix: &Fix) -> String {
    fix.pieces.iter().map(|piece| format!("{}:\n{}", piece.place, piece.text)).collect()
}
