//! What tells the faults apart that would all trust an origin which was granted.

use corslet::words::is_under_private_suffix;

use crate::audit::base::is_loopback;
use crate::audit::{Base, Evidence, Probe, SessionUse, Trust};

/// A question, and the id that its answer decides.
type Question = (Probe, &'static str);

impl Evidence {
    /// The questions that name the root cause of what was granted so far; none when nothing odd was.
    pub(in crate::audit) fn apart(&self) -> Vec<Question> {
        if self.trusts_anybody() {
            return self.is_the_session_worth_it().into_iter().collect();
        }
        // Whether it is anybody is asked first: then nothing else matters.
        let mut questions: Vec<Question> = self.unknown(self.apart_by_shape(), "reflect-any").collect();
        if questions.is_empty() {
            questions.extend(self.unknown(self.apart_by_name(), "substring-match"));
            questions.extend(self.unknown(self.apart_by_end(), "suffix-match"));
            questions.extend(self.unknown(self.apart_by_open_end(), "tld-wildcard"));
        }
        if self.trusted_origins().any(|origin| self.is_made_up(origin)) {
            questions.extend(self.is_the_session_worth_it());
        }
        questions
    }

    fn unknown(&self, origins: Vec<String>, id: &'static str) -> impl Iterator<Item = Question> {
        origins.into_iter().map(Probe::from).filter(|probe| !self.knows(probe)).map(move |probe| (probe, id))
    }

    /// Whether an answer differs each time, where it seems to differ by the session.
    fn is_the_session_worth_it(&self) -> Option<Question> {
        let without = Probe::plain().session(SessionUse::None);
        let (_, with) = self.response(&Probe::plain())?;
        let (_, bare) = self.response(&without)?;
        let again = without.again();
        let seems = with.status() == bare.status() && with.body != bare.body;
        (seems && !self.knows(&again)).then_some((again, "reflect-any"))
    }

    /// Of a granted group: is it the beginning, the middle, the open end, or the odd character?
    fn apart_by_name(&self) -> Vec<String> {
        let first = &self.names.first;
        let odd = |base: &Base, odd: char| base.plain(&format!("{}{odd}.{first}", base.host));
        let mut origins = Vec::new();
        // A port stands behind an odd character too.
        let has_port = |base: &Base| {
            let origin = format!("{}:{}", base.plain(&base.host), self.names.port(0));
            !base.host.starts_with('[') && self.trusts(&origin)
        };
        origins.extend(self.trusted_bases().iter().filter(|base| has_port(base)).map(|base| odd(base, '_')));
        let groups: Vec<Base> = ['-', '_']
            .into_iter()
            .flat_map(|odd| self.groups(odd))
            .filter(|group| self.trusts(&group.origin))
            .map(|group| group.base)
            .collect();
        // What holds for one name need not be asked of the next, nor the beginning where the middle is enough.
        for base in &groups {
            let middle = self.in_the_middle(&base.host);
            match self.trust(&middle) {
                Trust::Anonymous | Trust::Credentialed => {
                    origins.push(self.in_the_middle(base.domain.as_deref().unwrap_or(&base.host)));
                    return origins;
                }
                Trust::Refused => {
                    let ways = self.without_its_end(base);
                    let is_found = ways.iter().any(|origin| self.trusts(origin));
                    let is_open = ways.iter().any(|origin| self.trust(origin) == Trust::Unknown);
                    origins.extend(ways);
                    if is_found || is_open {
                        return origins;
                    }
                }
                Trust::Unknown => {
                    origins.push(middle);
                    return origins;
                }
            }
        }
        origins.extend(groups.iter().take(1).flat_map(|base| ['_', '-'].map(|one| odd(base, one))));
        origins
    }

    /// A name in the middle of a stranger's.
    fn in_the_middle(&self, name: &str) -> String {
        self.target.origin_on(&format!("{}-{name}.{}", self.names.label, self.names.first))
    }

    /// A name at the beginning of a stranger's, whole and without its own end.
    fn without_its_end(&self, base: &Base) -> Vec<String> {
        let first = &self.names.first;
        let mut ways = vec![base.plain(&format!("{}.{first}", base.host))];
        ways.extend(base.without_suffix().map(|name| base.plain(&format!("{name}.{first}"))));
        ways
    }

    /// Of a trusted origin without its end: is it any end at all?
    fn apart_by_open_end(&self) -> Vec<String> {
        let is_short = |front: &str| self.trusted_origins().any(|one| one != front && front.starts_with(one));
        let [one, other, ..] = self.names.unlikely_suffixes();
        let mut origins = Vec::new();
        let shortened = self.allowed().into_iter().filter(|front| is_short(front));
        for base in shortened.filter_map(|front| Base::parse(&front)) {
            let Some(name) = base.without_suffix() else { continue };
            let elsewhere = base.plain(&format!("{name}.{one}"));
            if self.trusts(&elsewhere) {
                origins.push(base.plain(&format!("{name}.{other}")));
            }
            origins.push(elsewhere);
        }
        origins
    }

    /// Of a look-alike, of a name below and of another scheme: is it the end alone?
    fn apart_by_end(&self) -> Vec<String> {
        let label = &self.names.label;
        let likely = self.front_ends();
        let odd: Vec<Base> = self
            .trusted_origins()
            .filter(|origin| !likely.iter().any(|one| one == origin))
            .filter_map(Base::parse)
            .filter(|odd| odd.port.is_none())
            .collect();
        let mut origins = Vec::new();
        for base in self.bases().iter().filter(|base| !base.is_address()) {
            if !odd.iter().any(|odd| odd.host.ends_with(&base.host)) {
                continue;
            }
            let glued = base.on(&format!("{label}{}", base.host));
            // Names with that end may be tenants beside it.
            let suffix = base.suffix().filter(|_| is_under_private_suffix(&base.host));
            origins.extend(suffix.map(|suffix| format!("https://{label}.{suffix}")));
            match self.trust(&glued) {
                // Where a letter is wanted before the domain, it is not its end.
                Trust::Anonymous | Trust::Credentialed => origins.push(base.on(&base.host)),
                // A hyphen ends a word as a dot does.
                Trust::Refused if self.trusts(&base.on(&format!("{label}.{}", base.host))) => {
                    origins.push(base.on(&format!("{label}-{}", base.host)));
                }
                Trust::Refused => {}
                Trust::Unknown => origins.push(glued),
            }
        }
        origins
    }

    /// Of anything that nobody would have listed: is it anybody of that shape?
    fn apart_by_shape(&self) -> Vec<String> {
        if self.trusts(&self.stranger()) {
            return vec![self.other_stranger()];
        }
        let likely = self.front_ends();
        let parsed = |origins: Vec<&str>| origins.into_iter().filter_map(Base::parse).collect::<Vec<Base>>();
        let is_odd = |origin: &&str| !likely.iter().any(|one| one == origin);
        let odd = parsed(self.trusted_origins().filter(is_odd).collect());
        // Nobody is trusted for a shape who has it and is refused.
        let refused = parsed(self.refused_origins().collect());
        let mut origins = Vec::new();
        for pair in self.strangers().into_iter().chain(self.shapes()) {
            if self.trusts(&pair.first) {
                origins.push(pair.second);
            } else if let Some(shape) = Base::parse(&pair.first) {
                let is_there = |bases: &[Base]| bases.iter().any(|base| is_of_shape(base, &shape));
                if is_there(&odd) && !is_there(&refused) {
                    origins.push(pair.first);
                }
            }
        }
        origins
    }
}

/// Whether whoever trusts anybody of the second's shape would trust the first for it: by a port, by the scheme, or by as many
/// labels, of which two are few enough to be told by their end.
fn is_of_shape(base: &Base, shape: &Base) -> bool {
    if base.port.is_some() || shape.port.is_some() {
        return base.port.is_some() && shape.port.is_some();
    }
    let labels = |base: &Base| {
        if base.is_address() || is_loopback(&base.host) { 2 } else { base.host.split('.').count() }
    };
    let is_as_deep = labels(base) == labels(shape);
    match labels(shape) {
        _ if base.scheme != shape.scheme => false,
        2 => base.scheme != "https" || is_as_deep && base.suffix() == shape.suffix(),
        _ => is_as_deep,
    }
}
