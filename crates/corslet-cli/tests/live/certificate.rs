//! An authority of the test's own, which issues one certificate for every name that a test has on loopback.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::program::installed;
use super::scratch::Scratch;

/// The names on loopback that every test with a browser uses.
const NAMES: &str = "IP:127.0.0.1, DNS:localhost, DNS:*.one.test, DNS:*.two.test";

const EXTENSIONS: &str = "basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
";

pub(crate) struct Certificate {
    files: Scratch,
    /// The hash of the certificate's key, as Chromium takes it on the command line.
    pub(crate) key_hash: String,
}

impl Certificate {
    /// Makes the authority, and has it issue the certificate.
    pub(crate) fn issue() -> Result<Certificate, String> {
        Certificate::issue_for(NAMES)
    }

    /// The same for other names, as `subjectAltName` lists them.
    pub(crate) fn issue_for(names: &str) -> Result<Certificate, String> {
        let files = Scratch::new("certificate")?;
        let directory = files.path();
        let extensions = format!("subjectAltName = {names}\n{EXTENSIONS}");
        std::fs::write(directory.join("extensions"), extensions).map_err(|error| error.to_string())?;
        const KEY: &str = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -batch";
        openssl(
            directory,
            &format!("req -x509 {KEY} -keyout authority.key -out authority.pem -days 3 -subj"),
            &["/CN=Authority of Corslet's tests", "-addext", "keyUsage = critical, keyCertSign, cRLSign"],
        )?;
        openssl(
            directory,
            &format!("req {KEY} -keyout server.key -out server.csr -subj /CN=localhost"),
            &[],
        )?;
        openssl(
            directory,
            "x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -out server.pem -days 3 \
             -extfile extensions",
            &[],
        )?;
        openssl(directory, "pkey -in server.key -pubout -outform DER -out server.spki", &[])?;
        openssl(directory, "dgst -sha256 -binary -out server.hash server.spki", &[])?;
        openssl(directory, "base64 -A -in server.hash -out server.base64", &[])?;
        let key_hash = read(&directory.join("server.base64"))?.trim().to_owned();
        // HAProxy reads both from one file.
        let both = read(&directory.join("server.pem"))? + &read(&directory.join("server.key"))?;
        std::fs::write(directory.join("both.pem"), both).map_err(|error| error.to_string())?;
        Ok(Certificate { files, key_hash })
    }

    pub(crate) fn authority(&self) -> PathBuf {
        self.files.path().join("authority.pem")
    }

    pub(crate) fn certificate(&self) -> PathBuf {
        self.files.path().join("server.pem")
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.files.path().join("server.key")
    }

    /// The certificate, then its key.
    pub(crate) fn both(&self) -> PathBuf {
        self.files.path().join("both.pem")
    }
}

fn openssl(directory: &Path, arguments: &str, more: &[&str]) -> Result<(), String> {
    let program = installed(&["openssl"]).ok_or("openssl is not installed")?;
    let output = Command::new(program)
        .args(arguments.split(' '))
        .args(more)
        .current_dir(directory)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("openssl: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!("openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr))),
    }
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}
