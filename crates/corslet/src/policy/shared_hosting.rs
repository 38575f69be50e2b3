//! Where strangers can put their pages: public suffixes, and hosts that many share.

/// What strangers can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strangers {
    /// Register a name.
    Register,
    /// Publish pages.
    Publish,
}

/// Hosts where strangers publish pages under one origin, told apart by the path only.
const ONE_ORIGIN_FOR_ALL: [&str; 12] = [
    "cdn.jsdelivr.net",
    "codepen.io",
    "docs.google.com",
    "ipfs.io",
    "jsfiddle.net",
    "raw.githack.com",
    "s3.amazonaws.com",
    "script.google.com",
    "sites.google.com",
    "storage.cloud.google.com",
    "storage.googleapis.com",
    "web.archive.org",
];

/// Domains below which the public suffix list has further suffixes, or ought to.
const SUFFIXES_BELOW: [&str; 16] = [
    "amazonaws.com",
    "amazonaws.com.cn",
    "azure.com",
    "azure.net",
    "core.windows.net",
    "googleapis.com",
    "digitalocean.com",
    "digitaloceanspaces.com",
    "cloudflarestorage.com",
    "linodeobjects.com",
    "windows.net",
    "zendesk.com",
    "sharepoint.com",
    "salesforce.com",
    "force.com",
    "slack.com",
];

/// What strangers can do at this very host.
pub(super) fn strangers_at(host: &str) -> Option<Strangers> {
    ONE_ORIGIN_FOR_ALL.contains(&host).then_some(Strangers::Publish)
}

/// What strangers can do below this host.
pub(super) fn strangers_below(host: &str) -> Option<Strangers> {
    if SUFFIXES_BELOW.contains(&host) || ONE_ORIGIN_FOR_ALL.contains(&host) {
        return Some(Strangers::Publish);
    }
    // Some rules of the list are wildcards: `*.ck` makes every name below `ck` a suffix.
    let below = format!("any-name.{host}");
    let as_suffix = |name: &str| {
        let suffix = psl::suffix(name.as_bytes())?;
        (suffix.as_bytes().len() == name.len()).then(|| suffix.typ())
    };
    let kind = as_suffix(host).or_else(|| as_suffix(&below))?;
    Some(match kind {
        Some(psl::Type::Private) => Strangers::Publish,
        _ => Strangers::Register,
    })
}

#[cfg(test)]
mod tests {
    use super::{Strangers, strangers_below};

    #[test]
    fn suffixes_of_every_kind() {
        for (host, expected) in [
            ("co.uk", Some(Strangers::Register)),
            ("com", Some(Strangers::Register)),
            ("ck", Some(Strangers::Register)),
            ("unlisted-top", Some(Strangers::Register)),
            ("github.io", Some(Strangers::Publish)),
            ("vercel.app", Some(Strangers::Publish)),
            ("compute.amazonaws.com", Some(Strangers::Publish)),
            ("amazonaws.com", Some(Strangers::Publish)),
            ("example.com", None),
            ("example.co.uk", None),
            ("user.github.io", None),
            ("preview.example.com", None),
        ] {
            assert_eq!(strangers_below(host), expected, "{host}");
        }
    }
}
