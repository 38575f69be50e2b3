//! The [embedder policy](https://html.spec.whatwg.org/#embedder-policy): what a page demands of what it embeds.

use super::Mode;
use super::fetch::Fetch;
use crate::verdict::{Failure, Kind, Observe, ResponseHead, steps};
use crate::words::HeaderList;

steps! {
    /// The step of checking a navigation response's adherence to its embedder policy.
    EMBEDDER_POLICY, "check a navigation response's adherence to its embedder policy", "https://html.spec.whatwg.org/#check-a-navigation-response's-adherence-to-its-embedder-policy";
    "3" FRAME_HAS_EMBEDDER_POLICY "the page demands no embedder policy of its frames, or the frame's response has require-corp or credentialless"
}

/// An [embedder policy value](https://html.spec.whatwg.org/#embedder-policy-value).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EmbedderPolicy {
    /// `unsafe-none`: anything may be embedded.
    #[default]
    UnsafeNone,
    /// `require-corp`: `no-cors` responses of other origins must opt in.
    RequireCorp,
    /// `credentialless`: `no-cors` requests to other origins go without credentials.
    Credentialless,
}

impl EmbedderPolicy {
    /// The standard's keyword.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            EmbedderPolicy::UnsafeNone => "unsafe-none",
            EmbedderPolicy::RequireCorp => "require-corp",
            EmbedderPolicy::Credentialless => "credentialless",
        }
    }

    /// The policy of `Cross-Origin-Embedder-Policy`, a structured field whose item is a token; anything else is
    /// `unsafe-none`.
    #[must_use]
    pub fn obtain(headers: &HeaderList) -> EmbedderPolicy {
        // Parameters, such as `report-to`, follow the token after a `;`.
        let value = headers.get("cross-origin-embedder-policy").unwrap_or_default();
        let token = value.split(|&byte| byte == b';').next().unwrap_or_default();
        match token.trim_ascii() {
            b"require-corp" => EmbedderPolicy::RequireCorp,
            b"credentialless" => EmbedderPolicy::Credentialless,
            _ => EmbedderPolicy::UnsafeNone,
        }
    }
}

impl<O: Observe> Fetch<'_, O> {
    /// The page's embedder policy, as far as this browser knows it.
    pub(super) fn embedder_policy(&self) -> EmbedderPolicy {
        match self.request.policies.embedder_policy {
            EmbedderPolicy::Credentialless if self.rules().credentialless_is_unknown => {
                EmbedderPolicy::UnsafeNone
            }
            policy => policy,
        }
    }

    /// [Cross-Origin-Embedder-Policy allows credentials](https://fetch.spec.whatwg.org/#cross-origin-embedder-policy-allows-credentials).
    pub(super) fn embedder_policy_allows_credentials(&self) -> bool {
        self.request.mode != Mode::NoCors
            || self.embedder_policy() != EmbedderPolicy::Credentialless
            || self.is_own_origin() && !self.hop.tainted
    }

    /// Whether a frame's response may be shown in the page; a failure is recorded.
    pub(super) fn frame_adheres(&mut self, head: &ResponseHead) -> bool {
        let demanded = self.embedder_policy();
        let own = EmbedderPolicy::obtain(&head.headers);
        let adheres = demanded == EmbedderPolicy::UnsafeNone || own != EmbedderPolicy::UnsafeNone;
        self.observer.step(&FRAME_HAS_EMBEDDER_POLICY, adheres, || {
            format!("the page's {}, the frame's {}", demanded.as_str(), own.as_str())
        });
        if !adheres {
            let demanded = demanded.as_str();
            self.block(
                Kind::Actual,
                Failure::EmbedderPolicyIsMissing { demanded },
                &FRAME_HAS_EMBEDDER_POLICY,
            );
        }
        adheres
    }
}
