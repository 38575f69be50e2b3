//! What the flags do not say, filled in from a request that was read elsewhere: what is written as a flag wins.

use std::ffi::OsString;

use super::arguments::{Arguments, PageArguments, RequestArguments};
use super::network_arguments::NetworkArguments;
use super::trust_arguments::TrustArguments;

/// The flags, with what was read where they say nothing. The URL is the one that was read, or else the flags'.
pub(super) fn fill(flags: &Arguments, read: Arguments) -> Arguments {
    let is_element = flags.page.element.is_some();
    Arguments {
        url: read.url.or_else(|| flags.url.clone()),
        origins: if flags.origins.is_empty() { read.origins } else { flags.origins.clone() },
        request: request(&flags.request, read.request, is_element),
        page: page(&flags.page, read.page),
        trust: TrustArguments {
            insecure: flags.trust.insecure || read.trust.insecure,
            cacert: flags.trust.cacert.clone().or(read.trust.cacert),
        },
        max_time: flags.max_time.clone().or(read.max_time),
        network: network(&flags.network, read.network),
        ..flags.clone()
    }
}

fn request(flags: &RequestArguments, read: RequestArguments, is_element: bool) -> RequestArguments {
    let own = |read: Option<OsString>| read.filter(|_| !is_element && !flags.head && !flags.get);
    let is_stored = !flags.cookies.is_empty() || !flags.cookie_jars.is_empty();
    let mut headers = flags.headers.clone();
    let is_written = |line: &OsString| flags.headers.iter().any(|flag| name(flag) == name(line));
    headers.extend(read.headers.into_iter().filter(|line| !is_element && !is_written(line)));
    RequestArguments {
        method: flags.method.clone().or(own(read.method)),
        headers,
        data: if flags.data.0.is_empty() && !flags.head && !is_element {
            read.data
        } else {
            flags.data.clone()
        },
        cookies: if is_stored { flags.cookies.clone() } else { read.cookies },
        user: flags.user.clone().or(read.user),
        ..flags.clone()
    }
}

fn page(flags: &PageArguments, read: PageArguments) -> PageArguments {
    let is_element = flags.element.is_some();
    let is_script = !is_element && (flags.xhr || flags.upload_listener);
    let names_api = is_element || is_script;
    let of_script = |flag: &Option<String>, read: Option<String>| {
        flag.clone().or(read.filter(|_| !is_element && !is_script))
    };
    // A flag that no element takes turns the element that was read back into a script's request.
    let wants_script = [&flags.mode, &flags.credentials, &flags.redirect].iter().any(|flag| flag.is_some());
    let keeps = !names_api && !wants_script;
    PageArguments {
        credentials: flags.credentials.clone().or(read.credentials.filter(|_| !is_element)),
        mode: of_script(&flags.mode, read.mode),
        redirect: of_script(&flags.redirect, read.redirect),
        referrer_policy: flags.referrer_policy.clone().or(read.referrer_policy),
        top_site: flags.top_site.clone().or(read.top_site),
        third_party_cookies: flags.third_party_cookies.clone().or(read.third_party_cookies),
        page_headers: if flags.page_headers.is_empty() {
            read.page_headers
        } else {
            flags.page_headers.clone()
        },
        xhr: flags.xhr || read.xhr && !names_api,
        upload_listener: flags.upload_listener || read.upload_listener && !names_api,
        element: flags.element.clone().or(read.element.filter(|_| keeps)),
        crossorigin: flags.crossorigin.clone().or(read.crossorigin.filter(|_| keeps)),
    }
}

fn network(flags: &NetworkArguments, read: NetworkArguments) -> NetworkArguments {
    let list = |flags: &[String], read: Vec<String>| if flags.is_empty() { read } else { flags.to_vec() };
    let (says_family, says_version) = (flags.ipv4 || flags.ipv6, flags.http1 || flags.http2);
    NetworkArguments {
        resolve: list(&flags.resolve, read.resolve),
        connect_to: list(&flags.connect_to, read.connect_to),
        ipv4: flags.ipv4 || read.ipv4 && !says_family,
        ipv6: flags.ipv6 || read.ipv6 && !says_family,
        http1: flags.http1 || read.http1 && !says_version,
        http2: flags.http2 || read.http2 && !says_version,
        proxy: flags.proxy.clone().or(read.proxy),
        noproxy: flags.noproxy.clone().or(read.noproxy),
        ..flags.clone()
    }
}

/// The name of a header line, as it is compared.
fn name(line: &OsString) -> String {
    let text = line.to_string_lossy();
    text.split([':', ';']).next().unwrap_or_default().trim().to_ascii_lowercase()
}
