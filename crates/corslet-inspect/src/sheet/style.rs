//! The colours, each with one meaning; nothing is said by colour alone.

use anstyle::{AnsiColor, Style};

/// What stands above.
pub const HEADING: Style = Style::new().bold();
/// It is well.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// It is not.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// It is not known, or half of each.
pub const UNSURE: Style = AnsiColor::Yellow.on_default().bold();
/// What something is called.
pub const NAME: Style = AnsiColor::Cyan.on_default();
/// What can be passed over.
pub const FAINT: Style = Style::new().dimmed();
