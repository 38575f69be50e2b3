//! [HSTS](https://www.rfc-editor.org/rfc/rfc6797): the hosts that a browser loads over https only.

use super::Evidence;

impl Evidence {
    /// Whether the target's answers keep a browser that has seen one from loading this host over http.
    #[must_use]
    pub fn is_under_hsts(&self, host: &str) -> bool {
        let own = self.target.host.as_str();
        let is_below = host.strip_suffix(own).is_some_and(|front| front.ends_with('.'));
        self.target.is_https()
            && self.responses().any(|(_, exchange, response)| {
                let Some(value) = response.header("strict-transport-security") else { return false };
                let (holds, is_for_all) = read(&value);
                exchange.request.url.host_str() == Some(own)
                    && holds
                    && (host == own || is_below && is_for_all)
            })
    }
}

/// Whether a policy holds at all, and whether it does for subdomains too.
fn read(value: &str) -> (bool, bool) {
    let directives = || value.split(';').map(|directive| directive.trim().to_ascii_lowercase());
    let max_age = directives().find_map(|directive| {
        let seconds = directive.strip_prefix("max-age")?.trim_start().strip_prefix('=')?.trim();
        seconds.trim_matches('"').parse::<u64>().ok()
    });
    (
        max_age.is_some_and(|seconds| seconds > 0),
        directives().any(|directive| directive == "includesubdomains"),
    )
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_policy_holds_by_its_age() {
        assert_eq!(read("max-age=31536000; includeSubDomains; preload"), (true, true));
        assert_eq!(read("includesubdomains;MAX-AGE = \"60\""), (true, true));
        assert_eq!(read("max-age=0; includeSubDomains"), (false, true));
        assert_eq!(read("max-age=x"), (false, false));
    }
}
