//! The manual: what CORS is, how a policy is written, the attacks seen in the wild, why each default is what it is.
//!
//! | chapter | the question it answers |
//! |---|---|
//! | [`conversation`] | What do the page, the browser and the server say to each other? |
//! | [`policies`] | How do I say whose pages may read what? |
#![cfg_attr(
    feature = "file",
    doc = "| [`policy_files`] | How do I say it in a file, and what is told when it is wrong? |"
)]
//! | [`attacks`] | How were CORS set-ups exploited, and why can that not happen here? |
//! | [`defaults`] | Why 204, why 403, why 600 seconds, why does every request reach my application? |
//! | [`cookies`] | Why was my cookie not sent? |
//! | [`testing`] | How do I test what a browser may read of my API? |
//!
//! # The examples
//!
//! Every example runs as a test, against the real browser's half and the real policy. `fetch(request, server)` is a
//! browser: it drives [`browser::Fetch`](crate::browser::Fetch) to its verdict and lets the function `server` answer what
//! is sent. `page(origin, url)` is a `GET` of a page, `answer([…])` a response with these headers, `by(&policy)` a server
//! that answers by a policy. They are a few lines each and not the point, so they are hidden: [`testing`] shows the loop, and
//! `src/manual/asking.txt` has them all.
//!
//! Nothing here is about one library or framework. The layer for axum, hyper, tonic and other tower services is the crate
//! `corslet-tower`; the program `corslet` reads the same policies.

pub mod attacks;
pub mod conversation;
pub mod cookies;
pub mod defaults;
pub mod policies;
#[cfg(feature = "file")]
pub mod policy_files;
pub mod testing;
