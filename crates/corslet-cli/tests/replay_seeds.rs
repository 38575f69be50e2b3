//! The seeds of the fuzz target `case_line`, through the program.
#![allow(clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

#[test]
fn every_seed_is_played_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/case_line");
    let mut seeds = 0;
    for entry in std::fs::read_dir(&folder).expect("the seeds are there") {
        let seed = entry.expect("the folder can be read").path();
        for engine in ["standard", "chromium", "firefox", "webkit"] {
            let output = Command::new(env!("CARGO_BIN_EXE_corslet"))
                .arg("replay")
                .arg(&seed)
                .args(["--engine", engine])
                .output()
                .expect("corslet runs");
            let verdicts = output.stdout.iter().filter(|&&byte| byte == b'\n').count();
            let expected = if verdicts == 1 { 0 } else { 2 };
            assert_eq!(output.status.code(), Some(expected), "{} {engine}: {output:?}", seed.display());
        }
        seeds += 1;
    }
    assert!(seeds >= 20, "{seeds} seeds");
}
