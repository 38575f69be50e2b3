//! The attacks: how CORS set-ups were exploited in the wild, then what stops it here.
//!
//! The attacker has a page, and gets the victim to open it. The victim's browser does the rest: it sends the requests that
//! the page asks for, with the victim's cookies, from the victim's network. All that stands between the page and the
//! answers is what the server says about the page's origin. So every attack is a way to be taken for an origin that may
//! read; or to make the server pay, crash or mix its answers up while it decides.
//!
//! Advisories fall into six classes.
//!
//! | class | advisories |
//! |---|---|
//! | [any origin, echoed with credentials](origins#any-origin-echoed-with-credentials) | CVE-2018-20744 (rs/cors), CVE-2024-25124 (Fiber), CVE-2023-49803 (@koa/cors), CVE-2026-54290 (hono), CVE-2018-8014 (Tomcat), CVE-2021-39185 (http4s), CVE-2017-8700 (ASP.NET Core), GHSA-972r-f3fv-whm3 (RESTEasy); in applications CVE-2025-34291 (Langflow), CVE-2026-44184, CVE-2022-26969 (Directus) |
//! | [matching that is not anchored](origins#matching-that-is-not-anchored) | GHSA-vhxv-fg4m-p2w8 (jub0bs/cors), GHSA-v84h-653v-4pq9 (jub0bs/fcors), CVE-2019-25211 (gin-contrib/cors), CVE-2026-37737 (sanic-cors), CVE-2017-11173 (rack-cors) |
//! | [the cost of a preflight](requests#the-cost-of-a-preflight) | CVE-2025-47908 (rs/cors; go-chi/cors has the same), CVE-2026-69207 (hono) |
//! | [`Vary` and caches](requests#vary-and-caches) | GHSA-q7jf-gf43-6x6p (hono), and most libraries without an advisory |
//! | [which route decides](requests#which-route-decides) | CVE-2024-6839, CVE-2024-6844 and CVE-2024-6866 (flask-cors), CVE-2019-18978 (rack-cors) |
//! | [what is let through, shared, logged](requests#what-is-let-through-shared-logged) | CVE-2023-35943 (Envoy), CVE-2020-5397 (Spring), CVE-2022-4147 (Quarkus), CVE-2024-6221 and CVE-2024-1681 (flask-cors), data races in rs/cors and jub0bs/cors |
//!
//! Beside them are the set-ups that no advisory names, because the library did as it was told: [`null`](origins#null),
//! [public suffixes or shared hosting](origins#public-suffixes-or-shared-hosting), [`http`
//! origins](origins#http-origins).
//!
//! Each section shows the attack first: a server answers as the library did, and the browser's half lets the attacker's page
//! read. Then the same is written as a policy.

pub mod origins;
pub mod requests;
