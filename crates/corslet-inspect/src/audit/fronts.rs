//! The pages that are meant to read the target: known ones, likely ones, and what preflights say to them.

use corslet::words::Origin;

use super::browser::granted;
use super::{Evidence, Probe, Want};
use crate::exchange::{Exchange, Response};

impl Evidence {
    /// The origin of a page that is trusted on purpose: a good answer names it, and it is none that was made up. None when
    /// strangers are trusted too, because then nothing tells purpose.
    #[must_use]
    pub fn trusted_page(&self) -> Option<String> {
        let said = &self.settings.trusted_origins;
        let rank = |origin: &str| match origin {
            _ if said.iter().any(|one| one == origin) => 0,
            _ if *origin == self.target.origin() => 1,
            _ if self.target.domain.as_deref().is_some_and(|domain| origin.ends_with(domain)) => 2,
            _ => 3,
        };
        let trusts_strangers = self.trusts_strangers();
        self.actual()
            .filter(|(_, _, response)| response.is_ok())
            .filter_map(|(_, exchange, response)| {
                let origin = exchange.request.origin()?;
                let is_on_purpose = said.iter().any(|one| one == origin)
                    || !(trusts_strangers || self.is_made_up(origin) || !is_tuple(origin));
                let is_named = granted(origin, &response.head).is_granted();
                // The user's own word counts for `*` too: those pages are meant to read it.
                (is_on_purpose && (is_named || rank(origin) == 0 && response.allows_any())).then_some(origin)
            })
            .min_by_key(|origin| rank(origin))
            .map(str::to_owned)
    }

    /// Whether an origin has a fresh name in it: nobody can have listed it.
    #[must_use]
    pub fn is_made_up(&self, origin: &str) -> bool {
        let names = &self.names;
        [&names.first, &names.second, &names.label, &names.inner]
            .iter()
            .any(|name| origin.contains(name.as_str()))
    }

    /// Whether it was asked from an origin that a well-meant page could have: a likely front end, or a plain stranger.
    #[must_use]
    pub fn is_plain_origin(&self, origin: &str) -> bool {
        origin == self.stranger()
            || origin == self.other_stranger()
            || self.front_ends().iter().any(|one| one == origin)
    }

    /// The preflights that let their page go on: a good status, and its origin is named, or `*`.
    pub fn granting_preflights(&self) -> impl Iterator<Item = (usize, &Exchange, &Response)> {
        self.preflights().filter(|(_, exchange, response)| {
            response.is_ok() && exchange.request.origin().is_some_and(|origin| response.allows(origin))
        })
    }

    /// The questions that find a trusted page: is a front end named?
    #[must_use]
    pub fn front_wants(&self) -> Vec<Want> {
        self.front_ends().iter().map(|front| Want::full(Probe::from(front))).collect()
    }

    /// The preflights that tell what is granted at all: those of the trusted page; of a stranger when `*` is for everybody.
    #[must_use]
    pub fn preflight_wants(&self) -> Vec<Want> {
        let mut wants = vec![Want::full(Probe::preflight(self.stranger(), "GET").asking_private_network())];
        wants.extend(self.trusted_page().map(|page| Want::full(Probe::preflight(page, "GET"))));
        wants
    }
}

/// Whether it is an origin that a page can have and that can be told from others: `null` is everybody's.
fn is_tuple(origin: &str) -> bool {
    Origin::parse(origin).is_ok_and(|origin| !origin.is_opaque())
}
