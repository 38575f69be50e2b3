//! The table: what each subject adds to the bare inner service, and how many times Corslet's.

use std::path::PathBuf;

/// Where criterion keeps what it measured.
fn directory() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    target.join("criterion")
}

/// The tenth percentile of nanoseconds per request: what the machine does when nobody disturbs it.
pub fn nanoseconds(group: &str, subject: &str) -> Option<f64> {
    let safe = |name: &str| name.replace(['?', '"', '/', '\\', '*', '<', '>', ':', '|', '^'], "_");
    let file = directory().join(safe(group)).join(safe(subject)).join("new/sample.json");
    let sample: serde_json::Value = serde_json::from_slice(&std::fs::read(file).ok()?).ok()?;
    let numbers = |key: &str| {
        sample[key].as_array().map(|all| all.iter().filter_map(|it| it.as_f64()).collect::<Vec<_>>())
    };
    let mut each: Vec<f64> = numbers("times")?
        .into_iter()
        .zip(numbers("iters")?)
        .map(|(time, requests)| time / requests)
        .collect();
    each.sort_by(f64::total_cmp);
    each.get(each.len() / 10).copied()
}

/// Nanoseconds below which a difference is the machine's, and no ratio is told.
const LEAST: f64 = 20.0;

/// One line for each group: the bare time, then what each subject adds.
pub fn print(title: &str, groups: &[String], bare: &str, subjects: &[&str]) {
    println!("\n### {title}\n");
    println!("| case | {bare} | {} |", subjects.join(" | "));
    println!("|---|---|{}", "---|".repeat(subjects.len()));
    for group in groups {
        let Some(base) = nanoseconds(group, bare) else { continue };
        let ours = nanoseconds(group, subjects[0]).map(|time| time - base);
        let cells = subjects.iter().map(|subject| match (nanoseconds(group, subject), ours) {
            (Some(time), Some(ours)) if *subject != subjects[0] && ours >= LEAST => {
                format!("{:+.0} ns ({:.1} ×)", time - base, (time - base) / ours)
            }
            (Some(time), Some(_)) => format!("{:+.0} ns", time - base),
            _ => "–".to_owned(),
        });
        println!("| {group} | {base:.0} ns | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
}
