//! D38: no answer came, and the browser calls it a CORS failure.

use corslet::verdict::{Failure, NetworkFailure};

use super::case::{Came, Case, NoAnswer, Phase};
use super::diagnosis::diagnosis;
use super::wording::{authority, plain};
use super::{Evidence, Judgement};

diagnosis! {
    /// # There is no answer at all
    ///
    /// The name does not resolve, nothing listens, the certificate is not trusted, or the connection breaks.
    ///
    /// ## What you see
    ///
    /// Firefox: “Cross-Origin Request Blocked: … (Reason: CORS request did not succeed)”. Chrome: `net::ERR_CONNECTION_REFUSED`,
    /// `net::ERR_CERT_AUTHORITY_INVALID` or the like. In the page `TypeError: Failed to fetch`, as for CORS.
    ///
    /// ## What is really wrong
    ///
    /// Without an answer there is no header to look at: CORS has nothing to do with it. The page is told no more, because it may
    /// not learn what listens on a network.
    ///
    /// ## How to fix
    ///
    /// By the phase in which it stopped: a name that does not resolve is misspelt or not published; a refused connection means
    /// that the server does not run there, or listens on another port or address; a certificate is trusted when it is signed by an
    /// authority of the system (for development, mkcert makes one); a port that speaks plain HTTP is asked with `http://`. Ports of
    /// other protocols, such as 6000 or 25, are asked by no browser at all.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com:8443
    /// > Origin: https://app.example.com
    /// * failed: connect: no connection to 203.0.114.7 port 8443: connection refused
    /// ```
    ///
    /// ```http
    /// > OPTIONS /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// > Access-Control-Request-Method: PUT
    /// * failed: tls: the certificate is signed by an authority that is not known
    /// ```
    ///
    /// ```http
    /// * scheme: http
    /// * page: http://localhost:3000
    /// * url: http://localhost:6000/orders
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 504 Gateway Timeout
    /// <
    /// ```
    rank: Transport,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let failed = case.exchanges.iter().enumerate().find_map(|(index, seen)| match &seen.came {
        Came::Failed(failed) => Some((index, seen, failed)),
        Came::Head(_) | Came::NotSent(_) => None,
    });
    let Some((index, seen, failed)) = failed else { return bad_port(case) };
    let phase = phase(failed);
    let at = authority(&seen.url);
    let cause =
        format!("{at} does not answer: {}. This is not CORS", plain(failed.what.trim_end_matches('.')));
    let mut fix = advice(phase, &failed.failure, &at);
    if !failed.advice.is_empty() {
        fix = format!("{fix} Here: {}.", plain(failed.advice.trim_end_matches('.')));
    }
    Some(Judgement::proved(cause).at([Evidence::no_response(index, named(phase))]).fix(fix))
}

/// Nothing is asked on the ports of other protocols: <https://fetch.spec.whatwg.org/#port-blocking>.
fn bad_port(case: &Case) -> Option<Judgement> {
    let failing = case.failing_in_browsers();
    let port = failing.iter().find_map(|one| match one.failure {
        Failure::PortIsBad { port } => Some(*port),
        _ => None,
    })?;
    let cause =
        format!("browsers never connect to port {port}, which belongs to another protocol. This is not CORS");
    let fix = "Let the server listen on another port, such as 8080, and write that one in the page's code.";
    Some(Judgement::proved(cause).fix(fix))
}

/// The phase; by the kind of failure when nobody has recorded it.
fn phase(failed: &NoAnswer) -> Phase {
    failed.phase.unwrap_or(match failed.failure {
        NetworkFailure::Dns => Phase::Dns,
        NetworkFailure::Connect => Phase::Connect,
        NetworkFailure::Tls => Phase::Tls,
        NetworkFailure::NotHttp
        | NetworkFailure::Closed
        | NetworkFailure::TimedOut
        | NetworkFailure::Other(_) => Phase::Wait,
    })
}

fn named(phase: Phase) -> &'static str {
    match phase {
        Phase::Dns => "stopped while looking the name up",
        Phase::Connect => "stopped while connecting",
        Phase::Proxy => "stopped at the proxy",
        Phase::Tls => "stopped in the TLS handshake",
        Phase::Wait => "connected, and no answer came",
        Phase::Body => "stopped in the body",
    }
}

fn advice(phase: Phase, failure: &NetworkFailure, at: &str) -> String {
    match (phase, failure) {
        (Phase::Dns, _) => {
            format!("See whether the host of {at} is spelt rightly and has an address in DNS.")
        }
        (Phase::Connect, _) => {
            format!(
                "See whether the server runs and listens on {at}, and on an address that others can reach."
            )
        }
        (Phase::Proxy, _) => "See what the proxy says, or ask without it.".to_owned(),
        (Phase::Tls, _) => {
            "Use a certificate that the system's authorities have signed (mkcert makes one for \
                            development); where the port speaks plain HTTP, write `http://`."
                .to_owned()
        }
        (Phase::Wait | Phase::Body, NetworkFailure::NotHttp) => {
            format!(
                "{at} speaks something that is not HTTP: see which program listens there, and whether it wants https."
            )
        }
        (Phase::Wait | Phase::Body, NetworkFailure::TimedOut) => {
            format!("See in the server's log what keeps {at} from answering.")
        }
        (Phase::Wait | Phase::Body, _) => {
            format!(
                "See in the server's log why {at} closes the connection; a crash while it answers looks like this."
            )
        }
    }
}
