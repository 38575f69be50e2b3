//! Of two grants in one answer, which is said to be the proxy's: only where the wire shows it, and as a guess.
#![allow(clippy::panic, clippy::unwrap_used)]

use corslet_inspect::diagnoses::{Case, diagnose};
use corslet_inspect::docs::Docs;

const REQUEST: &str =
    "> GET /orders HTTP/1.1\n> Host: api.example.com\n> Origin: https://app.example.com\n>\n";
const OWN: &str = "Access-Control-Allow-Origin: https://app.example.com";
const ANY: &str = "Access-Control-Allow-Origin: *";
const SMALL: &str = "access-control-allow-origin: *";

/// The lines of an answer, what is said of the exchange, and which of the two is the proxy's.
type Row<'r> = (&'r [&'r str], &'r str, Option<&'r str>);

#[test]
fn only_what_the_wire_shows_is_guessed() {
    let table: &[Row<'_>] = &[
        (&["Server: nginx/1.25", "X-Powered-By: Express", OWN, ANY], "", Some("the second is nginx's")),
        (
            &["Server: nginx/1.25", "X-Powered-By: Express", ANY, "Vary: Origin", OWN],
            "",
            Some("the second is nginx's"),
        ),
        (&["Server: openresty", OWN, "X-Runtime: 1", ANY], "", Some("the second is OpenResty's")),
        // HTTP/2 keeps neither capitals nor the order of names.
        (&["Server: nginx/1.25", "X-Powered-By: Express", OWN, ANY], "* version: HTTP/2\n", None),
        // Who stands behind it is not known, so both may be its own.
        (&["Server: nginx/1.25", OWN, ANY], "", None),
        // Of two in front, either may have written it.
        (&["Server: nginx/1.25", "Via: 1.1 varnish", "X-Powered-By: Express", OWN, ANY], "", None),
        // Of others the order is not known.
        (&["Server: Apache", "X-Powered-By: Express", OWN, ANY], "", None),
        (&["server: uvicorn", OWN, SMALL], "", Some("the first is the proxy's")),
        (&["server: uvicorn", SMALL, OWN], "", Some("the second is the proxy's")),
        (&["server: uvicorn", SMALL, SMALL], "", None),
        (&["Server: Werkzeug/3.0", OWN, SMALL], "", None),
        (&["server: uvicorn", OWN, SMALL], "* version: HTTP/2\n", None),
        (&[OWN, ANY], "", None),
        (&[OWN, ANY, OWN], "", None),
    ];
    for (lines, note, wanted) in table {
        let lines: String = lines.iter().map(|line| format!("< {line}\n")).collect();
        let text =
            format!("# T\n\nL.\n\n## Found\n\n```http\n{REQUEST}{note}< HTTP/1.1 200 OK\n{lines}<\n```\n");
        let blocks = Docs::parse(&text).section("Found").unwrap().http_blocks().unwrap();
        let root = diagnose(&Case::of_conversation(&blocks[0]).unwrap()).root.unwrap();
        assert_eq!(root.rule.number(), "D23", "{lines}");
        let fix = &root.judgement.fix;
        match wanted {
            Some(whose) => assert!(fix.contains(&format!("A guess: {whose}")), "{lines}{fix}"),
            None => assert!(!fix.contains("A guess") && fix.contains("past the proxy"), "{lines}{fix}"),
        }
        let marked = root.judgement.evidence.iter().any(|one| one.label.starts_with("a guess: "));
        assert_eq!(marked, wanted.is_some(), "{lines}");
    }
}
