//! Reports made by hand, one for each thing that a report can have in it.
//!
//! No rule judges here: what a rule finds may change, and the formats may not change with it.

use std::sync::Arc;
use std::time::Duration;

use corslet::Url;
use corslet::verdict::{NetworkFailure, ResponseHead};
use corslet::words::{HeaderList, HeaderValue, Status};
use corslet_inspect::audit::{
    Audit, Confidence, Depth, Evidence, Finding, Names, Report, Session, Settings, Severity, Target,
};
use corslet_inspect::exchange::{Answer, Exchange, Request, Response, Seen};
use corslet_inspect::report::{Contents, Day, Document, Ignore, Known, Selection};

pub(crate) const ATTACKER: &str = "https://attacker.com";

/// The session that is given: nothing of it may be in any report.
pub(crate) const SECRET: &str = "sid=s3cr3t-s3ss10n-v4lu3; theme=dark-mode";

/// What a hostile server sends in its headers: for a terminal, a page, a table and a log.
pub(crate) const HOSTILE: &[u8] =
    b"\x1b[2J\x1b]0;owned\x07</script><script>alert(1)</script>\"'`|]](x)<img src=x onerror=alert(1)>\xe2\x80\xae\xc2\x9b1m*_#";

fn url() -> Url {
    Url::parse("https://api.shop.example/account?api_key=k-0123456789").unwrap()
}

fn request(method: &str, lines: &[(&str, &str)]) -> Request {
    let headers = HeaderList::parse_pairs(lines.iter().copied()).unwrap();
    Request { method: method.to_owned(), headers, ..Request::get(url()) }
}

fn answered(request: Request, status: u16, lines: &[(&str, &[u8])]) -> Exchange {
    let mut headers = HeaderList::default();
    for (name, value) in lines {
        headers.append(name.parse().unwrap(), HeaderValue::received(value));
    }
    let head = ResponseHead { status: Status::new(status).unwrap(), headers };
    let response = Response { head: Arc::new(head), body: b"{}".to_vec(), is_body_whole: true };
    let phases = ["dns", "connect", "tls", "wait"].into_iter().zip([1, 12, 25, 40]);
    let seen = Seen {
        version: Some("HTTP/2".to_owned()),
        tls: Some("TLSv1.3".to_owned()),
        peer: Some("192.0.2.1:443".to_owned()),
        phases: phases.map(|(phase, took)| (phase, Duration::from_millis(took))).collect(),
    };
    Exchange { request, answer: Answer::Response(response), seen }
}

fn evidence(settings: Settings, exchanges: Vec<Exchange>) -> Evidence {
    let mut audit = Audit::new(Target::new(url()).unwrap(), settings, Names::example());
    for exchange in exchanges {
        audit.observe(exchange);
    }
    audit.evidence().clone()
}

fn session() -> Settings {
    Settings {
        session: Session {
            headers: HeaderList::parse_pairs([("Cookie", SECRET)]).unwrap(),
            set_cookies: vec![format!("{}; Secure; HttpOnly", SECRET.split(';').next().unwrap())],
        },
        ..Settings::default()
    }
}

fn report(evidence: Evidence, findings: Vec<Finding>) -> Report {
    Report { requests: evidence.asked().len(), evidence, findings, not_asked: Vec::new(), stopped: None }
}

/// A server that echoes any origin, with credentials.
pub(crate) fn exposed() -> Report {
    let grant: &[(&str, &[u8])] = &[
        ("Content-Type", b"application/json"),
        ("Access-Control-Allow-Origin", b"https://attacker.com"),
        ("Access-Control-Allow-Credentials", b"true"),
        ("Cache-Control", b"public, max-age=60"),
        ("Set-Cookie", b"refresh=t0p-s3cr3t-refresh; Secure; SameSite=None"),
        ("Strict-Transport-Security", b"max-age=31536000"),
    ];
    let preflight = request("OPTIONS", &[("Origin", ATTACKER), ("Access-Control-Request-Method", "PUT")]);
    let evidence = evidence(
        session(),
        vec![
            answered(request("GET", &[("Cookie", SECRET)]), 200, &grant[3..]),
            answered(request("GET", &[("Origin", ATTACKER), ("Cookie", SECRET)]), 200, grant),
            answered(
                preflight,
                204,
                &[
                    ("Access-Control-Allow-Origin", b"https://attacker.com"),
                    ("Access-Control-Allow-Credentials", b"true"),
                    ("Access-Control-Allow-Methods", b"PUT"),
                    ("Access-Control-Max-Age", b"86400"),
                ],
            ),
        ],
    );
    let mut reflects = Finding::new(
        "reflect-any",
        Severity::High,
        Confidence::High,
        "Any origin is answered with itself: two that nobody can have guessed were.",
    )
    .seen(evidence.point(1, "access-control-allow-origin", "a stranger's origin, echoed"))
    .seen(evidence.point(1, "access-control-allow-credentials", "and it may have the user's answer"))
    .seen(evidence.point(1, "vary", "no Vary says so"))
    .proved(evidence.prove(1))
    .note("The answer is another one with the session given than without it.");
    reflects.implied = vec!["null-origin"];
    let sends = Finding::new(
        "null-origin",
        Severity::Medium,
        Confidence::Medium,
        "The preflight lets any page send a PUT.",
    )
    .seen(evidence.point(2, "access-control-allow-origin", "granted"))
    .proved(evidence.prove_sending(2));
    report(evidence, vec![reflects, sends])
}

