//! The Python of the test servers.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::mending::site::Site;

/// The virtual environment that `./test` makes.
fn environment() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/test-servers/python")
}

/// What is missing of it.
pub(crate) fn missing() -> Vec<String> {
    let what =
        "the Python packages of crates/corslet-cli/tests/servers/requirements.txt (./test installs them)";
    if environment().join("bin/gunicorn").is_file() { Vec::new() } else { vec![what.to_owned()] }
}

/// Serves the application `app` of the file `server.py` of the site by WSGI.
pub(crate) fn gunicorn(site: &Site<'_>) -> Command {
    let mut command = python(site);
    command.args(["-m", "gunicorn", "--threads", "8", "--log-level", "error", "--worker-tmp-dir"]);
    command.arg(site.directory).arg("--bind").arg(format!("127.0.0.1:{}", site.port)).arg("server:app");
    command
}

/// Serves the same by ASGI.
pub(crate) fn uvicorn(site: &Site<'_>) -> Command {
    let mut command = python(site);
    command.args(["-m", "uvicorn", "--log-level", "error", "--host", "127.0.0.1", "--port"]);
    command.arg(site.port.to_string()).arg("server:app");
    command
}

fn python(site: &Site<'_>) -> Command {
    let mut command = Command::new(environment().join("bin/python"));
    command.current_dir(site.directory).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}
