//! What a command line came apart into.

use super::Word;
use crate::input::problem::Problem;
use crate::input::remark::Remark;

/// The words of one command, and what is to be said about them.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) words: Vec<Word>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) remarks: Vec<Remark>,
}
