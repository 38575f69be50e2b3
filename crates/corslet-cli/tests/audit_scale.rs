//! How fast many targets are audited, and how much memory it takes: `cargo test --test audit_scale -- --ignored --nocapture`.
#![cfg(target_os = "linux")]
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod check_server {
    pub(crate) mod kept;
    pub(crate) mod raw;
    pub(crate) mod run;
}
#[allow(dead_code, reason = "each of these tests uses a part of it")]
mod audit_server {
    pub(crate) mod lines;
    pub(crate) mod open;
}

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use audit_server::open::silent;

/// What a run took.
struct Took {
    lines: usize,
    requests: usize,
    time: Duration,
    /// The most memory at once, in KiB.
    memory: usize,
}

/// Audits so many targets of one server.
fn run(targets: usize, more: &[&str]) -> Took {
    let server = silent();
    let url = server.url("/t");
    let file = std::env::temp_dir().join(format!("corslet-scale-{targets}-{}.txt", std::process::id()));
    let text: String = (0..targets).map(|number| format!("{url}{number}\n")).collect();
    std::fs::write(&file, text).unwrap();
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .env_clear()
        .args(["audit", "--targets", file.to_str().unwrap(), "--format", "jsonl"])
        .args(more)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut took = Took { lines: 0, requests: 0, time: Duration::ZERO, memory: 0 };
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let document: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        took.lines += 1;
        took.requests += document["requests"].as_u64().unwrap() as usize;
        if took.lines.is_multiple_of(100) || took.lines == targets {
            let text = std::fs::read_to_string(&status).unwrap_or_default();
            let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let peak = peak.and_then(|peak| peak.trim().split(' ').next()?.parse().ok());
            took.memory = took.memory.max(peak.unwrap_or(0));
        }
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
    took.time = began.elapsed();
    std::fs::remove_file(&file).unwrap();
    println!(
        "{targets} targets {more:?}: {} requests in {:.1} s, {:.0} a second, {} MiB",
        took.requests,
        took.time.as_secs_f64(),
        took.requests as f64 / took.time.as_secs_f64(),
        took.memory / 1024
    );
    took
}

#[test]
#[ignore = "a measurement: it wants a quiet machine and an optimised build"]
fn a_thousand_targets_at_quick_depth() {
    let took = run(1000, &["--depth", "quick"]);
    assert_eq!(took.lines, 1000);
    assert!(took.time <= Duration::from_secs(15));
    assert!(took.requests as f64 / took.time.as_secs_f64() >= 2000.0);
}

#[test]
#[ignore = "a measurement: it wants a quiet machine and an optimised build"]
fn a_hundred_thousand_targets() {
    let took = run(100_000, &["--max-requests", "2"]);
    assert_eq!(took.lines, 100_000);
    assert!(took.memory <= 100 * 1024, "{} KiB", took.memory);
}
