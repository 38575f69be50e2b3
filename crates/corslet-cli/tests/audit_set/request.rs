//! A request as a server of the set sees it.

/// The session that the auditor is given where a server has one.
pub(crate) const SESSION: &str = "5f3c9a17e2b84d60";

/// The token of the servers that want one.
pub(crate) const TOKEN: &str = "tok-8c1d2e77a0";

/// Ada's name and password, as Basic has them.
pub(crate) const BASIC: &str = "YWRhOmxvdmVsYWNl";

pub(crate) struct Request {
    pub(crate) method: String,
    /// As the URL names it, without the port.
    pub(crate) host: String,
    pub(crate) path: String,
    pub(crate) query: String,
    lines: Vec<(String, String)>,
}

impl Request {
    /// The request of this head, which ends before its empty line.
    pub(crate) fn read(head: &str) -> Option<Self> {
        let mut lines = head.split("\r\n");
        let mut words = lines.next()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?);
        let lines = lines
            .map(|line| line.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned())))
            .collect::<Option<Vec<_>>>()?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut request =
            Request { method, host: String::new(), path: path.to_owned(), query: query.to_owned(), lines };
        let host = request.header("host")?;
        // What stands in brackets has colons of its own.
        let port = host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']'));
        request.host = port.map_or(host, |(name, _)| name).to_ascii_lowercase();
        Some(request)
    }

    /// The first field of this name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let line = self.lines.iter().find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(&line.1)
    }

    pub(crate) fn origin(&self) -> Option<&str> {
        self.header("origin")
    }

    pub(crate) fn is_preflight(&self) -> bool {
        self.method == "OPTIONS"
            && self.origin().is_some()
            && self.header("access-control-request-method").is_some()
    }

    /// The method that is asked for: of a preflight, the one that would follow.
    pub(crate) fn wanted(&self) -> &str {
        match self.is_preflight() {
            true => self.header("access-control-request-method").unwrap_or_default(),
            false => &self.method,
        }
    }

    /// Whether somebody's session comes along, in whatever way this server has it.
    pub(crate) fn has_session(&self) -> bool {
        let cookie = self.header("cookie").unwrap_or_default();
        let is_known = cookie.split(';').any(|pair| pair.trim() == format!("session={SESSION}"));
        is_known || self.has_token() || self.header("authorization") == Some(&format!("Basic {BASIC}"))
    }

    pub(crate) fn has_token(&self) -> bool {
        self.header("authorization") == Some(&format!("Bearer {TOKEN}"))
    }

    /// The value of a parameter of the query.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}
