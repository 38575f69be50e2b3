//! One way to ask: at which address, over which HTTP.

use std::fmt;
use std::net::IpAddr;

use crate::check::plan::Plan;
use crate::transport::{Every, Resolve, Version};

/// What is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Compare {
    /// Every address of the host.
    pub(crate) addresses: bool,
    /// HTTP/1.1 and HTTP/2.
    pub(crate) versions: bool,
}

impl Compare {
    /// Whether there is anything to compare.
    pub(crate) fn is_wanted(self) -> bool {
        self.addresses || self.versions
    }
}

/// One way to ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) address: Option<IpAddr>,
    pub(crate) version: Option<Version>,
}

impl Way {
    /// The version's name.
    pub(crate) fn http(self) -> Option<&'static str> {
        match self.version? {
            Version::Http1 => Some("HTTP/1.1"),
            Version::Http2 => Some("HTTP/2"),
            Version::Any => None,
        }
    }

    /// The plan that asks in this way.
    pub(super) fn plan(self, plan: &Plan, every: Option<&Every>) -> Plan {
        let mut plan = Plan { way: Some(self), ..plan.clone() };
        if let (Some(address), Some(every)) = (self.address, every) {
            // The last one counts.
            plan.network.resolve.push(Resolve {
                host: Some(every.host.clone()),
                port: every.port,
                addresses: vec![address],
            });
            plan.network_words.push(format!(
                "--resolve {}:{}:{}",
                every.host,
                every.port,
                self.shown_address()
            ));
        }
        if let Some(version) = self.version {
            plan.network.version = version;
            plan.network_words.retain(|word| word != "--http1.1" && word != "--http2");
            plan.network_words
                .push(if version == Version::Http1 { "--http1.1" } else { "--http2" }.to_owned());
        }
        plan
    }

    fn shown_address(self) -> String {
        match self.address {
            Some(IpAddr::V6(address)) => format!("[{address}]"),
            Some(IpAddr::V4(address)) => address.to_string(),
            None => String::new(),
        }
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = [self.address.map(|_| self.shown_address()), self.http().map(str::to_owned)]
            .into_iter()
            .flatten()
            .collect();
        f.write_str(&parts.join(" "))
    }
}
