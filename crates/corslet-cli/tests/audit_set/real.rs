//! The real servers of the set: what each set-up of a framework or of a proxy has to be told.

use super::server::Severity::{High, Info, Low, Medium};
use super::server::{Server, correct, exposed, hygiene};

/// What frameworks say by default, which is true and is not what matters.
const DEFAULTS: &[&str] = &["acah-reflect", "acam-reflect", "methods-overbroad"];

/// Where no header is asked for, Falcon allows them all by a star.
const STARS: &[&str] = &["headers-overbroad", "wildcard-literal-credentials"];

/// Every set-up that is in `tests/servers/audited/`.
pub(crate) fn real() -> Vec<Server> {
    let mut rows = node();
    rows.extend(python());
    rows.extend(ruby());
    rows.extend(proxies());
    rows
}

fn node() -> Vec<Server> {
    vec![
        exposed("api.expressreflect.com", "Express: any origin, with credentials", High, &["reflect-any"])
            .allowed(DEFAULTS),
        exposed("api.expressdot.com", "Express: a dot that is any character", High, &["regex-unescaped-dot"])
            .allowed(DEFAULTS),
        exposed("api.expressnull.com", "Express: null is on the list", High, &["null-origin"])
            .allowed(DEFAULTS),
        exposed("api.expresslocal.com", "Express: the developer's machine", Low, &["localhost-trusted"])
            .allowed(DEFAULTS),
        hygiene(
            "api.expressstars.com",
            "Express: everybody, with credentials",
            &["wildcard-with-credentials"],
        )
        .allowed(DEFAULTS),
        correct("api.expressopen.com", "Express: everybody").allowed(DEFAULTS).allowed(&["wildcard-public"]),
        hygiene(
            "api.expressplain.com",
            "Express: a list, and whatever header is asked for",
            &["acah-reflect"],
        )
        .allowed(DEFAULTS),
        correct("api.expresslist.com", "Express: a list"),
        exposed("api.fastifyreflect.com", "Fastify: any origin, with credentials", High, &["reflect-any"]),
        exposed("api.fastifybegins.com", "Fastify: a pattern without an end", High, &["prefix-match"]),
        hygiene("api.fastifyleft.com", "Fastify: preflights that nobody takes", &["preflight-status"]),
        correct("api.fastifylist.com", "Fastify: a list"),
        exposed("api.koareflect.com", "Koa: the default, with credentials", High, &["reflect-any"])
            .allowed(DEFAULTS)
            .allowed(&["acao-invalid"]),
        exposed("api.koaends.com", "Koa: an end without its dot", High, &["suffix-match"]),
        correct("api.koalist.com", "Koa: a list"),
        exposed("api.hapireflect.com", "hapi: the default, with credentials", High, &["reflect-any"])
            .allowed(DEFAULTS),
        exposed("api.hapibelow.com", "hapi: everything below the domain", Medium, &["subdomain-any"])
            .allowed(DEFAULTS),
        exposed("api.hapibegins.com", "hapi: a star at the end", High, &["tld-wildcard"]).allowed(DEFAULTS),
        // Without an origin it names nobody; with one, it names that one.
        hygiene("api.hapiopen.com", "hapi: the default", &["reflect-any"]).at_most(Low).allowed(DEFAULTS),
        correct("api.hapistar.com", "hapi: everybody").allowed(DEFAULTS).allowed(&["wildcard-public"]),
        correct("api.hapilist.com", "hapi: a list").allowed(DEFAULTS),
        exposed("api.honoreflect.com", "Hono: a function that says yes", High, &["reflect-any"]),
        exposed("api.honobelow.com", "Hono: everything below the domain", Medium, &["subdomain-any"]),
        hygiene("api.honostars.com", "Hono: everybody, with credentials", &["wildcard-with-credentials"]),
        correct("api.honolist.com", "Hono: a list"),
    ]
}

