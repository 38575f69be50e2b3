//! What was pasted, as one plain value: the request that a page makes, and what of it had to be inferred.

use corslet::Url;
use corslet::browser::{Api, CredentialsMode, Mode, PageBody, RedirectMode, ReferrerPolicy};
use corslet::words::Origin;

use super::form::Form;
use super::remark::Remark;

/// What was pasted: the request of a page, as far as the text tells it.
///
/// What is `None` or empty was not told, and whoever goes on from here asks for it or takes the page's default. The
/// headers are the page's own: what a browser adds by itself has been left out, and said in the remarks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pasted {
    /// What the text was taken for.
    pub form: Form,
    /// Where the request goes. Only a console line may leave it open.
    pub url: Option<Url>,
    /// The method as it was written; `None` is GET.
    pub method: Option<String>,
    /// The headers that the page sets, in their order.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body.
    pub body: Option<Body>,
    /// The values of `Cookie` headers, `a=1; b=2`: what the browser had for the URL's host.
    pub cookies: Vec<String>,
    /// `USER:PASSWORD` of HTTP authentication.
    pub user: Option<String>,
    /// The origin of the page that asks.
    pub origin: Option<Origin>,
    /// The credentials mode.
    pub credentials: Option<CredentialsMode>,
    /// The mode.
    pub mode: Option<Mode>,
    /// The redirect mode.
    pub redirect: Option<RedirectMode>,
    /// The referrer policy.
    pub referrer_policy: Option<ReferrerPolicy>,
    /// Which API of the page asks.
    pub api: Api,
    /// How the server is reached.
    pub network: Network,
    /// The lines that a browser's console printed.
    pub console: Option<String>,
    /// What was inferred, left out or not followed, in the order of the text.
    pub remarks: Vec<Remark>,
}

/// A body, with what gave it its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The bytes; empty where they stand in a file, which is never read.
    pub bytes: Vec<u8>,
    /// What the page passed. A `Content-Type` that the text writes itself is among the headers, and wins.
    pub kind: PageBody,
}

/// How the server is reached, in the words of curl's flags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// `--resolve`
    pub resolve: Vec<String>,
    /// `--connect-to`
    pub connect_to: Vec<String>,
    /// `-x`
    pub proxy: Option<String>,
    /// `--noproxy`
    pub noproxy: Option<String>,
    /// `-k`
    pub insecure: bool,
    /// `--http1.1` or `--http2`
    pub version: Option<HttpVersion>,
    /// `-4` or `-6`
    pub family: Option<AddressFamily>,
    /// `-m`, as it was written.
    pub max_time: Option<String>,
}

/// The version of HTTP that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpVersion {
    /// HTTP/1.1
    Http1,
    /// HTTP/2
    Http2,
}

/// The kind of addresses that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressFamily {
    /// IPv4
    V4,
    /// IPv6
    V6,
}
