//! How long a preflight's answer is kept, found out by asking again.

use std::time::Duration;

use corslet::browser::{Engine, PreflightCache};

use super::experiment::{Experiment, PAGE};

/// How many seconds the answer with this `Access-Control-Max-Age` is used for; `None` when it is not kept at all.
pub(super) fn seconds(engine: Engine, value: &[u8]) -> Option<u64> {
    let experiment = Experiment {
        page: PAGE,
        method: "PUT",
        asks: "",
        includes: false,
        name: "Access-Control-Max-Age",
        value,
    };
    let mut cache = PreflightCache::new();
    experiment.run(engine, Duration::ZERO, &mut cache);
    let again = experiment.run(engine, Duration::ZERO, &mut cache)?;
    again.cache_hits.first().map(|hit| hit.seconds_left).filter(|seconds| *seconds > 0)
}