fn python() -> Vec<Server> {
    vec![
        exposed("api.djangoreflect.com", "Django: all origins, with credentials", High, &["reflect-any"])
            .allowed(DEFAULTS),
        exposed("api.djangobegins.com", "Django: a pattern without an end", High, &["prefix-match"]),
        exposed("api.djangonull.com", "Django: null is on the list", High, &["null-origin"]),
        correct("api.djangolist.com", "Django: a list"),
        exposed("api.falconreflect.com", "Falcon: everybody, with credentials", High, &["reflect-any"])
            .allowed(DEFAULTS)
            .allowed(STARS),
        exposed("api.falconnull.com", "Falcon: null is on the list", High, &["null-origin"])
            .allowed(DEFAULTS)
            .allowed(STARS),
        hygiene(
            "api.falconnetwork.com",
            "Falcon: everybody, into the network too",
            &["private-network-allow"],
        )
        .allowed(DEFAULTS)
        .allowed(STARS)
        .allowed(&["wildcard-public"]),
        correct("api.falconopen.com", "Falcon: everybody")
            .allowed(DEFAULTS)
            .allowed(STARS)
            .allowed(&["wildcard-public"]),
        hygiene(
            "api.falconlist.com",
            "Falcon: a list; any header is allowed, and all of them where none is asked for",
            &["acah-reflect", "wildcard-literal-credentials"],
        )
        .allowed(DEFAULTS),
        exposed("api.flaskreflect.com", "Flask: the default, with credentials", High, &["reflect-any"])
            .allowed(DEFAULTS),
        exposed("api.flaskcontains.com", "Flask: a pattern without an end", High, &["substring-match"]),
        // What it says to everybody without an origin is `*`; with one, it is that one.
        hygiene("api.flaskopen.com", "Flask: the default", &["reflect-any"])
            .at_most(Low)
            .allowed(DEFAULTS)
            .allowed(&["wildcard-public"]),
        correct("api.flaskfront.com", "Flask: one front end"),
        hygiene("api.flaskcase.com", "Flask: a list, in letters of any case", &["lenient-compare"])
            .at_most(Info)
            .flags(&["--pedantic"]),
        exposed("api.starlettestars.com", "Starlette: everybody, with credentials", High, &["reflect-any"])
            .allowed(DEFAULTS)
            .allowed(&["wildcard-with-credentials"]),
        exposed(
            "api.starlettebelow.com",
            "Starlette: everything below the domain",
            Medium,
            &["subdomain-any"],
        ),
        correct("api.starletteopen.com", "Starlette: everybody").allowed(&["wildcard-public"]),
        correct("api.starlettelist.com", "Starlette: a list"),
    ]
}

fn ruby() -> Vec<Server> {
    vec![
        exposed("api.rackreflect.com", "rack-cors: a block that says yes", High, &["reflect-any"])
            .allowed(DEFAULTS),
        exposed("api.rackbegins.com", "rack-cors: a pattern without an end", High, &["prefix-match"]),
        exposed("api.rackcontains.com", "rack-cors: a pattern without an end", High, &["substring-match"]),
        exposed("api.rackdot.com", "rack-cors: a dot that is any character", High, &["regex-unescaped-dot"]),
        exposed("api.rackbelow.com", "rack-cors: everything below the domain", Medium, &["subdomain-any"]),
        exposed("api.rackhost.com", "rack-cors: a host over any scheme", Medium, &["http-trusted"]),
        exposed("api.racksandbox.com", "rack-cors: a pattern for null", High, &["null-origin"]),
        correct("api.racknull.com", "rack-cors: null is on the list, and is a host's name there"),
        hygiene("api.rackvary.com", "rack-cors: another name in the place of Origin", &["vary-missing"]),
        hygiene(
            "api.rackheaders.com",
            "rack-cors: a list, and whatever header is asked for",
            &["acah-reflect"],
        ),
        correct("api.rackopen.com", "rack-cors: everybody").allowed(&["wildcard-public"]),
        correct("api.racklist.com", "rack-cors: a list"),
    ]
}

fn proxies() -> Vec<Server> {
    vec![
        exposed("api.nginxreflect.com", "nginx: any origin, with credentials", High, &["reflect-any"]),
        exposed("api.nginxends.com", "nginx: an end without its dot", High, &["suffix-match"]),
        exposed("api.nginxdot.com", "nginx: a dot that is any character", High, &["regex-unescaped-dot"]),
        hygiene("api.nginxbare.com", "nginx: nothing of CORS on errors", &["error-no-cors"]),
        correct("api.nginxlist.com", "nginx: a list"),
        exposed("api.apachereflect.com", "Apache: any origin, with credentials", High, &["reflect-any"]),
        exposed("api.apachebegins.com", "Apache: what begins rightly", High, &["prefix-match"]),
        correct("api.apachematched.com", "Apache: a pattern without an end, and what it matches is answered"),
        exposed("api.apachedot.com", "Apache: a dot that is any character", High, &["regex-unescaped-dot"]),
        hygiene("api.apachecase.com", "Apache: a list, in letters of any case", &["lenient-compare"])
            .at_most(Info)
            .flags(&["--pedantic"]),
        hygiene(
            "api.apachebare.com",
            "Apache: nothing of CORS on errors, nor on preflights that it answers itself",
            &["error-no-cors", "preflight-actual-mismatch"],
        ),
        hygiene("api.apachetwice.com", "Apache: with `always` and without", &["acao-multiple"]),
        correct("api.apachelist.com", "Apache: a list"),
        exposed("api.caddyreflect.com", "Caddy: any origin, with credentials", High, &["reflect-any"]),
        exposed("api.caddybelow.com", "Caddy: everything below the domain", Medium, &["subdomain-any"]),
        correct("api.caddylist.com", "Caddy: a list"),
        exposed("api.haproxyreflect.com", "HAProxy: any origin, with credentials", High, &["reflect-any"]),
        exposed("api.haproxybegins.com", "HAProxy: what begins rightly", High, &["prefix-match"]),
        correct("api.haproxylist.com", "HAProxy: a list"),
    ]
}
