//! What is asked before anything else: the plain answers, and who is likely to be trusted on purpose.

use super::{Base, Evidence, Place, Probe, SessionUse, Trust, Want};

/// The most origins that are learned from answers and asked for.
const MOST_LEARNED: usize = 2;

/// The most origins that the user names and that are asked for.
const MOST_TOLD: usize = 6;

/// Where the usual development servers listen: an API on the same machine is mostly for a page from there.
const DEVELOPMENT: [&str; 4] =
    ["http://localhost:3000", "http://localhost:5173", "http://localhost:8080", "http://localhost:4200"];

/// The most trusted origins from which others are made.
const MOST_BASES: usize = 5;

impl Evidence {
    /// The plain answers that say what a session is worth here.
    #[must_use]
    pub fn plain_wants(&self) -> Vec<Want> {
        let mut wants = vec![Want::quick(Probe::plain())];
        if self.settings.session.is_empty() {
            return wants;
        }
        let without = Probe::plain().session(SessionUse::None);
        wants.push(Want::quick(without.clone()));
        if let (Some((_, with)), Some((_, bare))) = (self.response(&Probe::plain()), self.response(&without))
            && with.status() == bare.status()
            && with.body != bare.body
        {
            wants.push(Want::full(without.again()));
        }
        wants
    }

    /// The questions that tell who is trusted on purpose.
    #[must_use]
    pub fn baseline_wants(&self) -> Vec<Want> {
        let mut wants = self.plain_wants();
        if self.target.url.path() != "/" {
            wants.push(Want::full(Probe::plain().at(Place::FrontPage).session(SessionUse::None)));
        }
        wants.extend(Want::origins(self.any_subdomain(), 1));
        for origin in self.front_ends() {
            let is_telling = origin == self.target.origin()
                || self.settings.trusted_origins.iter().take(2).any(|told| *told == origin)
                || DEVELOPMENT[..2].contains(&origin.as_str())
                || self
                    .target
                    .domain
                    .as_ref()
                    .is_some_and(|domain| origin == self.target.origin_on(&format!("app.{domain}")));
            let probe = Probe::from(origin);
            wants.push(if is_telling { Want::quick(probe) } else { Want::full(probe) });
        }
        wants
    }

    /// A subdomain that nobody can have guessed: whoever trusts it trusts the likely front ends for being subdomains, and
    /// nothing more is to be learned from them.
    fn any_subdomain(&self) -> Option<String> {
        let domain = self.target.domain.as_deref()?;
        Some(self.target.origin_on(&format!("{}.{domain}", self.names.label)))
    }

    /// Whether everything of the [baseline](Evidence::baseline_wants) that is asked at this depth was asked.
    #[must_use]
    pub fn knows_baseline(&self) -> bool {
        let depth = self.settings.depth;
        self.baseline_wants().iter().all(|want| want.depth > depth || self.knows(&want.probe))
    }

    /// The origins that are likely to be trusted on purpose: those that the user names, the target's own, the usual
    /// neighbours, and those that the target itself speaks of.
    #[must_use]
    pub fn front_ends(&self) -> Vec<String> {
        let target = &self.target;
        let mut origins: Vec<String> =
            self.settings.trusted_origins.iter().take(MOST_TOLD).cloned().collect();
        origins.push(target.origin());
        origins.push(target.origin_on(&target.host));
        if let Some(domain) = &target.domain {
            origins.push(target.origin_on(domain));
            for label in ["app", "www", "api"] {
                origins.push(target.origin_on(&format!("{label}.{domain}")));
            }
        }
        if target.is_on_loopback() {
            origins.extend(DEVELOPMENT.map(str::to_owned));
        }
        let mut learned: Vec<String> =
            self.spoken.iter().filter(|origin| !origins.contains(origin)).cloned().collect();
        // The target's own site first: it is the likelier front end.
        learned.sort_by_key(|origin| !self.is_own_site(origin));
        learned.truncate(MOST_LEARNED);
        origins.extend(learned);
        let mut seen: Vec<String> = Vec::new();
        origins.retain(|origin| {
            let is_new = !seen.contains(origin);
            seen.push(origin.clone());
            is_new
        });
        origins
    }