/// A server that grants nothing.
pub(crate) fn clean() -> Report {
    let evidence = evidence(
        Settings::default(),
        vec![
            answered(request("GET", &[]), 200, &[("Vary", b"Origin")]),
            answered(request("GET", &[("Origin", ATTACKER)]), 200, &[("Vary", b"Origin")]),
            answered(
                request("OPTIONS", &[("Origin", ATTACKER), ("Access-Control-Request-Method", "PUT")]),
                403,
                &[],
            ),
        ],
    );
    report(evidence, Vec::new())
}

/// A server that does not answer.
pub(crate) fn unreachable() -> Report {
    let answer = Answer::Failed {
        failure: NetworkFailure::Closed,
        phase: "connect",
        what: "connection refused".to_owned(),
    };
    let exchange = Exchange { request: request("GET", &[]), answer, seen: Seen::default() };
    report(evidence(Settings::default(), vec![exchange]), Vec::new())
}

/// A server that attacks whoever reads about it.
pub(crate) fn hostile() -> Report {
    saying(HOSTILE)
}

/// A server that says this wherever it can.
pub(crate) fn saying(said: &[u8]) -> Report {
    let cookie = [b"a=1; SameSite=".as_slice(), said].concat();
    let lines: &[(&str, &[u8])] = &[
        ("Access-Control-Allow-Origin", said),
        ("Content-Security-Policy", said),
        ("Set-Cookie", &cookie),
        ("Vary", said),
    ];
    let text = String::from_utf8_lossy(said).into_owned();
    let mut failed = answered(request("GET", &[("Origin", ATTACKER)]), 200, lines);
    failed.seen.version = Some(text.clone());
    let refused = Exchange {
        answer: Answer::Failed { failure: NetworkFailure::Closed, phase: "wait", what: text.clone() },
        ..answered(request("GET", &[("Origin", "null")]), 200, &[])
    };
    let evidence =
        evidence(Settings::default(), vec![answered(request("GET", &[]), 200, lines), failed, refused]);
    let found = Finding::new("reflect-any", Severity::High, Confidence::High, format!("It says {text}."))
        .seen(evidence.point(1, "access-control-allow-origin", text.clone()))
        .seen(evidence.point(2, "access-control-allow-origin", "nothing"))
        .proved(evidence.prove(1))
        .note(text);
    report(evidence, vec![found])
}

/// A quick audit of which one finding is known, and one was ignored until it was too late.
pub(crate) fn known() -> (Report, Contents) {
    let mut report = exposed();
    report.evidence.settings.depth = Depth::Quick;
    report.not_asked = vec!["null-origin"];
    let mut known = Known::of(&[Document::of(&report, &Contents::default())]);
    known.findings.retain(|finding| finding.id == "reflect-any");
    known.ignored.push(Ignore::parse("null-origin until 2026-01-31: the old app needs it").unwrap());
    let selection = Selection { known, today: Day::new(2026, 11, 22), ..Selection::default() };
    (report, Contents { selection, every_exchange: true, shows_secrets: false })
}

/// Every scene with its name.
pub(crate) fn scenes() -> Vec<(&'static str, Document)> {
    let plain = |report: Report| Document::of(&report, &Contents::default());
    let (report, contents) = known();
    vec![
        ("exposed", plain(exposed())),
        ("clean", plain(clean())),
        ("unreachable", plain(unreachable())),
        ("hostile", plain(hostile())),
        ("known", Document::of(&report, &contents)),
    ]
}

/// The same with the rules' texts, which change without the format, replaced.
pub(crate) fn with_texts_of_their_own() -> Vec<(&'static str, Document)> {
    let mut scenes = scenes();
    for (_, document) in &mut scenes {
        for finding in &mut document.findings {
            finding.title = format!("the title of {}", finding.id);
            finding.fix =
                "Say who may read, one by one.\n\nThen send `Vary`.\n\n### nginx\n\n```nginx\nmap\n```"
                    .to_owned();
            finding.cwe = vec!["CWE-942".to_owned()];
            finding.asvs = vec!["3.4.2".to_owned()];
        }
    }
    scenes
}
