//! The Markdown of a rule's documentation as HTML: paragraphs, lists, headings, code; anything else is text.

use super::escape::text;

/// The HTML of a documentation's section.
pub(super) fn html(markdown: &str) -> String {
    let mut out = String::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut items: Vec<String> = Vec::new();
    let mut code: Option<Vec<&str>> = None;
    for line in markdown.lines() {
        if let Some(lines) = &mut code {
            if line.trim_start().starts_with("```") {
                let shown: Vec<String> = lines.iter().map(|line| text(line)).collect();
                out.push_str(&format!("<pre>{}</pre>\n", shown.join("\n")));
                code = None;
            } else {
                lines.push(line);
            }
            continue;
        }
        let item = line.strip_prefix("- ");
        let is_fence = line.trim_start().starts_with("```");
        let heading = line.strip_prefix("### ").or_else(|| line.strip_prefix("#### "));
        let goes_on = line.starts_with("  ") && !items.is_empty() && !is_fence;
        if item.is_some()
            || is_fence
            || heading.is_some()
            || line.trim().is_empty()
            || !goes_on && !items.is_empty()
        {
            close_paragraph(&mut out, &mut paragraph);
            if item.is_none() {
                close_list(&mut out, &mut items);
            }
        }
        match (item, heading) {
            (Some(item), _) => items.push(item.to_owned()),
            (None, Some(heading)) => out.push_str(&format!("<h4>{}</h4>\n", inline(heading))),
            (None, None) if is_fence => code = Some(Vec::new()),
            (None, None) if goes_on => {
                if let Some(last) = items.last_mut() {
                    last.push(' ');
                    last.push_str(line.trim());
                }
            }
            (None, None) if line.trim().is_empty() => {}
            (None, None) => paragraph.push(line.trim()),
        }
    }
    close_paragraph(&mut out, &mut paragraph);
    close_list(&mut out, &mut items);
    if let Some(lines) = code {
        let shown: Vec<String> = lines.iter().map(|line| text(line)).collect();
        out.push_str(&format!("<pre>{}</pre>\n", shown.join("\n")));
    }
    out
}

fn close_paragraph(out: &mut String, paragraph: &mut Vec<&str>) {
    if !paragraph.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", inline(&paragraph.join(" "))));
        paragraph.clear();
    }
}

fn close_list(out: &mut String, items: &mut Vec<String>) {
    if !items.is_empty() {
        let items: String = items.drain(..).map(|item| format!("<li>{}</li>\n", inline(&item))).collect();
        out.push_str(&format!("<ul>\n{items}</ul>\n"));
    }
}

/// A sentence of a report: what stands between two backticks is code. Where they do not come in pairs, one is quoted from a
/// server, and all are left as they are.
pub(super) fn sentence(said: &str) -> String {
    let parts: Vec<&str> = said.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return text(said);
    }
    let write = |(index, part): (usize, &&str)| match index % 2 == 1 {
        true => format!("<code>{}</code>", text(part)),
        false => text(part),
    };
    parts.iter().enumerate().map(write).collect()
}

/// Text with its code, its stresses and its links, of which only the words are kept.
fn inline(markdown: &str) -> String {
    let mut out = String::new();
    for (index, part) in markdown.split('`').enumerate() {
        let is_code = index % 2 == 1;
        match is_code {
            true => out.push_str(&format!("<code>{}</code>", text(part))),
            false => out.push_str(&text(&without_links(part))),
        }
    }
    stressed(&out)
}

/// `[words](target)` as its words.
fn without_links(part: &str) -> String {
    let mut out = String::new();
    let mut rest = part;
    while let Some((before, from)) = rest.split_once('[') {
        match from.split_once("](").and_then(|(words, after)| Some((words, after.split_once(')')?.1))) {
            Some((words, after)) => {
                out.push_str(before);
                out.push_str(words);
                rest = after;
            }
            None => {
                out.push_str(before);
                out.push('[');
                rest = from;
            }
        }
    }
    out + rest
}

/// `**words**` and `*words*`, where they come in pairs.
fn stressed(html: &str) -> String {
    let mut out = String::new();
    let parts: Vec<&str> = html.split("**").collect();
    for (index, part) in parts.iter().enumerate() {
        match index % 2 == 1 && index + 1 < parts.len() {
            true => out.push_str(&format!("<strong>{part}</strong>")),
            false if index > 0 && index % 2 == 1 => out.push_str(&format!("**{part}")),
            false => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_documentation_uses_is_read() {
        let markdown = "One `a<b`\ntwo **three** [four](https://x.example).\n\n- item\n  goes on\n- next\n\n### nginx\n\n```nginx\nadd <x>;\n```\nend";
        let wanted = "<p>One <code>a&lt;b</code> two <strong>three</strong> four.</p>\n<ul>\n<li>item goes on</li>\n<li>next</li>\n\
                      </ul>\n<h4>nginx</h4>\n<pre>add &lt;x&gt;;</pre>\n<p>end</p>\n";
        assert_eq!(html(markdown), wanted);
    }

    #[test]
    fn a_sentence_has_its_code_and_quotes_what_it_likes() {
        assert_eq!(sentence("`null` is <trusted>"), "<code>null</code> is &lt;trusted&gt;");
        assert_eq!(sentence("it said **a`<b>**"), "it said **a&#96;&lt;b&gt;**");
        assert_eq!(sentence("``"), "<code></code>");
    }

    #[test]
    fn nothing_in_it_is_html() {
        for hostile in [
            "<script>",
            "`<b>`",
            "```\n<i>\n",
            "- <li>",
            "### <h1>",
            "[<a>](<b>)",
            "**<s>**",
            "[",
            "](",
            "`",
            "**",
        ] {
            let out = html(hostile) + &sentence(hostile);
            for tag in ["<script", "<b>", "<i>", "<li><", "<h1", "<a>", "<s>"] {
                assert!(!out.contains(tag), "{hostile}: {out}");
            }
        }
    }
}
