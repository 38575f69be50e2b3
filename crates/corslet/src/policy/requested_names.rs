//! Access-Control-Request-Headers against the headers that a route grants: bounded work, whatever is sent.

/// The request headers that a route grants.
#[derive(Debug)]
pub(super) struct Granted {
    /// Whether `"any"` is written.
    any: bool,
    /// The names in lower case, sorted.
    names: Box<[Box<str>]>,
    /// How many elements are looked at, empty and repeated ones included.
    elements: usize,
    /// How many names are looked at, repeated ones included.
    most_names: usize,
    /// How many bytes are looked at.
    bytes: usize,
}

/// Why the names are not all granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ungranted {
    /// The first name that the route does not grant: the line, and the bytes in it.
    Name { line: usize, start: usize, end: usize },
    /// More than any honest request could name.
    TooMany,
}

/// Empty and repeated elements beyond the names that are granted; browsers send none.
const SPARE_ELEMENTS: usize = 16;

/// Repeated names beyond those that are granted; an engine may repeat what a page sets twice.
const SPARE_NAMES: usize = 8;

/// Bytes beyond the names that are granted and their commas, for blanks; browsers send few.
const SPARE_BYTES: usize = 128;

/// Lines that are looked at; browsers send one, which a proxy may have split.
const MOST_LINES: usize = 8;

/// So many names are compared one by one, which is faster than to search.
const FEW: usize = 12;

/// How many names, and bytes of them, a request may have where any name is granted.
const ANY_ELEMENTS: usize = 128;
const ANY_BYTES: usize = 1024;

impl Granted {
    pub(super) fn new(any: bool, mut names: Vec<String>) -> Granted {
        for name in &mut names {
            name.make_ascii_lowercase();
        }
        names.sort();
        names.dedup();
        let written: usize = names.iter().map(|name| name.len() + 2).sum();
        Granted {
            any,
            most_names: if any { ANY_ELEMENTS } else { names.len() + SPARE_NAMES },
            elements: if any { ANY_ELEMENTS } else { names.len() + SPARE_ELEMENTS },
            bytes: if any { ANY_BYTES.max(written + SPARE_BYTES) } else { written + SPARE_BYTES },
            names: names.into_iter().map(Into::into).collect(),
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    pub(super) fn is_any(&self) -> bool {
        self.any
    }

    /// Whether all the names in these lines are granted: several lines, empty elements, any order and any case; a
    /// few more of each than any browser sends.
    pub(super) fn check<'a>(&self, lines: impl Iterator<Item = &'a [u8]>) -> Result<(), Ungranted> {
        let (mut elements, mut names, mut bytes) = (0, 0, 0);
        for (line, value) in lines.enumerate() {
            bytes += value.len() + 1;
            if bytes > self.bytes || line == MOST_LINES {
                // Nothing of this line is read, but an honest name at fault is still worth telling.
                return Err(Ungranted::TooMany);
            }
            if let Some(count) = self.as_browsers_write(value) {
                (elements, names) = (elements + count, names + count);
                if elements > self.elements || names > self.most_names {
                    return Err(Ungranted::TooMany);
                }
                continue;
            }
            let mut start = 0;
            for element in value.split(|&byte| byte == b',') {
                elements += 1;
                if elements > self.elements {
                    return Err(Ungranted::TooMany);
                }
                let name = element.trim_ascii_start();
                let at = start + element.len() - name.len();
                let name = name.trim_ascii_end();
                names += usize::from(!name.is_empty());
                if names > self.most_names {
                    return Err(Ungranted::TooMany);
                }
                if !name.is_empty() && !self.grants(name) {
                    return Err(Ungranted::Name { line, start: at, end: at + name.len() });
                }
                start += element.len() + 1;
            }
        }
        Ok(())
    }

    /// How many names, where the line is as browsers write it and all are granted: each once, in lower case, sorted,
    /// a comma between. One walk along the granted names tells.
    fn as_browsers_write(&self, line: &[u8]) -> Option<usize> {
        if self.names.len() > FEW {
            return None;
        }
        let mut granted = self.names.iter();
        let (mut rest, mut count) = (line, 0);
        loop {
            rest = granted.find_map(|name| match rest.strip_prefix(name.as_bytes())? {
                after @ ([] | [b',', ..]) => Some(after),
                _ => None,
            })?;
            count += 1;
            match rest {
                [] => return Some(count),
                [_, more @ ..] => rest = more,
            }
        }
    }

    fn grants(&self, name: &[u8]) -> bool {
        if self.any && !name.eq_ignore_ascii_case(b"authorization") {
            return crate::words::is_token(name);
        }
        if self.names.len() <= FEW {
            return self.names.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name));
        }
        let lower = |byte: &u8| byte.to_ascii_lowercase();
        self.names
            .binary_search_by(|known| known.as_bytes().iter().copied().cmp(name.iter().map(lower)))
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{Granted, Ungranted};

    fn check(granted: &Granted, lines: &[&str]) -> Result<(), Ungranted> {
        granted.check(lines.iter().map(|line| line.as_bytes()))
    }

    #[test]
    fn names_in_any_order_and_case_on_any_lines() {
        let granted = Granted::new(false, vec!["X-B".into(), "x-a".into(), "content-type".into()]);
        for lines in [
            &[][..],
            &[""],
            &["x-a"],
            &["x-b,x-a"],
            &["X-A , x-b\t,CONTENT-TYPE"],
            &["x-a,"],
            &[",,x-a,,x-b,"],
            &["x-a", "x-b"],
            &["x-a", "", "x-b, x-a"],
        ] {
            assert_eq!(check(&granted, lines), Ok(()), "{lines:?}");
        }
        let at = |line, start, end| Err(Ungranted::Name { line, start, end });
        assert_eq!(check(&granted, &["x-c"]), at(0, 0, 3));
        assert_eq!(check(&granted, &["x-a, x-c"]), at(0, 5, 8));
        assert_eq!(check(&granted, &["x-a", "x-b,\tauthorization , x-a"]), at(1, 5, 18));
        assert_eq!(check(&granted, &["x-a x-b"]), at(0, 0, 7));
        assert_eq!(check(&granted, &["*"]), at(0, 0, 1));
    }

    #[test]
    fn any_does_not_cover_authorization() {
        let any = Granted::new(true, vec![]);
        assert_eq!(check(&any, &["x-a,x-b,content-type"]), Ok(()));
        assert_eq!(check(&any, &["x-a,Authorization"]), Err(Ungranted::Name { line: 0, start: 4, end: 17 }));
        let both = Granted::new(true, vec!["Authorization".into()]);
        assert_eq!(check(&both, &["x-a,authorization"]), Ok(()));
    }

    #[test]
    fn hostile_lines_are_too_many() {
        let granted = Granted::new(false, vec!["a".into()]);
        let any = Granted::new(true, vec![]);
        let commas = ",".repeat(65536);
        let blanks = " ".repeat(65536);
        let same = "a,".repeat(10_000);
        let lines = vec!["a"; 1000];
        let several = ["a", "a", "", "a", "", "a", "a", "a"];
        for granted in [granted, any] {
            assert_eq!(check(&granted, &[&commas]), Err(Ungranted::TooMany));
            assert_eq!(check(&granted, &[&blanks]), Err(Ungranted::TooMany));
            assert_eq!(check(&granted, &[&same]), Err(Ungranted::TooMany));
            assert_eq!(check(&granted, &lines), Err(Ungranted::TooMany));
            assert_eq!(check(&granted, &several), Ok(()));
            assert_eq!(check(&granted, &[&several[..], &[""]].concat()), Err(Ungranted::TooMany));
        }
    }
}
