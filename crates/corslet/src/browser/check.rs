//! The [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check): does this response grant this origin access?

use super::fetch::Fetch;
use super::mismatch;
use crate::verdict::{Failure, Kind, Observe, ResponseHead, steps};

steps! {
    /// The CORS check's steps.
    CORS_CHECK, "CORS check", "https://fetch.spec.whatwg.org/#concept-cors-check";
    "2" ALLOW_ORIGIN_IS_PRESENT "the response has Access-Control-Allow-Origin"
    "3" ALLOW_ORIGIN_IS_WILDCARD "the credentials mode is not include, and Access-Control-Allow-Origin is *"
    "4" ALLOW_ORIGIN_MATCHES "Access-Control-Allow-Origin is the request's origin, byte for byte"
    "5" NEEDS_NO_CREDENTIALS_GRANT "the credentials mode is not include"
    "7" ALLOW_CREDENTIALS_IS_TRUE "Access-Control-Allow-Credentials is exactly true"
}

/// Runs the CORS check on a response, records every condition that fails, and says whether it passed.
pub(super) fn cors_check<O: Observe>(fetch: &mut Fetch<'_, O>, head: &ResponseHead, on: Kind) -> bool {
    let includes_credentials = fetch.request.includes_credentials();
    cors_check_as(fetch, head, on, includes_credentials, fetch.hop.tainted)
}

/// The CORS check for given credentials and taint: browsers preflight with others than the standard's.
pub(super) fn cors_check_as<O: Observe>(
    fetch: &mut Fetch<'_, O>,
    head: &ResponseHead,
    on: Kind,
    includes_credentials: bool,
    tainted: bool,
) -> bool {
    let origin_is_granted = allow_origin(fetch, head, on, includes_credentials, tainted);
    match origin_is_granted {
        Granted::ToAll => return true,
        Granted::ToOrigin | Granted::No => {}
    }
    fetch.observer.step(&NEEDS_NO_CREDENTIALS_GRANT, !includes_credentials, || {
        format!("credentials mode {}", fetch.request.credentials.as_str())
    });
    if !includes_credentials {
        return matches!(origin_is_granted, Granted::ToOrigin);
    }
    // The standard stops at the first failure; all of them are of use to whoever has to mend the server.
    let credentials_are_granted = allow_credentials(fetch, head, on);
    matches!(origin_is_granted, Granted::ToOrigin) && credentials_are_granted
}

enum Granted {
    ToAll,
    ToOrigin,
    No,
}

fn allow_origin<O: Observe>(
    fetch: &mut Fetch<'_, O>,
    head: &ResponseHead,
    on: Kind,
    includes_credentials: bool,
    tainted: bool,
) -> Granted {
    let value = head.headers.get("access-control-allow-origin");
    fetch.observer.step(&ALLOW_ORIGIN_IS_PRESENT, value.is_some(), || {
        format!("{} header lines, status {}", head.headers.len(), head.status.code())
    });
    let Some(value) = value else {
        let failure = Failure::AllowOriginIsMissing { status: head.status.code() };
        fetch.block(on, failure, &ALLOW_ORIGIN_IS_PRESENT);
        return Granted::No;
    };
    let shown = || format!("Access-Control-Allow-Origin: {}", String::from_utf8_lossy(&value));

    let is_star = *value == *b"*";
    fetch.observer.step(&ALLOW_ORIGIN_IS_WILDCARD, is_star && !includes_credentials, shown);
    if is_star && !includes_credentials {
        return Granted::ToAll;
    }

    let origin = if tainted { "null" } else { fetch.request.origin.serialize() };
    let matches = *value == *origin.as_bytes();
    fetch.observer.step(&ALLOW_ORIGIN_MATCHES, matches, || format!("{}, origin: {origin}", shown()));
    if matches {
        return Granted::ToOrigin;
    }
    let failure = if is_star {
        Failure::AllowOriginIsWildcardWithCredentials
    } else {
        let lines = head.headers.get_all("access-control-allow-origin").count();
        Failure::AllowOriginDiffers {
            mismatch: mismatch::mismatch(&value, lines, origin),
            expected: origin.to_owned(),
            received: value.to_vec(),
            lines,
            status: head.status.code(),
        }
    };
    fetch.block(on, failure, &ALLOW_ORIGIN_MATCHES);
    Granted::No
}

fn allow_credentials<O: Observe>(fetch: &mut Fetch<'_, O>, head: &ResponseHead, on: Kind) -> bool {
    let value = fetch.rules().empty_lines.get(&head.headers, "access-control-allow-credentials");
    let is_true = value.as_deref() == Some(b"true".as_slice());
    fetch.observer.step(&ALLOW_CREDENTIALS_IS_TRUE, is_true, || match &value {
        Some(value) => format!("Access-Control-Allow-Credentials: {}", String::from_utf8_lossy(value)),
        None => "no Access-Control-Allow-Credentials".to_owned(),
    });
    if !is_true {
        let received = value.map(std::borrow::Cow::into_owned);
        fetch.block(on, Failure::AllowCredentialsIsNotTrue { received }, &ALLOW_CREDENTIALS_IS_TRUE);
    }
    is_true
}
