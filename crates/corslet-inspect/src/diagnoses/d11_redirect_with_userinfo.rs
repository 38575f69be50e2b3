//! D11: a redirect leads to a URL with a user name or a password in it.

use corslet::verdict::Failure;

use super::case::Case;
use super::diagnosis::diagnosis;
use super::wording::host;
use super::{Judgement, position};

diagnosis! {
    /// # The redirect has a user name in its URL
    ///
    /// The request is redirected to a URL like `https://user:password@files.example.com/`, which no cross-origin request may
    /// be.
    ///
    /// ## What you see
    ///
    /// “Redirect location '' contains a username and password, which is disallowed for cross-origin requests.” The location
    /// stays empty in Chromium's sentence.
    ///
    /// ## What is really wrong
    ///
    /// The server puts credentials into the redirect's URL. A browser does not send a page's cross-origin request there.
    ///
    /// ## How to fix
    ///
    /// Redirect to a URL without them: with a signed URL, or with a token that the page sends itself.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /files/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 302 Found
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Location: https://reader:secret@files.example.net/7
    /// <
    /// ```
    ///
    /// ## Clean
    ///
    /// An `@` in the path is no user name:
    ///
    /// ```http
    /// > GET /files/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 302 Found
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// < Location: /@reader/7
    /// <
    /// > GET /@reader/7 HTTP/1.1
    /// > Host: api.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://app.example.com
    /// <
    /// ```
    rank: Redirect,
    certainty: Proved,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (_, index, seen) = case.fails(|one| {
        matches!(
            one.failure,
            Failure::RedirectUrlHasCredentials { .. } | Failure::RedirectUrlHasCredentialsAnyMode { .. }
        )
    })?;
    let to = seen.location()?;
    let target = to.host_str().unwrap_or_default();
    let cause = format!(
        "{} redirects to a URL of {target} with a user name or a password in it, which no cross-origin request may be sent to",
        host(seen)
    );
    let userinfo = |value: &[u8]| {
        let start = position(value, b"//").map_or(0, |slashes| slashes.end);
        let end = value.iter().position(|byte| *byte == b'@').map_or(value.len(), |at| at + 1);
        start.min(end)..end
    };
    Some(
        Judgement::proved(cause)
            .at(case.at_header_part(index, "location", "no user name and no password here", userinfo))
            .fix(format!(
                "Let {} redirect to a URL without them: a signed URL, or a token that the page sends itself.",
                host(seen)
            )),
    )
}
