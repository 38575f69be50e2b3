//! Curl's flags, and what each says of a page's request.

/// What a flag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Method,
    Header,
    /// `-d`: an `@` names a file.
    Data,
    DataRaw,
    DataBinary,
    DataUrlEncode,
    Json,
    /// `-F`
    Form,
    /// `--form-string`: no `@`.
    FormString,
    Get,
    Head,
    User,
    Bearer,
    Cookie,
    UserAgent,
    Referer,
    Insecure,
    Resolve,
    ConnectTo,
    Proxy,
    NoProxy,
    Http1,
    Http2,
    Ipv4,
    Ipv6,
    MaxTime,
    Url,
    UrlQuery,
    Range,
    /// A file whose contents would be sent.
    Upload,
    /// A file with more flags.
    Config,
    /// A file that would be read, and changes nothing that CORS sees.
    FileIn,
    /// A file that would be written.
    FileOut,
    /// The next request begins.
    Next,
    /// Nothing that a page's request has.
    Nothing,
    /// The same, with a value.
    NothingOf,
}

impl Says {
    /// Whether a value follows.
    pub(super) fn takes_value(self) -> bool {
        !matches!(
            self,
            Says::Get
                | Says::Head
                | Says::Insecure
                | Says::Http1
                | Says::Http2
                | Says::Ipv4
                | Says::Ipv6
                | Says::Next
                | Says::Nothing
        )
    }
}

