//! Whatever the bytes of a policy file: no panic, no problem without a place, no policy without its normal form.
#![allow(unreachable_pub)]

use corslet::policy::Severity;
use corslet::policy::file::{Reading, read, write};

/// Everything that can be done with a file.
pub fn policy_file(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let reading = read_here(text);
    for problem in reading.problems() {
        let span = problem.span.clone().unwrap();
        assert!(span.start <= span.end && text.get(span.clone()).is_some(), "{problem} {span:?}");
    }
    let is_error = |reading: &Reading<'_>| {
        reading.problems().iter().any(|problem| problem.severity() == Severity::Error)
    };
    assert_eq!(reading.policy().is_none(), is_error(&reading));
    let _ = reading.render("policy.toml", false);
    reading.to_json("policy.toml").unwrap();
    let Some(policy) = reading.policy() else { return };
    let normal = policy.to_config();
    let written = write(&normal).unwrap();
    let again = read_here(&written);
    let Some(same) = again.policy() else { panic!("{written}\n{}", again.render("normal.toml", false)) };
    assert_eq!(same.to_config(), normal, "{written}");
    assert_eq!(write(&same.to_config()).unwrap(), written);
}

/// Reads a file in an environment that has every variable, with something right and something wrong in it.
fn read_here(text: &str) -> Reading<'_> {
    read(text, &|name| Some(format!("https://{name}.example.com,*")))
}
