//! The HTTP client: one exchange on one connection, its head kept as it came and its phases timed.
//!
//! Nothing here knows about CORS: redirects are not followed, bodies are not read, and every failure says in which
//! phase it happened and what to do about it.

mod address;
mod client;
mod connect;
mod failure;
mod head;
mod http;
mod metadata;
mod phases;
mod tap;
mod tls;

pub(crate) use client::{Client, Outgoing, Received, Reply};
pub(crate) use failure::TransportFailure;
pub(crate) use phases::Phases;
pub(crate) use tls::Trust;
