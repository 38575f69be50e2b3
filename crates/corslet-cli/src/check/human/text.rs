//! Lines of a given width, from text that may come from a hostile server: as every report has them.

pub(super) use corslet_inspect::text::{LONGEST, cut, shown};
