//! From a pasted request to the arguments that would have made it, with everything that was inferred said.

use std::ffi::OsString;

use corslet::browser::{Api, Mode, PageBody, is_websocket_url};
use corslet_inspect::diagnoses::case;
use corslet_inspect::input::{AddressFamily, Form, HttpVersion, Pasted, RemarkKind};
use hyper::body::Bytes;

use crate::check::arguments::{Arguments, PageArguments, RequestArguments};
use crate::check::network_arguments::NetworkArguments;
use crate::check::trust_arguments::TrustArguments;

/// What was read.
pub(in crate::check) struct Read {
    pub(in crate::check) arguments: Arguments,
    /// The body as it is: flags could only write text.
    pub(in crate::check) body: Option<(Bytes, PageBody)>,
    /// What the notes say of it.
    pub(in crate::check) remarks: Vec<String>,
    /// What diagnoses know of it.
    pub(in crate::check) said: case::Said,
}

/// The arguments. What the text does not tell is not asked for where `flags` say it.
pub(in crate::check) fn as_arguments(pasted: Pasted, flags: &Arguments) -> Read {
    let says_request = flags.request.method.is_some() || !flags.request.headers.is_empty();
    let told = pasted.remarks.iter().filter(|remark| remark.kind != RemarkKind::NotTold || !says_request);
    let mut remarks = vec![format!("read as {}", pasted.form)];
    remarks.extend(told.map(|remark| match remark.kind {
        RemarkKind::NotTold => remark.what.clone(),
        RemarkKind::Inferred => format!("inferred: {}", remark.what),
        RemarkKind::LeftOut if remark.what.starts_with("left out") => remark.what.clone(),
        RemarkKind::LeftOut => format!("left out: {}", remark.what),
        RemarkKind::NotFollowed => format!("not followed: {}", remark.what),
    }));
    // What has no name would be read as the name of a file.
    let (cookies, nameless): (Vec<String>, Vec<String>) =
        pasted.cookies.iter().cloned().partition(|text| text.contains('=') && !text.starts_with('@'));
    if !nameless.is_empty() {
        remarks.push("left out: a cookie without a name".to_owned());
    }
    let (is_xhr, upload_listener, element, crossorigin) = match pasted.api {
        Api::Fetch => (false, false, None, None),
        Api::Xhr { upload_listener } => (true, upload_listener, None, None),
        Api::Element { element, crossorigin } => (false, false, Some(element), crossorigin),
    };
    // Without a word of the script's own such a URL would mean `new WebSocket()`.
    let is_ws = pasted.url.as_ref().is_some_and(is_websocket_url);
    let default_mode = (is_ws && !is_xhr).then_some(Mode::Cors);
    let network = &pasted.network;
    let arguments = Arguments {
        url: pasted.url.as_ref().map(|url| url.as_str().into()),
        origins: pasted.origin.iter().map(|origin| origin.serialize().into()).collect(),
        request: RequestArguments {
            method: pasted.method.clone().map(OsString::from),
            headers: pasted.headers.iter().map(|(name, value)| line(name, value)).collect(),
            cookies: cookies.into_iter().map(OsString::from).collect(),
            user: pasted.user.clone().map(OsString::from),
            ..RequestArguments::default()
        },
        page: PageArguments {
            credentials: pasted.credentials.map(|mode| mode.as_str().to_owned()),
            // A script's own modes are said; an element has its own.
            mode: pasted
                .mode
                .or(default_mode)
                .filter(|_| element.is_none())
                .map(|mode| mode.as_str().to_owned()),
            redirect: pasted.redirect.filter(|_| element.is_none()).map(|mode| mode.as_str().to_owned()),
            referrer_policy: pasted.referrer_policy.map(|policy| policy.as_str().to_owned()),
            xhr: is_xhr,
            upload_listener,
            element: element.map(|element| element.row().keyword.to_owned()),
            crossorigin: crossorigin.map(|value| value.as_str().to_owned()),
            ..PageArguments::default()
        },
        trust: TrustArguments { insecure: network.insecure, ..TrustArguments::default() },
        max_time: network.max_time.clone(),
        network: NetworkArguments {
            resolve: network.resolve.clone(),
            connect_to: network.connect_to.clone(),
            proxy: network.proxy.clone(),
            noproxy: network.noproxy.clone(),
            ipv4: network.family == Some(AddressFamily::V4),
            ipv6: network.family == Some(AddressFamily::V6),
            http1: network.version == Some(HttpVersion::Http1),
            http2: network.version == Some(HttpVersion::Http2),
            ..NetworkArguments::default()
        },
        ..Arguments::default()
    };
    let said = case::Said {
        form: Some(form(pasted.form)),
        fails_in_browser: pasted.form == Form::Console,
        console: pasted.console,
        flags: Vec::new(),
    };
    Read { arguments, body: pasted.body.map(|body| (body.bytes.into(), body.kind)), remarks, said }
}

/// A header as `-H` takes it.
fn line(name: &str, value: &[u8]) -> OsString {
    let value = String::from_utf8_lossy(value);
    if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") }.into()
}

fn form(form: Form) -> case::Form {
    match form {
        Form::Curl | Form::CurlCmd | Form::PowerShell => case::Form::Curl,
        Form::Fetch => case::Form::Fetch,
        Form::Xhr | Form::Axios => case::Form::Xhr,
        // None of the forms that a diagnosis asks for.
        Form::WebSocket => case::Form::Fetch,
        Form::Http => case::Form::Http,
        Form::Har => case::Form::Har,
        Form::Console => case::Form::Console,
    }
}
