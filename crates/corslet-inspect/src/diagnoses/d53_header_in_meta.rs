//! D53: the header stands in a `<meta>` of a page, where it means nothing.

use super::Judgement;
use super::case::Case;
use super::diagnosis::diagnosis;

diagnosis! {
    /// # A `<meta>` is no header
    ///
    /// The page has `<meta http-equiv="Access-Control-Allow-Origin" …>`.
    ///
    /// ## What you see
    ///
    /// The tag changed nothing.
    ///
    /// ## What is really wrong
    ///
    /// Browsers honour a handful of headers in `<meta http-equiv>`, and no CORS header is among them. It would be of no use either:
    /// the grant is the *server's*, for its answers, and not the asking page's.
    ///
    /// ## How to fix
    ///
    /// Take the tag out. Let the server that is asked send the HTTP header.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /index.html HTTP/1.1
    /// > Host: www.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// < Content-Type: text/html
    /// <
    /// <html><head><meta http-equiv="Access-Control-Allow-Origin" content="*"></head></html>
    /// ```
    ///
    /// ## Clean
    ///
    /// ```http
    /// > GET /index.html HTTP/1.1
    /// > Host: www.example.com
    /// > Origin: https://app.example.com
    /// >
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: *
    /// < Content-Type: text/html
    /// <
    /// <html><head><meta http-equiv="refresh" content="5"></head><p>Access-Control-Allow-Origin</p></html>
    /// ```
    rank: Explanation,
    certainty: Advice,
    specialises: [],
    probes: [],
    judge: judge,
}

fn judge(case: &Case) -> Option<Judgement> {
    let (index, tag) = case
        .exchanges
        .iter()
        .enumerate()
        .filter(|(_, seen)| seen.is_html())
        .find_map(|(index, seen)| Some((index, meta_with_grant(&seen.text())?)))?;
    Some(
        Judgement::advice("the page has a CORS header in a `<meta>`, where browsers do not look for it")
            .works()
            .at(case.at_body(index, &tag, "means nothing here"))
            .fix("Take the tag out, and let the server that is asked send the HTTP header."),
    )
}

/// The attribute of a `<meta http-equiv>` that names a CORS header, as it is written.
fn meta_with_grant(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let mut from = 0;
    while let Some(start) = lower[from..].find("<meta").map(|at| from + at) {
        let end = lower[start..].find('>').map_or(lower.len(), |at| start + at);
        let tag = &lower[start..end];
        if tag.contains("http-equiv") && tag.contains("access-control-allow-") {
            return Some(html[start..end].to_owned());
        }
        from = end;
    }
    None
}
