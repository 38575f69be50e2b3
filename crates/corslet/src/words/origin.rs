//! An [origin](https://html.spec.whatwg.org/#concept-origin): scheme, host and port, or opaque.

use std::fmt::{self, Write as _};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use url::Url;

/// An [origin](https://html.spec.whatwg.org/#concept-origin).
///
/// A tuple origin holds its serialisation; an opaque origin is equal only to its own clones.
#[derive(Clone)]
pub struct Origin(Repr);

#[derive(Clone)]
enum Repr {
    /// The identity is the allocation.
    Opaque(Arc<()>),
    Tuple(Tuple),
}

#[derive(Clone)]
struct Tuple {
    serialisation: Arc<str>,
    scheme_end: usize,
    host_end: usize,
    port: Option<u16>,
}

impl Tuple {
    fn scheme(&self) -> &str {
        &self.serialisation[..self.scheme_end]
    }

    fn host(&self) -> &str {
        &self.serialisation[self.scheme_end + 3..self.host_end]
    }
}

impl Origin {
    /// A new [opaque origin](https://html.spec.whatwg.org/#concept-origin-opaque), the same as no other but its
    /// clones.
    #[must_use]
    pub fn opaque() -> Origin {
        Origin(Repr::Opaque(Arc::new(())))
    }

    /// The tuple of these parts, each of which is already as the serialisation has it.
    pub(super) fn tuple(scheme: &str, host: &str, port: Option<u16>) -> Origin {
        let mut serialisation = String::with_capacity(scheme.len() + host.len() + 9);
        serialisation.push_str(scheme);
        serialisation.push_str("://");
        serialisation.push_str(host);
        let host_end = serialisation.len();
        if let Some(port) = port {
            // Writing to a string cannot fail.
            let _ = write!(serialisation, ":{port}");
        }
        Origin(Repr::Tuple(Tuple {
            serialisation: serialisation.into(),
            scheme_end: scheme.len(),
            host_end,
            port,
        }))
    }

    /// The [origin of a URL](https://url.spec.whatwg.org/#concept-url-origin).
    ///
    /// Anything but `http:`, `https:`, `ws:`, `wss:`, `ftp:` and `blob:` has a new opaque origin each time, also the
    /// pages of apps and extensions; those name themselves by [`Origin::parse`].
    #[must_use]
    pub fn of(url: &Url) -> Origin {
        match tuple_parts(url) {
            Some((scheme, host, port)) => Origin::tuple(scheme, host, port),
            None => match blob_path(url) {
                Some(path) => Origin::of(&path),
                None => Origin::opaque(),
            },
        }
    }

    /// Whether this is an [opaque origin](https://html.spec.whatwg.org/#concept-origin-opaque).
    #[must_use]
    pub fn is_opaque(&self) -> bool {
        matches!(self.0, Repr::Opaque(_))
    }

    /// The scheme; none when opaque.
    #[must_use]
    pub fn scheme(&self) -> Option<&str> {
        self.as_tuple().map(Tuple::scheme)
    }

    /// The host as it is serialised, an IPv6 address in its brackets; none when opaque.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.as_tuple().map(Tuple::host)
    }

    /// The port; none when it is the scheme's default, and when opaque.
    #[must_use]
    pub fn port(&self) -> Option<u16> {
        self.as_tuple().and_then(|tuple| tuple.port)
    }

    /// The port that a connection would use, where the scheme has one.
    #[must_use]
    pub fn port_or_default(&self) -> Option<u16> {
        self.as_tuple().and_then(|tuple| tuple.port.or_else(|| default_port(tuple.scheme())))
    }

    /// The [serialisation](https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin): what an `Origin` header
    /// says.
    #[must_use]
    pub fn serialize(&self) -> &str {
        match &self.0 {
            Repr::Opaque(_) => "null",
            Repr::Tuple(tuple) => &tuple.serialisation,
        }
    }

    /// [Same origin](https://html.spec.whatwg.org/#same-origin).
    #[must_use]
    pub fn same_origin(&self, other: &Origin) -> bool {
        match (&self.0, &other.0) {
            (Repr::Opaque(own), Repr::Opaque(others)) => Arc::ptr_eq(own, others),
            (Repr::Tuple(own), Repr::Tuple(others)) => own.serialisation == others.serialisation,
            _ => false,
        }
    }

    /// [Same origin](https://html.spec.whatwg.org/#same-origin) with a URL's origin.
    #[must_use]
    pub fn same_origin_as_url(&self, url: &Url) -> bool {
        let Some(own) = self.as_tuple() else { return false };
        match tuple_parts(url) {
            Some((scheme, host, port)) => own.port == port && own.host() == host && own.scheme() == scheme,
            None => blob_path(url).is_some_and(|path| self.same_origin_as_url(&path)),
        }
    }

    fn as_tuple(&self) -> Option<&Tuple> {
        match &self.0 {
            Repr::Opaque(_) => None,
            Repr::Tuple(tuple) => Some(tuple),
        }
    }
}

/// Whether the [origins of two URLs](https://url.spec.whatwg.org/#concept-url-origin) are
/// [the same](https://html.spec.whatwg.org/#same-origin). Only `blob:` URLs allocate.
#[must_use]
pub fn url_same_origin(left: &Url, right: &Url) -> bool {
    match (tuple_parts(left), tuple_parts(right)) {
        (Some(left), Some(right)) => left == right,
        (None, _) => blob_path(left).is_some_and(|path| url_same_origin(&path, right)),
        (Some(_), None) => blob_path(right).is_some_and(|path| url_same_origin(left, &path)),
    }
}

/// Scheme, host and port of a URL whose origin is a tuple by its own scheme.
pub(super) fn tuple_parts(url: &Url) -> Option<(&str, &str, Option<u16>)> {
    let scheme = url.scheme();
    default_port(scheme)?;
    Some((scheme, url.host_str()?, url.port()))
}

/// The URL inside a `blob:` URL, when it is one that gives it its origin.
fn blob_path(url: &Url) -> Option<Url> {
    if url.scheme() != "blob" {
        return None;
    }
    Url::parse(url.path()).ok().filter(|path| matches!(path.scheme(), "http" | "https"))
}

/// The [default port](https://url.spec.whatwg.org/#default-port) of a special scheme.
pub(super) fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        "ftp" => Some(21),
        _ => None,
    }
}

impl PartialEq for Origin {
    fn eq(&self, other: &Origin) -> bool {
        self.same_origin(other)
    }
}

impl Eq for Origin {}

impl Hash for Origin {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Repr::Opaque(identity) => Arc::as_ptr(identity).hash(state),
            Repr::Tuple(tuple) => tuple.serialisation.hash(state),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.serialize())
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.serialize())
    }
}
