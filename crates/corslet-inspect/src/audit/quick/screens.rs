//! The questions of a quick audit, those first that clear the most.

use crate::audit::{Evidence, Probe, Want};

/// A rule's id, and what the rule wants to know.
pub(in crate::audit) type Wanted = (&'static str, Vec<Want>);

/// A question of a quick audit.
pub(in crate::audit) struct Screen {
    /// The question.
    pub(in crate::audit) probe: Probe,
    /// The ids of the faults by which it would be granted.
    pub(in crate::audit) ids: Vec<&'static str>,
    /// How many questions it may take to tell which of them it is.
    pub(in crate::audit) apart: usize,
}

impl Screen {
    /// A group of names, which it takes the beginning, the middle and the open end to tell apart.
    fn by_name(origin: String, ids: &[&'static str]) -> Screen {
        Screen { probe: Probe::from(origin), ids: ids.to_vec(), apart: 4 }
    }
}

/// A name with a letter for a dot, and a name with the same end.
const LOOK_ALIKE: &str = "regex-unescaped-dot";
const END: &str = "suffix-match";

/// What a comparison of a trusted name gets wrong.
const BY_NAME: [&str; 4] = ["prefix-match", "substring-match", "tld-wildcard", "special-char-host"];

/// Where in the order the preflight of a trusted page stands.
const BEFORE_PAGE: usize = 4;

/// How far into a rule's questions a quick audit goes, and how many it may take to tell a hit apart: what is commonest first.
/// An id stands here again where a little more of it comes after something else.
const ORDER: [(&str, usize, usize); 21] = [
    ("regex-unescaped-dot", 1, 3),
    ("subdomain-any", 2, 3),
    ("http-trusted", 2, 2),
    ("localhost-trusted", 1, 2),
    ("preflight-reflect", 2, 1),
    ("shared-host-trusted", 2, 1),
    ("any-port", 1, 2),
    ("localhost-trusted", 2, 2),
    ("ext-scheme-trusted", 1, 0),
    ("private-net-trusted", 1, 2),
    ("jsonp", 1, 2),
    ("reverse-substring", 1, 2),
    ("tld-wildcard", 1, 2),
    ("shared-host-trusted", 3, 1),
    ("localhost-trusted", 3, 2),
    ("private-net-trusted", 2, 2),
    ("ext-scheme-trusted", 2, 0),
    ("regex-unescaped-dot", 2, 3),
    ("private-network-allow", 1, 0),
    ("shared-host-trusted", 8, 1),
    ("localhost-trusted", 8, 2),
];

impl Evidence {
    /// The questions that a quick audit would still ask, the most telling first, of what each rule wants.
    pub(in crate::audit) fn screens(&self, wanted: &[Wanted]) -> Vec<Screen> {
        // Who is trusted shows in good answers, and there may be none.
        let is_answered = self.actual().any(|(_, _, response)| response.is_ok());
        let is_open = is_answered && !self.trusts_anybody();
        let baseline = self.baseline_wants();
        let is_own = |want: &&Want| !baseline.contains(want) && !self.is_cleared(&want.probe);
        let of_rule = |id: &str, most: usize| -> Vec<Probe> {
            let wants = wanted.iter().filter(|(own, _)| *own == id).flat_map(|(_, wants)| wants);
            wants.filter(is_own).take(most).map(|want| want.probe.clone()).collect()
        };
        let mut screens = Vec::new();
        if is_open {
            screens.extend(self.groups('-').into_iter().map(|group| Screen::by_name(group.origin, &BY_NAME)));
        }
        for (index, (id, most, apart)) in ORDER.into_iter().enumerate() {
            if index == BEFORE_PAGE {
                screens.extend(self.page_screen());
            }
            let is_worth_it = match id {
                "preflight-reflect" => true,
                // Without a session that changes the answer, a script says no more than anybody can ask for.
                "jsonp" => self.session_matters() != Some(false) && self.settings.session.is_ambient(),
                _ => is_answered,
            };
            if !is_worth_it {
                continue;
            }
            let mut probes = of_rule(id, most);
            let mut ids = vec![id];
            if id == LOOK_ALIKE {
                // A look-alike has the end of the name that it looks like.
                ids.push(END);
                if probes.is_empty() {
                    probes = of_rule(END, most);
                }
            }
            screens.extend(probes.into_iter().map(|probe| Screen { probe, ids: ids.clone(), apart }));
        }
        if is_open {
            let odd = self.groups('_').into_iter();
            screens.extend(odd.map(|group| Screen::by_name(group.origin, &["special-char-host"])));
        }
        screens.retain(|screen| !self.knows(&screen.probe));
        screens
    }

    /// What a preflight says to a page that is meant to ask: it decides many of the lesser faults at once.
    fn page_screen(&self) -> Option<Screen> {
        let probe = Probe::preflight(self.trusted_page()?, "GET");
        Some(Screen { probe, ids: vec!["preflight-status"], apart: 1 })
    }

    /// Whether a group has cleared what this would ask: a name that goes on below the stranger's domain.
    fn is_cleared(&self, probe: &Probe) -> bool {
        let ends = |origin: &String| origin.ends_with(&format!(".{}", self.names.first));
        probe.preflight.is_none() && probe.origin.as_ref().is_some_and(ends)
    }
}