    /// Whether an origin is on the target's site, whatever its scheme.
    #[must_use]
    pub fn is_own_site(&self, origin: &str) -> bool {
        let Some(base) = Base::parse(origin) else { return false };
        base.host == self.target.host || base.domain.is_some() && base.domain == self.target.domain
    }

    /// Every origin that the target is known to trust.
    pub fn trusted_origins(&self) -> impl Iterator<Item = &str> {
        self.by_origin.keys().map(String::as_str).filter(|origin| self.trusts(origin))
    }

    /// The likely front ends that are in fact trusted, the target's own site first.
    #[must_use]
    pub fn allowed(&self) -> Vec<String> {
        let mut allowed: Vec<String> =
            self.front_ends().into_iter().filter(|origin| self.trusts(origin)).collect();
        allowed.sort_by_key(|origin| !self.is_own_site(origin));
        allowed
    }

    /// Those of the trusted front ends from which something can be learned: one list is compared in one way, so of the
    /// target's subdomains one is enough, and that for the domain too if any subdomain is trusted. The user's own machine is a
    /// front end only for what runs on it; for anybody else it is a fault of its own, and how it is compared, another.
    fn telling(&self) -> Vec<String> {
        let mut allowed = self.allowed();
        let target = &self.target;
        let trusts_any = self.any_subdomain().is_some_and(|origin| self.trusts(&origin));
        let is_asked_anyway = |origin: &str| {
            let host = Base::parse(origin).map(|base| base.host);
            !trusts_any && (host.as_ref() == Some(&target.host) || host.is_some() && host == target.domain)
        };
        let is_on_loopback = |origin: &String| Base::parse(origin).is_some_and(|base| base.is_on_loopback());
        allowed.retain(|origin| target.is_on_loopback() || !is_on_loopback(origin));
        let mut has_own = false;
        allowed.retain(|origin| {
            !self.is_own_site(origin) || is_asked_anyway(origin) || !std::mem::replace(&mut has_own, true)
        });
        allowed
    }

    /// The origins from which others are made: the target's host and its registrable domain, and whoever is trusted.
    #[must_use]
    pub fn bases(&self) -> Vec<Base> {
        let target = &self.target;
        let mut origins = vec![target.origin_on(&target.host)];
        origins.extend(target.domain.iter().map(|domain| target.origin_on(domain)));
        origins.extend(self.telling());
        let mut bases: Vec<Base> = Vec::new();
        for base in origins.iter().filter_map(|origin| Base::parse(origin)) {
            if !bases.iter().any(|known| known.host == base.host) {
                bases.push(base);
            }
        }
        bases.truncate(MOST_BASES);
        bases
    }

    /// The bases that may stand in a comparison. Whoever compares with a host, by its beginning, by its end, by a part of it or
    /// by a pattern, trusts that host itself: where it is refused and another front end is trusted, it is in none.
    #[must_use]
    pub fn compared_bases(&self) -> Vec<Base> {
        let has_front_end = !self.allowed().is_empty();
        let is_in =
            |base: &Base| !has_front_end || self.trust(&self.target.origin_on(&base.host)) != Trust::Refused;
        self.bases().into_iter().filter(is_in).collect()
    }

    /// The bases that are trusted; the target's own host when none is known to be.
    #[must_use]
    pub fn trusted_bases(&self) -> Vec<Base> {
        let mut bases: Vec<Base> = Vec::new();
        for base in self.telling().iter().filter_map(|origin| Base::parse(origin)) {
            if !bases.iter().any(|known| known.host == base.host) {
                bases.push(base);
            }
        }
        bases.truncate(3);
        if bases.is_empty() {
            bases.extend(Base::parse(&self.target.origin_on(&self.target.host)));
        }
        bases
    }

    /// What a rule about trust wants: the baseline, then its own questions, nothing once everybody is known to be trusted.
    #[must_use]
    pub fn once_baseline_is_known(&self, questions: impl FnOnce() -> Vec<Want>) -> Vec<Want> {
        if self.trusts_anybody() {
            return Vec::new();
        }
        if !self.knows_baseline() {
            return self.baseline_wants();
        }
        questions()
    }
}
