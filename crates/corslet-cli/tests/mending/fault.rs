//! The faults that are mended: what the page asks, and what it gets when the fault is gone.

/// A fault of a server.
pub(crate) struct Fault {
    /// The number of its diagnosis.
    pub(crate) number: &'static str,
    pub(crate) method: &'static str,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) credentials: bool,
    /// A header that the page wants to read.
    pub(crate) reads: Option<&'static str>,
}

const fn get(number: &'static str) -> Fault {
    Fault { number, method: "GET", headers: &[], credentials: false, reads: None }
}

/// Every fault.
pub(crate) const FAULTS: &[Fault] = &[
    get("D01"),
    get("D02"),
    Fault { headers: &[("authorization", "Bearer x")], ..get("D04") },
    Fault { method: "PUT", ..get("D05") },
    Fault { credentials: true, ..get("D12") },
    Fault { headers: &[("x-tenant", "7")], ..get("D16") },
    get("D21"),
    get("D23"),
    Fault { headers: &[("x-tenant", "7")], ..get("D28") },
    Fault { reads: Some("X-Total-Count"), ..get("D34") },
];
