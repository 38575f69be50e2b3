//! Any bytes as a line of a case file: what can be read is played by every engine.
#![no_main]

#[path = "../../crates/corslet-cli/src/record/mod.rs"]
mod record;

use corslet::browser::Engine;

libfuzzer_sys::fuzz_target!(|line: &[u8]| {
    for engine in Engine::ALL {
        if let Ok(case) = serde_json::from_slice::<record::Case>(line) {
            let played = record::play(case, engine.profile());
            let _ = played.map(|played| serde_json::to_vec(&played));
        }
    }
});
