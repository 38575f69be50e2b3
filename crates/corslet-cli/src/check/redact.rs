//! What a check has to keep secret: what was written, and what came back.

use corslet_inspect::redact::Redactor;
pub(crate) use corslet_inspect::redact::is_secret;

use super::plan::Plan;
use super::recording::{Came, Recorded};

/// Learns every secret that was written or received.
pub(crate) fn learned(plan: &Plan, exchanges: &[Recorded]) -> Redactor {
    let mut redactor = Redactor::default();
    redactor.learn_url(&plan.url);
    for (name, value) in &plan.init.headers {
        redactor.learn_header(&String::from_utf8_lossy(name), &String::from_utf8_lossy(value));
    }
    for cookie in plan.stored.cookies.iter() {
        redactor.learn_secret(&cookie.value);
    }
    if let Some(login) = &plan.stored.login {
        redactor.learn_header("Authorization", &login.value());
        redactor.learn_secret(login.text.split_once(':').map_or("", |(_, password)| password));
    }
    for recorded in exchanges {
        redactor.learn_url(&recorded.exchange.url);
        if let Came::Head(head) = &recorded.came {
            redactor.learn_response(&recorded.exchange.url, head);
        }
    }
    redactor.ready()
}
