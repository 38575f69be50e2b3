//! What is done, in a file: a run that was interrupted goes on where it was.
//!
//! A target's document is kept before it is written, and marked once it is. So whenever the program is killed nothing is
//! lost, and no target is asked twice; in the worst case one document is written a second time.

use std::collections::HashSet;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

/// The version of the tables.
const VERSION: i64 = 1;

const TABLES: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS run (version INTEGER NOT NULL, settings INTEGER NOT NULL, seed BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS done (
        target INTEGER PRIMARY KEY,
        document TEXT NOT NULL,
        is_written INTEGER NOT NULL DEFAULT 0
    );
";

/// The file, opened.
pub(super) struct Store {
    connection: Connection,
    /// The seed of the run's names.
    pub(super) seed: [u8; 64],
}

impl Store {
    /// Opens the file, or begins it. `settings` tells runs apart that may not share one; `seed` is for a new one.
    ///
    /// # Errors
    /// Why it cannot be used, and what to write instead.
    pub(super) fn open(path: &Path, settings: u64, seed: [u8; 64]) -> Result<Store, String> {
        let shown = path.display();
        let unusable = |error: rusqlite::Error| {
            format!(
                "--resume {shown} cannot be used ({error}): name a new file, or one that an audit has begun"
            )
        };
        let connection = Connection::open(path).map_err(unusable)?;
        connection.execute_batch(TABLES).map_err(unusable)?;
        let settings = settings.cast_signed();
        let known: Option<(i64, i64, Vec<u8>)> = connection
            .query_row("SELECT version, settings, seed FROM run", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()
            .map_err(unusable)?;
        let seed = match known {
            None => {
                let row = params![VERSION, settings, seed.as_slice()];
                connection
                    .execute("INSERT INTO run (version, settings, seed) VALUES (?1, ?2, ?3)", row)
                    .map_err(unusable)?;
                seed
            }
            Some((VERSION, known, old)) if known == settings => old.try_into().unwrap_or(seed),
            Some((VERSION, ..)) => {
                return Err(format!(
                    "--resume {shown} belongs to an audit with other flags: repeat those, or name another file"
                ));
            }
            Some((other, ..)) => {
                return Err(format!(
                    "--resume {shown} was written by another version of corslet ({other}, and this is {VERSION}): name \
                     another file"
                ));
            }
        };
        Ok(Store { connection, seed })
    }

    /// What tells the targets apart that are done.
    pub(super) fn done(&self) -> Result<HashSet<u64>, String> {
        let mut statement = self.connection.prepare("SELECT target FROM done").map_err(broken)?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(broken)?;
        rows.map(|row| row.map(i64::cast_unsigned).map_err(broken)).collect()
    }

    /// Keeps a document.
    pub(super) fn keep(&self, target: u64, document: &str) -> Result<(), String> {
        self.connection
            .prepare("INSERT OR REPLACE INTO done (target, document) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute(params![target.cast_signed(), document]))
            .map(|_| ())
            .map_err(broken)
    }

    /// Remembers that a document is written.
    pub(super) fn mark_written(&self, target: u64) -> Result<(), String> {
        self.connection
            .prepare("UPDATE done SET is_written = 1 WHERE target = ?1")
            .and_then(|mut statement| statement.execute([target.cast_signed()]))
            .map(|_| ())
            .map_err(broken)
    }

    /// Hands out every document that is kept, and whether it is written already.
    pub(super) fn each(
        &self,
        mut take: impl FnMut(u64, String, bool) -> Result<(), String>,
    ) -> Result<(), String> {
        let mut statement = self
            .connection
            .prepare("SELECT target, document, is_written FROM done ORDER BY rowid")
            .map_err(broken)?;
        let mut rows = statement.query([]).map_err(broken)?;
        while let Some(row) = rows.next().map_err(broken)? {
            let target: i64 = row.get(0).map_err(broken)?;
            take(target.cast_unsigned(), row.get(1).map_err(broken)?, row.get(2).map_err(broken)?)?;
        }
        Ok(())
    }
}

fn broken(error: rusqlite::Error) -> String {
    format!("the file of --resume cannot be used any more: {error}")
}
