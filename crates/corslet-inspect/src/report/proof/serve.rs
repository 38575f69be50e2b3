//! How to have a browser of one's own take a local page for one of another origin.

use corslet::Url;

use crate::shell::quoted;

/// The commands, and what to know about them; none when no page can be served from such an origin.
pub(super) struct Served {
    /// Where the page has to be, in a sentence.
    pub(super) place: String,
    /// What to type.
    pub(super) commands: Vec<String>,
}

/// How to serve a file from an origin.
pub(super) fn served(origin: &str, file: &str) -> Option<Served> {
    if origin == "null" {
        return Some(Served {
            place: "It may be served from anywhere: the frame in it has the origin null by itself."
                .to_owned(),
            commands: vec![
                "python3 -m http.server 8000 --bind 127.0.0.1".to_owned(),
                browser(&[], &format!("http://localhost:8000/{file}")),
            ],
        });
    }
    let url = Url::parse(origin).ok()?;
    let (host, port) = (url.host_str()?, url.port_or_known_default()?);
    let address = format!("{origin}/{file}");
    let place = format!("It has to be served from {origin}; nowhere else does it prove anything.");
    let map = |to: u16| format!("--host-resolver-rules=MAP {host}:{port} 127.0.0.1:{to}");
    match url.scheme() {
        "http" => Some(Served {
            place,
            commands: vec![
                "python3 -m http.server 8000 --bind 127.0.0.1".to_owned(),
                browser(&[map(8000)], &address),
            ],
        }),
        "https" => Some(Served {
            place,
            commands: vec![
                "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=proof -keyout key.pem -out cert.pem".to_owned(),
                "openssl s_server -accept 127.0.0.1:8443 -key key.pem -cert cert.pem -WWW".to_owned(),
                browser(&["--ignore-certificate-errors".to_owned(), map(8443)], &address),
            ],
        }),
        // An extension's and an app's pages come with it.
        _ => None,
    }
}

/// A browser with a profile of its own: log in to the target there, and nothing else.
fn browser(flags: &[String], address: &str) -> String {
    let mut words = vec!["chromium".to_owned(), "--user-data-dir=\"$(mktemp -d)\"".to_owned()];
    words.extend(flags.iter().map(|flag| quoted(flag.as_bytes())));
    words.push(quoted(address.as_bytes()));
    words.join(" ")
}
