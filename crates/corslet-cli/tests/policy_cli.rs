//! `corslet policy`: what it prints and its exit codes.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::path::PathBuf;
use std::process::{Command, Stdio};

struct Ran {
    out: String,
    err: String,
    code: Option<i32>,
}

fn cases() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases/policies").canonicalize().unwrap()
}

fn corslet(arguments: &[&str], input: &str) -> Ran {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .env_clear()
        .env("FRONT_ORIGIN", "https://from-env.example.com")
        .current_dir(cases())
        .arg("policy")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code(),
    }
}

#[test]
fn check_prints_the_normal_form_and_every_problem() {
    let ran = corslet(&["check", "good/covered-and-doubled.toml"], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("warning[origin-covered]") && ran.err.contains("0 errors, 4 warnings"),
        "{}",
        ran.err
    );
    let normal = corslet(&["check", "-"], &ran.out);
    assert_eq!((normal.code, normal.err.as_str(), &normal.out), (Some(0), "", &ran.out));
    assert_eq!(corslet(&["check", "--deny-warnings", "good/covered-and-doubled.toml"], "").code, Some(2));

    let ran = corslet(&["check", "bad/public-suffix-with-credentials.toml"], "");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    let expected = std::fs::read_to_string(cases().join("bad/public-suffix-with-credentials.txt")).unwrap();
    assert_eq!(
        ran.err.replace("bad/public", "public").split("\npublic-suffix").next(),
        Some(expected.as_str())
    );
    assert!(!ran.err.contains('\u{1b}'), "no colours where nobody sees them");
}

#[test]
fn check_gives_json() {
    let ran = corslet(&["check", "--format", "json", "bad/unknown-key.toml"], "");
    assert_eq!((ran.code, ran.err.as_str()), (Some(2), ""));
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&json["schema"], &json["compiles"]), (&"corslet/policy-problems/1".into(), &false.into()));
    let first = &json["problems"][0];
    assert_eq!(
        (&first["code"], &first["line"], &first["column"]),
        (&"unknown-key".into(), &6.into(), &1.into())
    );
    assert_eq!(first["advice"], "write `methods`");
}

#[test]
fn check_tells_what_it_cannot_read() {
    let ran = corslet(&["check", "no-such-file.toml"], "");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("error: cannot read no-such-file.toml"), "{}", ran.err);
}

#[test]
fn check_asks_for_the_variables_that_the_file_names() {
    let text = "version = 1\n[[route]]\npath = '/*'\norigins = [{ env = 'FRONT_ORIGIN' }]\n";
    let ran = corslet(&["check", "-"], text);
    assert!(
        ran.code == Some(0) && ran.out.contains("https://from-env.example.com"),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn show_says_which_line_decides() {
    let file = "good/the-design-example.toml";
    let show = |arguments: &[&str]| corslet(&[&["show", file], arguments].concat(), "");
    let page = ["--origin", "https://x.preview.example.com", "-X", "DELETE", "-H", "Authorization"];
    let ran = show(&[&page[..], &["https://api.example.com/orders/7"]].concat());
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    for wanted in [
        "> Access-Control-Request-Headers: authorization\n  < 204\n",
        "< Access-Control-Allow-Origin: https://x.preview.example.com",
        "granted: the route lists the origin (`https://*.preview.example.com` at good/the-design-example.toml:4:37), route 1",
        "= the page may read it",
        "< Vary: Origin\n",
    ] {
        assert!(ran.out.contains(wanted), "`{wanted}` is missing in\n{}", ran.out);
    }
    let app = "https://app.example.com";
    let refused = [
        (&["--origin", "https://evil.example"][..], "the route does not list the origin"),
        (&["--origin", app, "-X", "PUT"], "the route does not grant the method"),
        (&["--origin", app, "-H", "x-other: 1"], "the route does not grant a header `x-other`"),
        (&["--origin", app, "/a/../b"], "the path has a dot segment"),
        (&["--origin", app, "/elsewhere"], "no route is for this host and path"),
    ];
    for (arguments, wanted) in refused {
        let ran = show(arguments);
        assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
        assert!(ran.out.contains(wanted), "`{wanted}` is missing in\n{}", ran.out);
    }
    for arguments in [
        &["--origin", "app.example.com"][..],
        &["--origin", app, "-X", "TRACE"],
        &["--origin", app, "-H", "a b"],
        &[],
    ] {
        assert_eq!(show(arguments).code, Some(2), "{arguments:?}");
    }
    assert_eq!(corslet(&["show", "bad/syntax.toml", "--origin", "null"], "").code, Some(2));
}

#[test]
fn init_begins_a_policy_that_compiles_and_never_overwrites() {
    let printed = corslet(&["init", "-"], "");
    let checked = corslet(&["check", "--deny-warnings", "-"], &printed.out);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
    let file = std::env::temp_dir().join(format!("corslet-policy-{}.toml", std::process::id()));
    let path = file.to_str().unwrap();
    assert_eq!(corslet(&["init", path], "").code, Some(0));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), printed.out);
    assert_eq!(corslet(&["init", path], "").code, Some(2));
    std::fs::remove_file(&file).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&corslet(&["init", "--schema"], "").out).unwrap();
    assert!(schema["properties"]["route"].is_object(), "{schema}");
}
