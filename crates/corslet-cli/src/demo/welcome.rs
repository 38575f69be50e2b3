//! Where the servers of `corslet demo --serve` are, and what to try with them.

use std::fmt::{self, Write};

use super::site::Site;
use crate::check::human::style::{FAINT, HEADING, NAME};

/// The greeting, coloured.
pub(crate) fn welcome(site: &Site) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = greeting(&mut out, site);
    out
}

fn greeting(out: &mut String, site: &Site) -> fmt::Result {
    writeln!(out, "{HEADING}The demo is up; Ctrl-C ends it.{HEADING:#}\n")?;
    writeln!(
        out,
        "  the page  {NAME}{}/{NAME:#}  {FAINT}open it, with the console beside it{FAINT:#}",
        site.app
    )?;
    writeln!(out, "  the API   {NAME}{}{NAME:#}", site.orders())?;
    writeln!(out, "  its twin  {NAME}{}{NAME:#}  {FAINT}broken on purpose{FAINT:#}\n", site.broken_orders())?;
    what_to_try(out, Some(site))
}

/// Commands to try; without a site, those of the usual one.
pub(super) fn what_to_try(out: &mut dyn Write, site: Option<&Site>) -> fmt::Result {
    writeln!(out, "{HEADING}What to try next{HEADING:#}")?;
    let usual = Site { app: "http://app.localhost:8480".into(), api: "http://api.localhost:8481".into() };
    if site.is_none() {
        writeln!(out, "  {FAINT}# in another terminal: a page and an API for the commands below{FAINT:#}")?;
        writeln!(out, "  corslet demo --serve")?;
    }
    let site = site.unwrap_or(&usual);
    let (app, orders, broken) = (&site.app, site.orders(), site.broken_orders());
    writeln!(out, "  {FAINT}# allowed: the API grants this origin{FAINT:#}")?;
    writeln!(out, "  corslet check {orders} \\\n      --origin {app}")?;
    writeln!(out, "  {FAINT}# blocked: it grants no other{FAINT:#}")?;
    writeln!(out, "  corslet check {orders} \\\n      --origin http://evil.example")?;
    writeln!(out, "  {FAINT}# the request of the demo, really sent{FAINT:#}")?;
    let request = "-X DELETE -H 'Authorization: Bearer demo' --credentials include";
    writeln!(out, "  corslet check {orders} --send \\\n      --origin {app} \\\n      {request}")?;
    writeln!(out, "  {FAINT}# what the twin gives away, and to whom{FAINT:#}")?;
    writeln!(out, "  corslet audit {broken} -b session=1")?;
    writeln!(out, "  {FAINT}# the demo's request against the twin, for programs{FAINT:#}")?;
    writeln!(out, "  corslet check {broken} --format json \\\n      --origin {app} \\\n      {request}")
}
