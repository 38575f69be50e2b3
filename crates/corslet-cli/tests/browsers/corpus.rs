//! The corpora in `cases/browsers/`: cases, recorded verdicts, and what `corslet replay` makes of them.
#![allow(dead_code, reason = "each test takes its part")]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;

use serde_json::Value;

pub(crate) type Played = BTreeMap<String, Value>;

/// A browser as it was set up for a recording, and how the program plays it.
pub(crate) struct Setup {
    /// The name in the verdicts' file.
    pub(crate) name: &'static str,
    pub(crate) engine: &'static str,
    arguments: &'static [&'static str],
}

const fn installed(name: &'static str, engine: &'static str) -> Setup {
    Setup { name, engine, arguments: &[] }
}

/// The browsers of the cases about CORS.
pub(crate) static BROWSERS: [Setup; 3] =
    [installed("chromium", "chromium"), installed("firefox", "firefox"), installed("webkit", "webkit")];

/// The browsers of the cases about all else that travels.
pub(crate) static SETUPS: [Setup; 4] = [
    installed("chromium", "chromium"),
    Setup { name: "chromium-tpc-allow", engine: "chromium", arguments: &["--third-party-cookies", "allow"] },
    installed("firefox", "firefox"),
    installed("webkit-zone", "webkit"),
];

/// Cases with the verdicts of all browsers.
pub(crate) struct Corpus {
    name: &'static str,
    file: PathBuf,
    setups: &'static [Setup],
    cases: Vec<Value>,
    verdicts: BTreeMap<&'static str, Played>,
    played: Mutex<BTreeMap<String, Played>>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../cases/browsers")
}

fn read_lines(file: &PathBuf) -> Vec<Value> {
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice())
        .read_to_string(&mut text)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a line is a JSON object")).collect()
}

fn by_id(lines: Vec<Value>) -> Played {
    lines.into_iter().map(|line| (line["id"].as_str().expect("a line has an id").to_owned(), line)).collect()
}

impl Corpus {
    pub(crate) fn read(name: &'static str, setups: &'static [Setup]) -> Self {
        let file = folder().join(format!("{name}.cases.jsonl.gz"));
        let verdicts = setups
            .iter()
            .map(|Setup { name: setup, .. }| {
                (*setup, by_id(read_lines(&folder().join(format!("{name}.verdicts.{setup}.jsonl.gz")))))
            })
            .collect();
        let cases = read_lines(&file);
        assert!(cases.len() > 1_000, "{name}: {} cases", cases.len());
        Corpus { name, file, setups, cases, verdicts, played: Mutex::default() }
    }

    pub(crate) fn setups(&self) -> &'static [Setup] {
        self.setups
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn cases(&self) -> &[Value] {
        &self.cases
    }

    pub(crate) fn case(&self, id: &str) -> Option<&Value> {
        self.cases.iter().find(|case| case["id"] == id)
    }

    pub(crate) fn verdict(&self, setup: &str, id: &str) -> &Value {
        self.verdicts[setup].get(id).unwrap_or_else(|| panic!("{setup} has no recorded verdict for {id}"))
    }

    /// What the program says, without some deviations.
    pub(crate) fn play(&self, setup: &Setup, without: &[&String]) -> Played {
        let key = format!("{} {without:?}", setup.name);
        let mut cache = self.played.lock().expect("no test panics while it plays");
        cache.entry(key).or_insert_with(|| self.replay(setup, without)).clone()
    }

    fn replay(&self, setup: &Setup, without: &[&String]) -> Played {
        let mut command = Command::new(env!("CARGO_BIN_EXE_corslet"));
        command.arg("replay").arg(&self.file).args(["--engine", setup.engine]).args(setup.arguments);
        for name in without {
            command.args(["--without", name]);
        }
        let output = command.output().expect("corslet runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("verdicts are UTF-8");
        by_id(text.lines().map(|line| serde_json::from_str(line).expect("a verdict is JSON")).collect())
    }
}

/// The half of the corpus that a case belongs to. The rules were derived from the even half alone; the odd half was
/// measured before it was looked at.
pub(crate) fn half(id: &str) -> &'static str {
    if crc32(id.as_bytes()).is_multiple_of(2) { "even half" } else { "odd half" }
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// The names of an engine's deviations, in the order of its tables, as the program lists them when it is asked for one that there is not.
pub(crate) fn deviations(engine: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_corslet"))
        .args(["replay", "-", "--engine", engine, "--without", "no-such-deviation"])
        .output()
        .expect("corslet runs");
    let error = String::from_utf8(output.stderr).expect("an error is UTF-8");
    let (_, names) = error.trim().split_once("it has: ").expect("the error lists the names");
    names.split(", ").map(str::to_owned).collect()
}

/// The disagreements that are understood and stay.
pub(crate) struct Known {
    entries: Vec<Entry>,
}

#[derive(serde::Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) engine: String,
    pub(crate) part: String,
    pub(crate) reason: String,
}

#[derive(serde::Deserialize)]
struct File {
    #[serde(default)]
    case: Vec<Entry>,
}

impl Known {
    pub(crate) fn read() -> Self {
        let file = folder().join("known.toml");
        let text =
            std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let File { case } =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        Known { entries: case }
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn covers(&self, id: &str, engine: &str, part: &str) -> bool {
        self.entries.iter().any(|entry| entry.id == id && entry.engine == engine && entry.part == part)
    }
}
