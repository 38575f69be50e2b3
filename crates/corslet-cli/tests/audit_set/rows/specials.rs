//! Servers that read a host up to a character that they do not expect in one.

use crate::audit_set::server::Severity::{High, Medium};
use crate::audit_set::server::{Server, exposed};

/// Every character that some browser takes in a host, with the name that it gives to a server.
const CHARACTERS: &[(char, &str)] = &[
    ('_', "underscore"),
    ('-', "hyphen"),
    ('!', "exclamation"),
    ('$', "dollar"),
    ('&', "ampersand"),
    ('\'', "apostrophe"),
    ('(', "opening"),
    (')', "closing"),
    ('+', "plus"),
    (',', "comma"),
    (';', "semicolon"),
    ('=', "equals"),
    ('{', "brace"),
    ('}', "unbrace"),
    ('~', "tilde"),
    ('`', "backtick"),
    ('"', "quote"),
];

pub(crate) fn rows() -> Vec<Server> {
    let ids = &["special-char-host"];
    let mut rows: Vec<Server> = CHARACTERS
        .iter()
        .enumerate()
        .map(|(number, &(character, name))| {
            let host = format!("api.upto{name}.com");
            // Any resolver takes these two.
            let least = if matches!(character, '_' | '-') { High } else { Medium };
            exposed(&host, "its own host, up to one character", least, ids).trusting(move |it| {
                let cut = it.origin.strip_prefix("https://").and_then(|rest| rest.split_once(character));
                // Every other one takes its own host as it is, too.
                cut.is_some_and(|(host, _)| host == it.host) || (number % 2 == 1 && it.is("https://$H"))
            })
        })
        .collect();
    rows.push(
        exposed(
            "api.uptoanything.com",
            "its own host, up to what is no letter, digit, dot or colon",
            High,
            ids,
        )
        .trusting(|it| {
            let rest = it.origin.strip_prefix("https://").unwrap_or_default();
            let end =
                rest.find(|character: char| !(character.is_ascii_alphanumeric() || ".:".contains(character)));
            end.is_some_and(|end| &rest[..end] == it.host)
        }),
    );
    rows.push(
        exposed("api.uptofrontodd.com", "its front end, up to what no name has in it", Medium, ids).trusting(
            |it| {
                let rest = it.origin.strip_prefix("https://").unwrap_or_default();
                let is_named =
                    |character: char| character.is_ascii_alphanumeric() || ".:-_".contains(character);
                rest.find(|character| !is_named(character))
                    .is_some_and(|end| rest[..end].strip_prefix("app.") == Some(it.domain))
            },
        ),
    );
    rows.push(
        exposed("api.uptofront.com", "its front end, up to an underscore", High, ids)
            .trusting(|it| it.begins("https://app.$D_")),
    );
    rows
}
