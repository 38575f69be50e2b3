//! The pages of a [sitemap](https://www.sitemaps.org/protocol.html), read as it streams by.

use std::io::BufRead;

use corslet::Url;

use super::stream::Bad;
use crate::audit::target::Found;
use crate::check::Problem;

/// The longest piece between two angle brackets.
const LONGEST: usize = 64 * 1024;

const ARGUMENT: &str = "--sitemap";

/// The targets of a sitemap; `named` is its file.
pub(super) fn of(
    reader: Box<dyn BufRead + Send>,
    named: String,
) -> Box<dyn Iterator<Item = Result<Found, Bad>> + Send> {
    Box::new(Pages { reader, named, has_root: false, is_over: false })
}

struct Pages {
    reader: Box<dyn BufRead + Send>,
    named: String,
    has_root: bool,
    is_over: bool,
}

impl Pages {
    /// The bytes up to `end`, which is left out; nothing at the end of the file.
    fn until(&mut self, end: u8) -> Result<Option<String>, String> {
        let mut piece = Vec::new();
        loop {
            let buffer =
                self.reader.fill_buf().map_err(|error| format!("the file cannot be read: {error}"))?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let found = buffer.iter().position(|byte| *byte == end);
            let taken = found.unwrap_or(buffer.len());
            piece.extend_from_slice(&buffer[..taken]);
            self.reader.consume(taken + usize::from(found.is_some()));
            if found.is_some() {
                return Ok(Some(String::from_utf8_lossy(&piece).into_owned()));
            }
            if piece.len() > LONGEST {
                return Err("this is no sitemap: write an XML file with <urlset> and <loc>".to_owned());
            }
        }
    }

    /// The next page's URL, as it stands there.
    fn next_loc(&mut self) -> Result<Option<String>, String> {
        loop {
            if self.until(b'<')?.is_none() {
                return Ok(None);
            }
            let Some(tag) = self.until(b'>')? else { return Ok(None) };
            match tag.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default() {
                "sitemapindex" => {
                    return Err("this is an index of sitemaps: give the sitemaps that it names".to_owned());
                }
                "urlset" => self.has_root = true,
                "loc" if self.has_root => return self.loc().map(Some),
                _ => {}
            }
        }
    }

    fn loc(&mut self) -> Result<String, String> {
        let text = self.until(b'<')?.unwrap_or_default();
        if !text.trim().is_empty() {
            return Ok(unescaped(text.trim()));
        }
        let inner = self.until(b'>')?.unwrap_or_default();
        let inner = inner.strip_prefix("![CDATA[").and_then(|inner| inner.strip_suffix("]]"));
        Ok(inner.unwrap_or_default().trim().to_owned())
    }
}

impl Iterator for Pages {
    type Item = Result<Found, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let bad = |named: &str, what: String| Some(Err(Problem::new(ARGUMENT, named, what)));
        match self.next_loc() {
            Ok(Some(text)) => match Url::parse(&text) {
                Ok(url) if matches!(url.scheme(), "http" | "https") => Some(Ok(Found::learned(url))),
                _ => bad(&self.named, format!("`{text}` is no http or https URL: <loc> holds a whole one")),
            },
            Ok(None) => {
                self.is_over = true;
                if self.has_root {
                    return None;
                }
                bad(&self.named, "this is no sitemap: write an XML file with <urlset> and <loc>".to_owned())
            }
            Err(what) => {
                self.is_over = true;
                bad(&self.named, what)
            }
        }
    }
}

/// The five entities of XML, which are all that a URL needs.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn shown(text: &'static str) -> Vec<String> {
        of(Box::new(Cursor::new(text)), "map.xml".into())
            .map(|one| match one {
                Ok(found) => found.url.to_string(),
                Err(problem) => problem.what,
            })
            .collect()
    }

    #[test]
    fn pages_are_found() {
        let text = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\
                    <url><loc> https://a.test/?x=1&amp;y=2 </loc><image:loc>https://img.test/</image:loc></url>\
                    <url><loc><![CDATA[https://a.test/b]]></loc></url><url><loc>/c</loc></url></urlset>";
        let all = shown(text);
        assert_eq!(all[..2], ["https://a.test/?x=1&y=2", "https://a.test/b"]);
        assert!(all[2].contains("`/c` is no"), "{all:?}");
        assert_eq!(all.len(), 3);
    }

    #[test]
    fn what_is_no_sitemap_is_said() {
        assert!(shown("<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>")[0].contains("index"));
        assert!(shown("hello")[0].contains("no sitemap"));
        assert!(shown("<html><loc>https://a.test/</loc>")[0].contains("no sitemap"));
    }
}
