//! The checklist at the end of every report: what each deployment should be able to tick.

use super::document::{Item, TickedAs};
use super::grade::listed;
use super::{curl, secrets::Secrets};
use crate::audit::{Evidence, Finding, Probe, Report, Section, SessionUse, Trust};
use crate::audits;

/// What is looked at to answer an item.
struct Look<'r> {
    report: &'r Report,
    /// The findings that nobody has decided to live with.
    counted: &'r [&'r Finding],
}

/// An answer, and why.
type Answer = (TickedAs, String, Vec<&'static str>);

/// Answers every item.
pub(super) fn checklist(report: &Report, counted: &[&Finding], secrets: &Secrets) -> Vec<Item> {
    let look = Look { report, counted };
    let item = |item: &str, text: &str, (answer, why, ids): Answer| Item {
        item: item.to_owned(),
        text: text.to_owned(),
        answer,
        why,
        ids: ids.into_iter().map(str::to_owned).collect(),
        how: Vec::new(),
    };
    vec![
        item(
            "same-origin-policy",
            "The default is the same-origin policy: whoever is not named gets no CORS header.",
            look.default_is_no(),
        ),
        item("allow-list", "Who may read is on an explicit list, compared as a whole.", look.allow_list()),
        item(
            "methods-and-headers",
            "Only the methods and headers that are used are allowed.",
            look.methods_and_headers(),
        ),
        item(
            "credentials",
            "Credentials are allowed to specific origins only, and only where they are needed.",
            look.credentials(),
        ),
        item(
            "authentication",
            "The server checks who asks by itself: CORS is not authentication.",
            look.authentication(),
        ),
        look.yourself(secrets),
    ]
}

impl Look<'_> {
    fn evidence(&self) -> &Evidence {
        &self.report.evidence
    }

    /// Which of these were found, as themselves or as what follows.
    fn found(&self, ids: &[&'static str]) -> Vec<&'static str> {
        self.counted
            .iter()
            .filter(|finding| {
                ids.contains(&finding.id) || finding.implied.iter().any(|one| ids.contains(one))
            })
            .map(|finding| finding.id)
            .collect()
    }

    /// The findings about who is trusted; what only errors do is told apart.
    fn trusts_wrongly(&self) -> Vec<&'static str> {
        let is_trust = |id: &str| {
            audits::ALL
                .iter()
                .any(|rule| rule.id == id && rule.section == Section::Trust && id != "reflect-on-error")
        };
        self.counted.iter().filter(|finding| is_trust(finding.id)).map(|finding| finding.id).collect()
    }

    /// What the target grants to a stranger.
    fn stranger(&self) -> Trust {
        let evidence = self.evidence();
        evidence.trust(&evidence.stranger())
    }

    /// Whether any of the answers has a header.
    fn has(&self, name: &str, value: &[u8]) -> bool {
        let has = |(_, _, response): (usize, _, &crate::exchange::Response)| {
            response.head.headers.get(name).is_some_and(|one| *one == *value)
        };
        self.evidence().actual().any(has) || self.evidence().preflights().any(has)
    }

    fn default_is_no(&self) -> Answer {
        if self.stranger().is_granted() {
            let ids = self.trusts_wrongly();
            return (
                TickedAs::No,
                "An origin that nobody can have guessed is named in the answer.".to_owned(),
                ids,
            );
        }
        if self.has("access-control-allow-origin", b"*") {
            let ids = self.found(&["wildcard-public", "wildcard-with-credentials"]);
            return (
                TickedAs::No,
                "`*` opens the answer to every page; right for public data only.".to_owned(),
                ids,
            );
        }
        match self.stranger() {
            Trust::Unknown => {
                (TickedAs::NotKnown, "No good answer to a stranger's origin was seen.".to_owned(), vec![])
            }
            _ => (TickedAs::Yes, "A stranger's origin is not named in the answer.".to_owned(), vec![]),
        }
    }

    fn allow_list(&self) -> Answer {
        let ids = self.trusts_wrongly();
        if !ids.is_empty() {
            return (
                TickedAs::No,
                format!("More origins are let in than any list names: {}.", listed(&ids)),
                ids,
            );
        }
        if self.has("access-control-allow-origin", b"*") {
            let ids = self.found(&["wildcard-public", "wildcard-with-credentials"]);
            return (TickedAs::No, "`*` is no list.".to_owned(), ids);
        }
        let unasked = self
            .report
            .not_asked
            .iter()
            .any(|id| audits::ALL.iter().any(|rule| rule.id == *id && rule.section == Section::Trust));
        if self.stranger() == Trust::Unknown || unasked {
            let why = "Not every question about who is trusted was asked and answered.".to_owned();
            return (TickedAs::NotKnown, why, vec![]);
        }
        let granted = self.evidence().actual().any(|(_, exchange, _)| {
            exchange.request.origin().is_some_and(|origin| self.evidence().trust(origin).is_granted())
        });
        let why = if granted {
            "Somebody is let in, and nobody that no list names."
        } else {
            "None of the origins asked for is let in."
        };
        (TickedAs::Yes, why.to_owned(), vec![])
    }

    fn methods_and_headers(&self) -> Answer {
        let ids = self.found(&[
            "methods-overbroad",
            "headers-overbroad",
            "acam-reflect",
            "acah-reflect",
            "preflight-reflect",
        ]);
        if !ids.is_empty() {
            return (TickedAs::No, "The preflight allows more than a page can need.".to_owned(), ids);
        }
        if self.evidence().preflights().next().is_none() {
            return (TickedAs::NotKnown, "No preflight was answered.".to_owned(), vec![]);
        }
        (TickedAs::Yes, "The preflights allow no more than a page can need.".to_owned(), vec![])
    }

    fn credentials(&self) -> Answer {
        let mut ids = self.found(&["wildcard-with-credentials", "wildcard-literal-credentials"]);
        let allows = self.has("access-control-allow-credentials", b"true");
        if allows {
            ids.extend(self.trusts_wrongly());
        }
        if !ids.is_empty() {
            return (TickedAs::No, "Credentials are allowed to more than specific origins.".to_owned(), ids);
        }
        if self.stranger() == Trust::Unknown {
            return (
                TickedAs::NotKnown,
                "No good answer to a stranger's origin was seen.".to_owned(),
                vec![],
            );
        }
        let why = if allows {
            "Credentials are allowed, and to no origin that was not meant."
        } else {
            "No answer allows credentials."
        };
        (TickedAs::Yes, why.to_owned(), vec![])
    }

    fn authentication(&self) -> Answer {
        let ids = self.found(&["origin-as-access-control"]);
        if !ids.is_empty() {
            let why = "The server refuses by Origin, which everything but a browser can set.".to_owned();
            return (TickedAs::No, why, ids);
        }
        match self.evidence().session_matters() {
            Some(true) => {
                (TickedAs::Yes, "Without the session the answer is another one.".to_owned(), vec![])
            }
            Some(false) => {
                (TickedAs::NotKnown, "The answer is the same without the session given.".to_owned(), vec![])
            }
            None => {
                (TickedAs::NotKnown, "It takes a session to see that; give one with -b.".to_owned(), vec![])
            }
        }
    }

    fn yourself(&self, secrets: &Secrets) -> Item {
        let evidence = self.evidence();
        let stranger = evidence.stranger();
        let probes = [
            Probe::plain().session(SessionUse::None),
            Probe::plain(),
            Probe::from(&stranger),
            Probe::preflight(&stranger, "PUT"),
        ];
        let mut how: Vec<String> = Vec::new();
        for probe in &probes {
            if let Some((_, exchange)) = evidence.find(probe) {
                let line = curl::line(secrets, &exchange.request);
                if !how.contains(&line) {
                    how.push(line);
                }
            }
        }
        let (answer, why) = if how.is_empty() {
            (TickedAs::NotKnown, "Nothing was asked.")
        } else {
            (TickedAs::Yes, "Ask as a stranger's page would, and look for Access-Control-Allow-Origin.")
        };
        Item {
            item: "look-for-yourself".to_owned(),
            text: "Everybody can look for themselves.".to_owned(),
            answer,
            why: why.to_owned(),
            ids: Vec::new(),
            how,
        }
    }
}