/// Letter, name, and what it says; `\0` where there is no letter.
pub(super) const FLAGS: &[(char, &str, Says)] = &[
    ('X', "request", Says::Method),
    ('H', "header", Says::Header),
    ('d', "data", Says::Data),
    ('\0', "data-ascii", Says::Data),
    ('\0', "data-raw", Says::DataRaw),
    ('\0', "data-binary", Says::DataBinary),
    ('\0', "data-urlencode", Says::DataUrlEncode),
    ('\0', "json", Says::Json),
    ('F', "form", Says::Form),
    ('\0', "form-string", Says::FormString),
    ('G', "get", Says::Get),
    ('I', "head", Says::Head),
    ('u', "user", Says::User),
    ('\0', "oauth2-bearer", Says::Bearer),
    ('b', "cookie", Says::Cookie),
    ('A', "user-agent", Says::UserAgent),
    ('e', "referer", Says::Referer),
    ('k', "insecure", Says::Insecure),
    ('\0', "resolve", Says::Resolve),
    ('\0', "connect-to", Says::ConnectTo),
    ('x', "proxy", Says::Proxy),
    ('\0', "noproxy", Says::NoProxy),
    ('0', "http1.0", Says::Http1),
    ('\0', "http1.1", Says::Http1),
    ('\0', "http2", Says::Http2),
    ('\0', "http2-prior-knowledge", Says::Http2),
    ('\0', "http3", Says::Http2),
    ('4', "ipv4", Says::Ipv4),
    ('6', "ipv6", Says::Ipv6),
    ('m', "max-time", Says::MaxTime),
    ('\0', "url", Says::Url),
    ('\0', "url-query", Says::UrlQuery),
    ('r', "range", Says::Range),
    ('T', "upload-file", Says::Upload),
    ('K', "config", Says::Config),
    ('\0', "variable", Says::Config),
    ('\0', "cacert", Says::FileIn),
    ('\0', "capath", Says::FileIn),
    ('E', "cert", Says::FileIn),
    ('\0', "key", Says::FileIn),
    ('\0', "crlfile", Says::FileIn),
    ('\0', "netrc-file", Says::FileIn),
    ('\0', "unix-socket", Says::FileIn),
    ('\0', "abstract-unix-socket", Says::FileIn),
    ('o', "output", Says::FileOut),
    ('D', "dump-header", Says::FileOut),
    ('c', "cookie-jar", Says::FileOut),
    ('\0', "trace", Says::FileOut),
    ('\0', "trace-ascii", Says::FileOut),
    ('\0', "stderr", Says::FileOut),
    ('\0', "output-dir", Says::FileOut),
    ('\0', "etag-save", Says::FileOut),
    ('\0', "etag-compare", Says::FileIn),
    ('\0', "hsts", Says::FileIn),
    ('\0', "alt-svc", Says::FileIn),
    (':', "next", Says::Next),
    ('s', "silent", Says::Nothing),
    ('S', "show-error", Says::Nothing),
    ('v', "verbose", Says::Nothing),
    ('i', "include", Says::Nothing),
    ('\0', "show-headers", Says::Nothing),
    ('L', "location", Says::Nothing),
    ('\0', "location-trusted", Says::Nothing),
    ('\0', "compressed", Says::Nothing),
    ('f', "fail", Says::Nothing),
    ('\0', "fail-with-body", Says::Nothing),
    ('\0', "fail-early", Says::Nothing),
    ('g', "globoff", Says::Nothing),
    ('N', "no-buffer", Says::Nothing),
    ('O', "remote-name", Says::Nothing),
    ('\0', "remote-name-all", Says::Nothing),
    ('J', "remote-header-name", Says::Nothing),
    ('R', "remote-time", Says::Nothing),
    ('#', "progress-bar", Says::Nothing),
    ('\0', "no-progress-meter", Says::Nothing),
    ('n', "netrc", Says::Nothing),
    ('\0', "netrc-optional", Says::Nothing),
    ('j', "junk-session-cookies", Says::Nothing),
    ('q', "disable", Says::Nothing),
    ('Z', "parallel", Says::Nothing),
    ('p', "proxytunnel", Says::Nothing),
    ('1', "tlsv1", Says::Nothing),
    ('\0', "tlsv1.0", Says::Nothing),
    ('\0', "tlsv1.1", Says::Nothing),
    ('\0', "tlsv1.2", Says::Nothing),
    ('\0', "tlsv1.3", Says::Nothing),
    ('\0', "ssl-no-revoke", Says::Nothing),
    ('\0', "ssl-reqd", Says::Nothing),
    ('\0', "ca-native", Says::Nothing),
    ('\0', "tcp-nodelay", Says::Nothing),
    ('\0', "tcp-fastopen", Says::Nothing),
    ('\0', "no-keepalive", Says::Nothing),
    ('\0', "path-as-is", Says::Nothing),
    ('\0', "create-dirs", Says::Nothing),
    ('\0', "styled-output", Says::Nothing),
    ('\0', "post301", Says::Nothing),
    ('\0', "post302", Says::Nothing),
    ('\0', "post303", Says::Nothing),
    ('\0', "raw", Says::Nothing),
    ('\0', "basic", Says::Nothing),
    ('\0', "digest", Says::Nothing),
    ('\0', "ntlm", Says::Nothing),
    ('\0', "negotiate", Says::Nothing),
    ('\0', "anyauth", Says::Nothing),
    ('\0', "retry-all-errors", Says::Nothing),
    ('\0', "retry-connrefused", Says::Nothing),
    ('w', "write-out", Says::NothingOf),
    ('y', "speed-time", Says::NothingOf),
    ('Y', "speed-limit", Says::NothingOf),
    ('z', "time-cond", Says::NothingOf),
    ('C', "continue-at", Says::NothingOf),
    ('U', "proxy-user", Says::NothingOf),
    ('\0', "proxy-header", Says::NothingOf),
    ('\0', "aws-sigv4", Says::NothingOf),
    ('\0', "connect-timeout", Says::NothingOf),
    ('\0', "max-redirs", Says::NothingOf),
    ('\0', "max-filesize", Says::NothingOf),
    ('\0', "limit-rate", Says::NothingOf),
    ('\0', "rate", Says::NothingOf),
    ('\0', "retry", Says::NothingOf),
    ('\0', "retry-delay", Says::NothingOf),
    ('\0', "retry-max-time", Says::NothingOf),
    ('\0', "keepalive-time", Says::NothingOf),
    ('\0', "interface", Says::NothingOf),
    ('\0', "local-port", Says::NothingOf),
    ('\0', "dns-servers", Says::NothingOf),
    ('\0', "doh-url", Says::NothingOf),
    ('\0', "ciphers", Says::NothingOf),
    ('\0', "tls13-ciphers", Says::NothingOf),
    ('\0', "tls-max", Says::NothingOf),
    ('\0', "curves", Says::NothingOf),
    ('\0', "cert-type", Says::NothingOf),
    ('\0', "key-type", Says::NothingOf),
    ('\0', "pass", Says::NothingOf),
    ('\0', "pinnedpubkey", Says::NothingOf),
    ('\0', "proto", Says::NothingOf),
    ('\0', "proto-default", Says::NothingOf),
    ('\0', "proto-redir", Says::NothingOf),
    ('\0', "expect100-timeout", Says::NothingOf),
    ('\0', "request-target", Says::NothingOf),
    ('\0', "socks4", Says::NothingOf),
    ('\0', "socks5", Says::NothingOf),
    ('\0', "socks5-hostname", Says::NothingOf),
    ('\0', "preproxy", Says::NothingOf),
];

/// What the flag of this letter says.
pub(super) fn of_letter(letter: char) -> Option<Says> {
    FLAGS.iter().find(|(known, ..)| *known == letter && letter != '\0').map(|(.., says)| *says)
}

/// What the flag of this name says. `--no-x` takes back what `--x` says, and no page's request has either.
pub(super) fn of_name(name: &str) -> Option<Says> {
    let of = |name: &str| FLAGS.iter().find(|(_, known, _)| *known == name).map(|(.., says)| *says);
    of(name).or_else(|| {
        let positive = name.strip_prefix("no-").and_then(of)?;
        (!positive.takes_value()).then_some(Says::Nothing)
    })
}
