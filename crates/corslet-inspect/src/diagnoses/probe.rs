//! The extra requests that diagnoses may want: sent only when the user allows it, and at most one of each.

use std::str::FromStr;

use corslet::Url;

use super::RULES;
use super::case::Case;
use super::diagnosis::Diagnosis;

/// An extra request. There are six, none of which changes anything at a server; a check sends each at most once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Probe {
    /// The URL with `GET` and without `Origin`: what `curl`, a navigation and an `<img>` get.
    WithoutOrigin,
    /// The URL with `GET` and the page's `Origin`, without any header of the page.
    SimpleGet,
    /// The URL with `GET` and the origin of nobody.
    OtherOrigin,
    /// The preflight of a `PUT` on the page's origin, for no header.
    Preflight,
    /// A path of the same host that surely does not exist, with the page's `Origin`.
    MissingPath,
    /// The URL over https, with `GET` and the page's `Origin`.
    OverHttps,
}

/// An extra request, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The method.
    pub method: &'static str,
    /// Where it goes.
    pub url: Url,
    /// Its header lines.
    pub lines: Vec<(&'static str, String)>,
}

/// An extra request that is wanted, and by whom.
#[derive(Debug)]
pub struct Wanted {
    /// Which.
    pub probe: Probe,
    /// The request.
    pub asked: Asked,
    /// The diagnoses that would be surer with it.
    pub by: Vec<&'static Diagnosis>,
}

/// An origin that no server has a reason to know: <https://www.rfc-editor.org/rfc/rfc2606#section-3>.
const NOBODY: &str = "https://nobody.corslet.example";

impl Probe {
    /// All of them.
    pub const ALL: [Probe; 6] = [
        Probe::WithoutOrigin,
        Probe::SimpleGet,
        Probe::OtherOrigin,
        Probe::Preflight,
        Probe::MissingPath,
        Probe::OverHttps,
    ];

    /// The name in kebab case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Probe::WithoutOrigin => "without-origin",
            Probe::SimpleGet => "simple-get",
            Probe::OtherOrigin => "other-origin",
            Probe::Preflight => "preflight",
            Probe::MissingPath => "missing-path",
            Probe::OverHttps => "over-https",
        }
    }

    /// What it asks, in a few words.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Probe::WithoutOrigin => "the URL without an Origin, as curl or an image asks",
            Probe::SimpleGet => "the URL with nothing but the page's Origin",
            Probe::OtherOrigin => "the URL with an origin that nobody has",
            Probe::Preflight => "a preflight of PUT",
            Probe::MissingPath => "a path that does not exist",
            Probe::OverHttps => "the URL over https",
        }
    }

    /// The request that it is for a case; none where it would say nothing new.
    #[must_use]
    pub fn asked(self, case: &Case) -> Option<Asked> {
        // What a handshake's URL answers to another request says nothing of the handshake.
        if !matches!(case.url.scheme(), "http" | "https") || case.opens_websocket() {
            return None;
        }
        let mut url = case.url.clone();
        url.set_fragment(None);
        let accept = ("Accept", "*/*".to_owned());
        let origin = ("Origin", case.origin().to_owned());
        let (method, lines) = match self {
            Probe::WithoutOrigin => ("GET", vec![accept]),
            Probe::SimpleGet => ("GET", vec![accept, origin]),
            Probe::OtherOrigin => ("GET", vec![accept, ("Origin", NOBODY.to_owned())]),
            Probe::Preflight => {
                ("OPTIONS", vec![accept, origin, ("Access-Control-Request-Method", "PUT".to_owned())])
            }
            Probe::MissingPath => {
                url.set_query(None);
                url.set_path("/corslet-asks-for-what-is-not-there");
                ("GET", vec![accept, origin])
            }
            Probe::OverHttps => {
                if url.scheme() == "https" || url.set_scheme("https").is_err() {
                    return None;
                }
                ("GET", vec![accept, origin])
            }
        };
        Some(Asked { method, url, lines })
    }
}

impl FromStr for Probe {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = Probe::ALL.map(Probe::as_str).join(", ");
        Probe::ALL
            .into_iter()
            .find(|probe| probe.as_str() == text)
            .ok_or_else(|| format!("`{text}` is not one of: {names}"))
    }
}

/// The extra requests that would make the diagnoses of a case surer, and have not been sent: six at most.
#[must_use]
pub fn wanted(case: &Case) -> Vec<Wanted> {
    let suspects: Vec<&'static Diagnosis> =
        RULES.iter().copied().filter(|rule| !rule.probes.is_empty() && rule.suspects(case)).collect();
    Probe::ALL
        .into_iter()
        .filter(|probe| !case.probes.iter().any(|probed| probed.probe == *probe))
        .filter_map(|probe| {
            let by: Vec<_> = suspects.iter().copied().filter(|rule| rule.probes.contains(&probe)).collect();
            if by.is_empty() { None } else { Some(Wanted { probe, asked: probe.asked(case)?, by }) }
        })
        .collect()
}
