//! `corslet policy`: the server's policy file, checked, asked and begun.

mod check;
mod command;
mod init;
mod show;
mod source;

pub(crate) use command::Policy;
