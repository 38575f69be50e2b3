//! The sheet that reports are written on, as the environment and the terminal are.

use std::io::IsTerminal;

pub(crate) use corslet_inspect::sheet::{Look, Mark, Sheet};

/// How wide a report is where nobody says it.
const WIDTH: usize = 80;

/// Narrower than this, lines run over; wider, they are hard to read.
const BOUNDS: (usize, usize) = (40, 100);

/// As the environment and the terminal are; a file has 80 columns.
pub(crate) fn look_of_environment(is_ascii: bool, is_file: bool) -> Look {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = match is_file {
        true => None,
        false => said.or_else(|| found().filter(|_| std::io::stdout().is_terminal())),
    };
    Look {
        width: width.map_or(WIDTH, |width| width.clamp(BOUNDS.0, BOUNDS.1)),
        is_unicode: !is_ascii && (cfg!(windows) || is_utf8()),
    }
}

/// The first of these that is set says it: <https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html>.
fn is_utf8() -> bool {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set).unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}
