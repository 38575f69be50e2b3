//! D55: one address, or one version of HTTP, answers otherwise than the others.

use std::collections::BTreeSet;

use corslet::verdict::Outcome;

use super::case::{By, Case};
use super::diagnosis::diagnosis;
use super::wording::{host, joined, plain};
use super::{Evidence, Judgement, Of, Place};

diagnosis! {
    /// # One node, or one version of HTTP, differs
    ///
    /// The same request is granted at one address of the host, or in one version of HTTP, and not at another.
    ///
    /// ## What you see
    ///
    /// It fails now and then, for some users, or only in one browser: the same request, minutes apart.
    ///
    /// ## What is really wrong
    ///
    /// Behind the name stand several servers, and one of them was not updated; or HTTP/2 ends at another proxy than HTTP/1.1, with
    /// another configuration.
    ///
    /// ## How to fix
    ///
    /// Give the node that differs the same configuration as the others. Here is which one it is.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// * peer: 203.0.114.7:443
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// * peer: 203.0.114.8:443
    /// * address: 203.0.114.8
    /// < HTTP/1.1 200 OK
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// * peer: 203.0.114.7:443
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// > GET /orders HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// * peer: 203.0.114.8:443
    /// * address: 203.0.114.8
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Vary: Origin
    /// <
    /// ```
    rank: Transport,
    certainty: Inferred,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let own = outcomes(case);
    let differing: Vec<usize> = case
        .compared
        .iter()
        .enumerate()
        .filter(|(_, other)| outcomes(&other.case) != own)
        .map(|(index, _)| index)
        .collect();
    let first = *differing.first()?;
    let ways: BTreeSet<String> =
        differing.iter().filter_map(|index| case.compared.get(*index)).map(|one| way(&one.by)).collect();
    let (grants, other) = match (case.is_blocked(), case.compared.get(first)?.case.is_blocked()) {
        (false, true) => ("is granted", "refused"),
        (true, false) => ("is refused", "granted"),
        _ => ("is answered", "answered otherwise"),
    };
    let seen = case.exchanges.first()?;
    let ways: Vec<String> = ways.into_iter().collect();
    let evidence = |index: usize| {
        let inner =
            case.compared.get(index)?.case.exchanges.iter().rposition(|seen| seen.head().is_some())?;
        Some(Evidence {
            of: Of::Compared(index, inner),
            place: Place::Status,
            label: way(&case.compared.get(index)?.by),
        })
    };
    let judgement = Judgement::inferred(format!(
        "{} is not one server: the request {grants}, and {} it is {other}",
        host(seen),
        joined(&ways)
    ));
    let is_blocked =
        case.is_blocked() || differing.iter().any(|index| case.compared[*index].case.is_blocked());
    let judgement = if is_blocked { judgement } else { judgement.withholds() };
    Some(
        judgement.at(differing.iter().filter_map(|index| evidence(*index))).fix(
            "Give the node that differs the same configuration as the others, and ask it again on its own.",
        ),
    )
}

/// What each browser gives the page.
fn outcomes(case: &Case) -> Vec<Outcome> {
    case.browsers().map(|run| run.outcome()).collect()
}

fn way(by: &By) -> String {
    match by {
        By::Address(address) => format!("at {address}"),
        By::Version(version) => format!("over {}", plain(version)),
    }
}
