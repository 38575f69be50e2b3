//! `shared-host-trusted`: anybody's tenant of a hosting provider is trusted.

use corslet::words::is_under_private_suffix;

use super::{prefix_match, substring_match};
use crate::audit::{Base, Confidence, Evidence, Finding, Obtainable, Section, Severity, Want, rule};

rule! {
    /// # Anybody's tenant of a hosting provider is trusted
    ///
    /// A whole hosting provider is trusted, where a name costs nothing.
    ///
    /// ## What it finds
    ///
    /// A tenant that nobody can have guessed, of a provider where anybody gets one (GitHub Pages, GitLab Pages, Netlify, Vercel,
    /// Cloudflare Pages, Firebase, Heroku, S3, Azure, CloudFront), is answered with itself; or a host on which anybody publishes
    /// scripts (CodePen, JSFiddle). A listed tenant of one's own is not found by it.
    ///
    /// ## Why it matters
    ///
    /// Anybody registers a tenant in a minute, and has the origin.
    ///
    /// ## How to fix
    ///
    /// List the tenant that is one's own, in full. Give previews a domain of one's own.
    ///
    /// ### nginx, Apache
    ///
    /// `"https://my-shop.vercel.app"` in the `map`, not `[a-z0-9-]+\.vercel\.app`.
    ///
    /// ### Caddy, Envoy, Traefik
    ///
    /// `exact` matchers in place of `suffix`.
    ///
    /// ### Express and other Node servers
    ///
    /// No `/\.vercel\.app$/` and no `/^https:\/\/my-shop-.*\.vercel\.app$/`: the provider's names may begin as one likes.
    ///
    /// ### Python
    ///
    /// Whole origins in place of `CORS_ALLOWED_ORIGIN_REGEXES`.
    ///
    /// ### Java and Spring, .NET, Go, Rust
    ///
    /// Lists in place of patterns with `*` before a provider's domain.
    ///
    /// ## Found
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz.github.io
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://qwertz.github.io
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// A host on which anybody publishes, and a pattern that names begin with:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://s.codepen.io
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://s.codepen.io
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://shop-qwertz.vercel.app
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://shop-qwertz.vercel.app
    /// < Access-Control-Allow-Credentials: true
    /// ```
    ///
    /// ## Clean
    ///
    /// A tenant of the organisation's own:
    ///
    /// ```http
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://shop-front.vercel.app
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// < Access-Control-Allow-Origin: https://shop-front.vercel.app
    /// < Access-Control-Allow-Credentials: true
    ///
    /// > GET /account HTTP/1.1
    /// > Host: api.shop.example
    /// > Origin: https://qwertz.vercel.app
    /// > Cookie: session=1
    ///
    /// < HTTP/1.1 200 OK
    /// ```
    "shared-host-trusted", "anybody's tenant of a hosting provider is trusted";
    section: Section::Trust,
    severity: Severity::High,
    confidence: Confidence::High,
    cwe: &[346, 942],
    asvs: &["3.4.2"],
    implied_by: &["reflect-any"],
    wants: wants,
    judge: judge,
}

/// The domains below which anybody gets a name.
const PROVIDERS: [&str; 10] = [
    "github.io",
    "vercel.app",
    "netlify.app",
    "herokuapp.com",
    "pages.dev",
    "web.app",
    "gitlab.io",
    "s3.amazonaws.com",
    "azurewebsites.net",
    "cloudfront.net",
];

/// The hosts on which anybody publishes scripts.
const PENS: [&str; 4] = ["cdpn.io", "s.codepen.io", "jsfiddle.net", "fiddle.jshell.net"];

fn candidates(evidence: &Evidence) -> Vec<String> {
    let (names, target) = (&evidence.names, &evidence.target);
    let mut origins: Vec<String> =
        PROVIDERS.iter().map(|provider| format!("https://{}.{provider}", names.label)).collect();
    origins.extend(PENS.iter().map(|pen| format!("https://{pen}")));
    // Previews have names that begin with the project's; so has whatever is trusted for its beginning or for a part of it.
    let is_by_name = evidence.first_hit(substring_match::candidates(evidence)).is_some()
        || evidence.first_hit(prefix_match::glued(evidence)).is_some();
    if !is_by_name && let Some(name) = Base::parse(&target.origin()).as_ref().and_then(Base::name) {
        origins.push(format!("https://{name}-{}.vercel.app", names.label));
    }
    for base in evidence.trusted_bases() {
        let (Some(name), Some(suffix)) = (base.name(), base.suffix()) else { continue };
        // The target's own provider, or a trusted tenant's, is known by its public suffix.
        if is_by_name {
            continue;
        }
        if PROVIDERS.contains(&suffix) {
            origins.push(format!("https://{name}-{}.{suffix}", names.label));
        } else if is_under_private_suffix(&base.host) {
            origins.push(format!("https://{}.{suffix}", names.label));
        }
    }
    let mut seen: Vec<String> = Vec::new();
    origins.retain(|origin| {
        // The target's own neighbours may well be these hosts.
        let is_new = !seen.contains(origin) && *origin != target.origin();
        seen.push(origin.clone());
        is_new
    });
    origins
}

/// Whether every tenant of the target's own provider is trusted: then its subdomains are for that.
pub(super) fn includes_neighbours(evidence: &Evidence) -> bool {
    let target = &evidence.target;
    let suffix = match &target.domain {
        Some(domain) => domain.split_once('.').map_or("", |(_, suffix)| suffix),
        None => target.host.as_str(),
    };
    let tenant = format!("https://{}.{suffix}", evidence.names.label);
    candidates(evidence).contains(&tenant) && evidence.trusts(&tenant)
}

fn wants(evidence: &Evidence) -> Vec<Want> {
    evidence.once_baseline_is_known(|| Want::origins(candidates(evidence), 0))
}

fn judge(evidence: &Evidence) -> Option<Finding> {
    let hit = evidence.first_hit(candidates(evidence))?;
    Some(evidence.finding(
        "shared-host-trusted",
        Obtainable::ByAnybody,
        &hit,
        format!("`{}` is trusted, and anybody can publish on such a host.", hit.origin),
        "a host on which anybody publishes, echoed",
    ))
}
