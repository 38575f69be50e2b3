//! What a server can get wrong, one file each.
//!
//! A new one: a file named by its id, which declares a [`Rule`](crate::audit::Rule) with the macro `rule!`, and two lines here.
//! The order is the catalogue's, and so the order of reports.

mod null_origin;
mod reflect_any;

use crate::audit::Rule;

/// Every rule.
pub static ALL: &[&Rule] = &[&reflect_any::RULE, &null_origin::RULE];
