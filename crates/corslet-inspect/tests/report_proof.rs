//! Proof pages: what they may do, where they have to be served from, and that they hold no session.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod report {
    pub(crate) mod scenes;
    pub(crate) mod sha256;
    pub(crate) mod tags;
}

use corslet_inspect::report::proof::{Page, page};
use corslet_inspect::report::{Contents, Document};
use report::scenes::{HOSTILE, SECRET, exposed};
use report::sha256::sha256_base64;
use report::tags::tags;

/// The page of the first finding, when its proof is about this origin and this URL.
fn page_from(origin: &str, url: &str) -> Option<Page> {
    let mut document = Document::of(&exposed(), &Contents::default());
    let mut finding = document.findings.remove(0);
    let proof = finding.proof.as_mut().unwrap();
    proof.origin = origin.to_owned();
    proof.url = url.to_owned();
    page(&document, &finding)
}

/// What stands between the first of two marks and the second.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    text.split_once(before).unwrap().1.split_once(after).unwrap().0
}

const URL: &str = "https://api.shop.example/account";

#[test]
fn it_says_where_it_has_to_be_served_from() {
    for (origin, wanted) in [
        ("https://attacker.com", "--host-resolver-rules=MAP attacker.com:443 127.0.0.1:8443"),
        ("https://attacker.com:8444", "--host-resolver-rules=MAP attacker.com:8444 127.0.0.1:8443"),
        ("http://app.shop.example", "--host-resolver-rules=MAP app.shop.example:80 127.0.0.1:8000"),
        ("http://localhost:3000", "--host-resolver-rules=MAP localhost:3000 127.0.0.1:8000"),
        ("http://192.168.0.1", "--host-resolver-rules=MAP 192.168.0.1:80 127.0.0.1:8000"),
        ("null", "http://localhost:8000/reflect-any-"),
    ] {
        let page = page_from(origin, URL).unwrap();
        assert_eq!(page.origin, origin);
        assert!(page.html.contains(wanted), "{origin}: {}", page.html);
        assert!(page.file_name.starts_with("reflect-any-") && page.file_name.ends_with(".html"));
    }
    for origin in ["chrome-extension://abcdefghijklmnopabcdefghijklmnop", "file://", "capacitor://localhost"]
    {
        assert_eq!(page_from(origin, URL), None, "{origin}");
    }
}

#[test]
fn it_may_ask_the_target_and_do_nothing_else() {
    let page = page_from("https://attacker.com", URL).unwrap().html;
    let style = between(&page, "<style>", "</style>");
    let script = between(&page, "<script>", "</script>");
    let policy = format!(
        "content=\"default-src 'none'; connect-src https://api.shop.example; script-src 'sha256-{}'; style-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'\"",
        sha256_base64(script.as_bytes()),
        sha256_base64(style.as_bytes())
    );
    assert!(page.contains(&policy), "{policy}");
    for way_out in [
        "postMessage",
        "sendBeacon",
        "XMLHttpRequest",
        "import(",
        "WebSocket",
        "location",
        "innerHTML",
        "cookie",
    ] {
        assert!(!script.contains(way_out), "{way_out}");
    }
    assert_eq!(script.matches("fetch(").count(), 1);
}

#[test]
fn what_changes_something_waits_for_a_button() {
    let document = Document::of(&exposed(), &Contents::default());
    let [reads, sends] = document.findings.as_slice() else { panic!("two findings") };
    // Its URL lacks a secret, so that it has to be written first.
    assert!(page(&document, reads).unwrap().html.contains("<input id=\"url\""));
    assert!(page(&document, sends).unwrap().html.contains("<button>Send the PUT to "));
    let whole = page_from("https://attacker.com", URL).unwrap().html;
    assert!(!whole.contains("<button>") && !whole.contains("<input"));
}

#[test]
fn the_frame_of_null_holds_the_whole_page() {
    let page = page_from("null", URL).unwrap().html;
    assert!(!page.contains("<script>"), "only the frame has a script");
    let frame =
        between(&page, "<iframe sandbox=\"allow-scripts\" title=\"the proof\" srcdoc=\"", "\"></iframe>");
    let inner = frame.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    assert!(inner.starts_with("<!DOCTYPE html>") && inner.contains("data-origin=\"null\""));
    assert_eq!(between(&inner, "script-src '", "'"), between(&page, "script-src '", "'"));
}

#[test]
fn it_holds_no_session_and_nothing_from_outside_is_a_tag() {
    let mut document = Document::of(&exposed(), &Contents::default());
    document.target = String::from_utf8_lossy(HOSTILE).into_owned();
    let mut finding = document.findings.remove(0);
    finding.summary = document.target.clone();
    for origin in ["https://attacker.com", "null"] {
        let proof = finding.proof.as_mut().unwrap();
        proof.origin = origin.to_owned();
        proof.url = format!("{URL}?q={}", document.target);
        let html = page(&document, &finding).unwrap().html;
        for secret in [SECRET, "s3cr3t", "dark-mode"] {
            assert!(!html.contains(secret), "{secret}");
        }
        let markup = match html.split_once("<script>") {
            Some((before, after)) => before.to_owned() + after.split_once("</script>").unwrap().1,
            None => html,
        };
        let found = tags(markup.strip_prefix("<!DOCTYPE html>\n").unwrap());
        let scripts = found.iter().filter(|tag| ["script", "img"].contains(&tag.name.as_str())).count();
        assert_eq!(scripts, 0, "{origin}");
        let loads = found
            .iter()
            .flat_map(|tag| &tag.attributes)
            .filter(|(name, _)| name == "src" || name.starts_with("on"));
        assert_eq!(loads.count(), 0, "{origin}");
    }
}

#[test]
fn a_host_that_a_shell_would_read_is_quoted() {
    let page = page_from("https://shop.example$(id)`.attacker.com", URL).unwrap().html;
    for command in [
        "&#39;--host-resolver-rules=MAP shop.example$(id)&#96;.attacker.com:443",
        "&#39;https://shop.example$(id)&#96;",
    ] {
        assert!(page.contains(command), "{page}");
    }
}
