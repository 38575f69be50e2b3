//! A network of the test's own: loopback alone, with names that nobody outside has.

use std::os::unix::fs::MetadataExt;
use std::process::{Command, Stdio};

use crate::live::scratch::Scratch;

/// Set where the test already runs inside.
const INSIDE: &str = "CORSLET_NAMESPACE";

pub(crate) fn is_inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// The programs without which there is no such network.
pub(crate) const PROGRAMS: [&[&str]; 3] = [&["unshare"], &["ip"], &["mount"]];

/// A command whose process has the network, where these hosts are all at 127.0.0.1. The hosts file lies in `files`.
fn command(hosts: &[&str], files: &Scratch) -> Result<Command, String> {
    let file = files.path().join("hosts");
    std::fs::write(&file, format!("127.0.0.1 localhost {}\n", hosts.join(" ")))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    let user = std::fs::metadata("/proc/self").map_err(|error| format!("/proc/self: {error}"))?.uid();
    let mut command = Command::new("unshare");
    command.args(["--net", "--mount"]);
    if user != 0 {
        command.arg("--map-root-user");
    }
    command.args(["sh", "-c", r#"ip link set lo up && mount --bind "$0" /etc/hosts && exec "$@""#]).arg(file);
    Ok(command)
}

/// Why there can be no such network here.
pub(crate) fn refusal() -> Option<String> {
    let tried = Scratch::new("namespace")
        .and_then(|files| command(&[], &files)?.arg("true").output().map_err(|error| error.to_string()));
    match tried {
        Err(error) => Some(format!("a namespace ({error})")),
        Ok(output) if output.status.success() => None,
        Ok(output) => Some(format!("a namespace ({})", String::from_utf8_lossy(&output.stderr).trim())),
    }
}

/// Runs the test of this name once more, inside.
pub(crate) fn run_inside(test: &str, hosts: &[&str]) -> Result<(), String> {
    let files = Scratch::new("namespace")?;
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let status = command(hosts, &files)?
        .arg(this)
        .args(["--exact", test, "--nocapture"])
        .env(INSIDE, "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("unshare: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{test}, inside: {status}")) }
}
