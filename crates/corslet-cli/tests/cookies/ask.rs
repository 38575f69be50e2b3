//! One row asked by a browser or by `corslet check`: what the page got, and what the site saw come in.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use url::Url;

use super::rows::{APP, Row, Stored, rows, stored};
use super::site::{Arrival, Site};
use crate::live::browser::{Browser, text};
use crate::live::scratch::Scratch;

/// What became of a row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Account {
    /// `readable`, `opaque` or `blocked`, each time.
    pub(crate) outcomes: Vec<String>,
    pub(crate) arrivals: Vec<Arrival>,
}

/// The URL that an asker uses; by the case the site knows whose request it is.
fn url(row: &Row, case: &str) -> Result<String, String> {
    let with = |url: &str, to: Option<&str>| {
        let mut url = Url::parse(url).map_err(|error| format!("{url}: {error}"))?;
        url.query_pairs_mut().append_pair("case", case).extend_pairs(to.map(|to| ("to", to)));
        Ok::<_, String>(url.to_string())
    };
    let to = row.to.as_deref().map(|to| with(to, None)).transpose()?;
    with(&row.url, to.as_deref())
}

/// Has a browser visit the hosts, and then ask every row. `side` is its name at the site.
pub(crate) fn by_browser(side: &str, browser: &mut dyn Browser, site: &Site) -> Result<Vec<Account>, String> {
    let page = browser.open(APP, "https://nobody.two.test/")?;
    let stored = stored();
    for group in stored.chunk_by(|one, next| one.host == next.host) {
        let host = group.first().map(|stored| stored.host).unwrap_or_default();
        browser.visit(page, &format!("https://{host}/"))?;
        let lines: Vec<&str> = group.iter().map(|stored| &*stored.line).collect();
        // One after the other, since a browser sends them in the order of their making.
        let set = "for (const line of LINES) await fetch('/?set=' + encodeURIComponent(line));";
        browser.run(
            page,
            &format!("(async () => {{ {} }})()", set.replace("LINES", &json!(lines).to_string())),
        )?;
    }
    let (rows, mut outcomes) = (rows(), Vec::new());
    let case = |index: usize| format!("{side}-{index}");
    for group in rows.chunk_by(|one, next| one.page == next.page) {
        let page_url = group.first().map(|row| row.page).unwrap_or_default();
        browser.visit(page, page_url)?;
        let mut asked = Vec::new();
        for row in group {
            let init = json!({ "method": row.method, "mode": row.mode, "credentials": row.credentials });
            let case = case(outcomes.len() + asked.len());
            asked.push(json!([url(row, &case)?, init, row.times]));
        }
        let ask = "const outcomes = [];
            for (const [url, init, times] of ASKED) {
              const each = [];
              for (let time = 0; time < times; time += 1) {
                each.push(await fetch(url, init).then(
                  (response) => (response.type === 'opaque' ? 'opaque' : 'readable'), () => 'blocked'));
              }
              outcomes.push(each);
            }
            return outcomes;";
        let ask = ask.replace("ASKED", &json!(asked).to_string());
        let answer = browser.run(page, &format!("(async () => {{ {ask} }})()"))?;
        let each = answer.as_array().ok_or_else(|| format!("{page_url}: {answer}"))?;
        outcomes.extend(each.iter().map(|each| each.as_array().into_iter().flatten().map(text).collect()));
    }
    let accounts = outcomes.into_iter().enumerate();
    Ok(accounts
        .map(|(index, outcomes)| Account { outcomes, arrivals: site.arrivals(&case(index)) })
        .collect())
}

/// Has `corslet check` ask the rows as one browser.
pub(crate) struct Corslet<'a> {
    side: String,
    engine: &'static str,
    third_parties: Option<&'static str>,
    authority: &'a Path,
    site: &'a Site,
    stored: Vec<Stored>,
    files: Scratch,
}

impl<'a> Corslet<'a> {
    /// Its setting for third parties' cookies is the browser's own, where none is named.
    pub(crate) fn new(
        engine: &'static str,
        third_parties: Option<&'static str>,
        authority: &'a Path,
        site: &'a Site,
    ) -> Result<Self, String> {
        let side = format!("corslet-{engine}-{}", third_parties.unwrap_or_default());
        Ok(Corslet {
            side,
            engine,
            third_parties,
            authority,
            site,
            stored: stored(),
            files: Scratch::new("cookies")?,
        })
    }

    pub(crate) fn ask(&self, index: usize, row: &Row) -> Result<Account, String> {
        let case = format!("{}-{index}", self.side);
        let output = Command::new(env!("CARGO_BIN_EXE_corslet"))
            .args(["check", &url(row, &case)?, "--origin", row.page, "--engine", self.engine])
            .args(["--request", row.method, "--mode", row.mode, "--credentials", row.credentials])
            .args(self.third_parties.into_iter().flat_map(|setting| ["--third-party-cookies", setting]))
            .args(["--repeat", &row.times.to_string()])
            .args(["--send", "--format", "json", "--max-time", "20", "--proxy", "", "--cacert"])
            .arg(self.authority)
            .args(self.cookies(row)?)
            .output()
            .map_err(|error| format!("corslet: {error}"))?;
        let report: Value = serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("corslet: {error}: {}", String::from_utf8_lossy(&output.stderr)))?;
        let later = report["repeats"].as_array().into_iter().flatten();
        let times = std::iter::once(&report).chain(later);
        let outcomes = times.map(|time| text(&time["engines"][self.engine]["outcome"])).collect();
        Ok(Account { outcomes, arrivals: self.site.arrivals(&case) })
    }

    /// What the browser has for the hosts of a row: with their own flag those of the URL's host and its site, and in a
    /// jar those of the hosts that a redirect leads through.
    fn cookies(&self, row: &Row) -> Result<Vec<String>, String> {
        let host = row.url.split('/').nth(2).unwrap_or_default();
        // Those with the Domain of a whole site are of every host of it.
        let site = host.split_once('.').map_or("", |(_, site)| site);
        let is_shared = |line: &str| line.contains(&format!("Domain={site}"));
        let is_had = |stored: &&Stored| row.to.is_some() || stored.host == host || is_shared(&stored.line);
        let lines = self.stored.iter().filter(is_had);
        let lines = lines.map(|stored| format!("Set-Cookie: {}", stored.line));
        if row.to.is_none() {
            return Ok(lines.flat_map(|line| ["--cookie".to_owned(), line]).collect());
        }
        let jar = self.files.path().join("jar");
        let text: String = lines.filter(|line| line.contains("Domain=")).map(|line| line + "\n").collect();
        std::fs::write(&jar, text).map_err(|error| format!("{}: {error}", jar.display()))?;
        Ok(vec!["--cookie-jar".to_owned(), jar.display().to_string()])
    }
}
