//! `corslet policy init`: a policy file to begin with.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use corslet::policy::file::json_schema;

use super::source::print;

/// What a new policy file says.
pub(super) const BEGINNING: &str = r#"# Whose pages may read what this server answers. Everything that is not granted here is denied.
# Check it with `corslet policy check`, and ask it with `corslet policy show`.
version = 1

# development = true    # loopback origins, and a refused preflight says why
# report-only = true    # decide and report, but change no response

[groups]
front = [
    "https://app.example.com",
    "https://*.preview.example.com",    # `*.` is one label, `**.` one or more
]

[[route]]
# host = "api.example.com"              # every host without it
path = "/*"                             # `/a` is that path, `/a/*` is it and all below; the most specific route wins
origins = ["@front"]                    # or "any", for what everybody may read
methods = ["PUT", "PATCH", "DELETE"]    # beyond GET, HEAD and POST, which CORS cannot withhold
request-headers = ["authorization", "content-type"]
# expose-headers = ["x-request-id"]
# credentials = true                    # cookies; never together with "any"
# max-age = 600                         # seconds that a preflight's answer is kept
"#;

/// Begins a policy file.
#[derive(clap::Args)]
pub(crate) struct Init {
    /// The file to write; one that exists is never overwritten; `-` prints it
    #[arg(value_name = "FILE", default_value = "policy.toml")]
    file: PathBuf,
    /// Print the JSON Schema of policy files instead, for editors
    #[arg(long)]
    schema: bool,
}

impl Init {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        if self.schema {
            let schema = serde_json::to_string_pretty(&json_schema()).map_err(|error| error.to_string())?;
            print(&format!("{schema}\n"))?;
        } else if self.file.as_os_str() == "-" {
            print(BEGINNING)?;
        } else {
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&self.file)
                .and_then(|mut file| file.write_all(BEGINNING.as_bytes()))
                .map_err(|error| format!("cannot write {}: {error}", self.file.display()))?;
            anstream::eprintln!("wrote {}", self.file.display());
        }
        Ok(ExitCode::SUCCESS)
    }
}
