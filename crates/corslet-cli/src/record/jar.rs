//! The cookies of a case: those that the recorder's browser had already, and those that the case is about.

use std::time::Duration;

use corslet::Url;
use corslet::browser::cookies::{Client, Context, Cookie, Jar};
use corslet::browser::{Cookies, Profile};
use corslet::words::Origin;
use serde::{Deserialize, Serialize};

use super::page::Page;

/// What a case says of cookies.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct CookieFields {
    cookie: Option<OwnCookie>,
    #[serde(default)]
    setup: Vec<Visit>,
    probe: Option<Probe>,
    #[serde(default)]
    check: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct OwnCookie {
    name: String,
}

/// A first-party visit before the case.
#[derive(Debug, Deserialize)]
struct Visit {
    origin: String,
    set_cookie: Vec<String>,
}

/// A request of the page after the case.
#[derive(Debug, Deserialize)]
struct Probe {
    url: String,
}

/// A first-party visit after the case.
#[derive(Debug, Deserialize)]
struct Place {
    origin: String,
    path: String,
}

/// Whether the case's cookie was there on a first-party visit.
#[derive(Debug, Serialize)]
pub(crate) struct Checked {
    origin: String,
    path: String,
    stored: bool,
}

/// The recorder's browser as a case finds it.
pub(crate) struct CookieScene<'c> {
    fields: &'c CookieFields,
    jar: Jar,
}

/// When the cases are played: cookies that expire in 1970 have expired, and those of ten minutes have not.
const NOW: Duration = Duration::from_secs(1_800_000_000);

/// The hosts on which the recorder's browser had been before.
const HOSTS: [&str; 4] = ["app.one.test", "api.one.test", "api.two.test", "api.three.test"];

impl CookieFields {
    /// The cookies before the first request: the recorder's own and those of the case's visits.
    ///
    /// # Errors
    /// When an origin is none.
    pub(crate) fn scene(&self, id: &str, page: &Page, profile: &Profile) -> Result<CookieScene<'_>, String> {
        let mut scene = CookieScene { fields: self, jar: Jar::new() };
        scene.own_cookies(page, profile)?;
        for (index, visit) in self.setup.iter().enumerate() {
            let origin = Origin::parse(&visit.origin).map_err(|error| format!("setup: {error}"))?;
            let url = place("setup", &visit.origin, &format!("/c/{id}/s{index}"))?;
            for line in &visit.set_cookie {
                scene.store(line, &Client::top_level(origin.clone()), &url, profile);
            }
        }
        Ok(scene)
    }
}

impl CookieScene<'_> {
    /// `sess` and `hsess` were set on visits of each host; `psess` and `phsess` by requests of the page that asks.
    fn own_cookies(&mut self, page: &Page, profile: &Profile) -> Result<(), String> {
        const SECURE: &str = "Path=/; SameSite=None; Secure";
        for host in HOSTS {
            for (scheme, first_party, third_party, attributes) in
                [("https", "sess", "psess", SECURE), ("http", "hsess", "phsess", "Path=/")]
            {
                let text = format!("{scheme}://{host}");
                let url = place("host", &text, "/start")?;
                let own = Client::top_level(Origin::parse(&text).map_err(|error| error.to_string())?);
                self.store(&format!("{first_party}=1; {attributes}"), &own, &url, profile);
                // An https page cannot ask http: that would be mixed content.
                if scheme == "https" || page.origin.scheme() == Some("http") {
                    self.store(&format!("{third_party}=1; {attributes}"), &page.client(), &url, profile);
                }
            }
        }
        Ok(())
    }

    fn store(&mut self, line: &str, client: &Client, url: &Url, profile: &Profile) {
        let context = Context::new(client, url);
        let _ = self.jar.store(line.as_bytes(), &context, &profile.cookies, NOW, &mut ());
    }

    /// The cookies for a fetch.
    pub(crate) fn cookies(&mut self) -> Cookies<'_> {
        Cookies::new(&mut self.jar, NOW)
    }

    /// Whether this is the cookie that the case is about.
    pub(crate) fn is_own(&self, cookie: &Cookie) -> bool {
        self.fields.cookie.as_ref().is_some_and(|own| *own.name.as_bytes() == *cookie.name)
    }

    /// Whether the case is about a cookie.
    pub(crate) fn has_own(&self) -> bool {
        self.fields.cookie.is_some()
    }

    /// Whether the page's later request takes the case's cookie along.
    ///
    /// # Errors
    /// When its URL is none.
    pub(crate) fn probe(&mut self, page: &Page, profile: &Profile) -> Result<Option<bool>, String> {
        let Some(probe) = &self.fields.probe else { return Ok(None) };
        let url = Url::parse(&probe.url).map_err(|error| format!("probe: {error}"))?;
        Ok(Some(self.goes_along(&page.client(), &url, profile)))
    }

    /// Whether the case's cookie is there on later visits.
    ///
    /// # Errors
    /// When an origin is none.
    pub(crate) fn check(&mut self, profile: &Profile) -> Result<Vec<Checked>, String> {
        let mut checked = Vec::new();
        for Place { origin, path } in &self.fields.check {
            let client = Client::top_level(Origin::parse(origin).map_err(|error| format!("check: {error}"))?);
            let url = place("check", origin, path)?;
            let stored = self.goes_along(&client, &url, profile);
            checked.push(Checked { origin: origin.clone(), path: path.clone(), stored });
        }
        Ok(checked)
    }

    fn goes_along(&mut self, client: &Client, url: &Url, profile: &Profile) -> bool {
        let retrieval = self.jar.retrieve(&Context::new(client, url), &profile.cookies, NOW, &mut ());
        retrieval.sent.iter().any(|cookie| self.is_own(cookie))
    }
}

fn place(field: &str, origin: &str, path: &str) -> Result<Url, String> {
    format!("{origin}{path}").parse().map_err(|error| format!("{field}: {error}"))
}
