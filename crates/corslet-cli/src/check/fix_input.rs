//! Which layers the fix is written for.

use corslet_inspect::fixes::{LAYERS, Layer};

use super::problem::Problem;

/// Which layers the fix is written for.
#[derive(Clone, Debug, Default)]
pub(crate) enum Fixes {
    /// The one that seems to answer.
    #[default]
    Guessed,
    /// These.
    Named(Vec<&'static Layer>),
}

/// Reads `--fix`: layers between commas, or `all`.
pub(super) fn read(words: &[String], problems: &mut Vec<Problem>) -> Fixes {
    if words.is_empty() {
        return Fixes::Guessed;
    }
    let mut named: Vec<&'static Layer> = Vec::new();
    for word in words {
        let wanted = word.to_ascii_lowercase();
        let fits = |layer: &&&'static Layer| {
            wanted == "all" || layer.id == wanted || layer.name.eq_ignore_ascii_case(&wanted)
        };
        let found: Vec<&'static Layer> = LAYERS.iter().filter(fits).copied().collect();
        if found.is_empty() {
            let all: Vec<&str> = LAYERS.iter().map(|layer| layer.id).collect();
            let what = format!("write one of: all, {}", all.join(", "));
            problems.push(Problem::new("--fix", word.as_str(), what));
        }
        named.extend(found);
    }
    Fixes::Named(named)
}
