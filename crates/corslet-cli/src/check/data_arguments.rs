//! The five ways of curl to write data, in the order in which they were written.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches, Command, Error};

/// How a piece of data was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DataKind {
    /// `-d`: `@FILE` loses its line breaks.
    Ascii,
    /// `--data-raw`: no `@`.
    Raw,
    /// `--data-binary`: `@FILE` as it is.
    Binary,
    /// `--data-urlencode`
    UrlEncode,
    /// `--json`
    Json,
}

/// Every piece of data, in the order in which they were written: curl joins them in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Data(pub(crate) Vec<(DataKind, OsString)>);

/// The flags: kind, letter, name, and what it is.
const FLAGS: &[(DataKind, Option<char>, &str, &str)] = &[
    (
        DataKind::Ascii,
        Some('d'),
        "data",
        "The body; repeated ones are joined with `&`, and @FILE is read from a file without its line breaks",
    ),
    (DataKind::Raw, None, "data-raw", "The same, with no meaning in a leading `@`"),
    (DataKind::Binary, None, "data-binary", "The same, and a file is sent as it is"),
    (
        DataKind::UrlEncode,
        None,
        "data-urlencode",
        "The same, URL-encoded: CONTENT, NAME=CONTENT or NAME@FILE",
    ),
    (
        DataKind::Json,
        None,
        "json",
        "The body, with JSON's Content-Type and Accept; @FILE is read from a file",
    ),
];

impl DataKind {
    /// The flag, as a person writes it.
    pub(crate) fn flag(self) -> &'static str {
        match self {
            DataKind::Ascii => "-d",
            DataKind::Raw => "--data-raw",
            DataKind::Binary => "--data-binary",
            DataKind::UrlEncode => "--data-urlencode",
            DataKind::Json => "--json",
        }
    }
}

// By hand, because the order among different flags is lost to a derived field for each.
impl clap::Args for Data {
    fn augment_args(command: Command) -> Command {
        FLAGS.iter().fold(command, |command, (_, letter, name, help)| {
            let argument = Arg::new(*name)
                .long(*name)
                .value_name("DATA")
                .help(*help)
                .action(ArgAction::Append)
                .allow_hyphen_values(true)
                .value_parser(clap::value_parser!(OsString));
            command.arg(match letter {
                Some(letter) => argument.short(*letter),
                None => argument,
            })
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Data {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut placed: Vec<(usize, DataKind, OsString)> = Vec::new();
        for (kind, _, name, _) in FLAGS {
            let values = matches.get_many::<OsString>(name).into_iter().flatten();
            let indices = matches.indices_of(name).into_iter().flatten();
            placed.extend(indices.zip(values).map(|(index, value)| (index, *kind, value.clone())));
        }
        placed.sort_by_key(|(index, ..)| *index);
        Ok(Data(placed.into_iter().map(|(_, kind, value)| (kind, value)).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
