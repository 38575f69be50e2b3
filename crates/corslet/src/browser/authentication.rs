//! What `401` and `407` do: [HTTP-network-or-cache fetch](https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch), steps 14 and 15.

use super::credentials::{PROXY_STATUS_IS_TAKEN, USER_IS_PROMPTED};
use super::fetch::{Fetch, Tainting};
use super::profile::AuthenticationPrompt;
use super::{Destination, Mode};
use crate::verdict::{Failure, Kind, Observe, ResponseHead};

impl<O: Observe> Fetch<'_, O> {
    /// Step 14: whether the browser asks its user for a name and a password. The page waits meanwhile, and when the user
    /// declines, it gets the response as it is.
    pub(super) fn prompt(&mut self, head: &ResponseHead) {
        if head.status.code() != 401 {
            return;
        }
        let has_credentials = self.exchanges.last().is_some_and(|exchange| exchange.credentials);
        let is_navigation = self.request.mode == Mode::Navigate;
        let may_ask = match self.rules().authentication.prompt {
            AuthenticationPrompt::UnlessCors => self.hop.tainting != Tainting::Cors,
            AuthenticationPrompt::OwnOrigin => self.is_own_origin() || is_navigation,
            AuthenticationPrompt::UnlessThirdParty => {
                let is_foreign_image =
                    self.request.destination == Destination::Image && !self.is_own_origin();
                !is_foreign_image && !self.blocks_third_party()
            }
        };
        let has_challenge = has_password_challenge(head);
        let is_prompted = has_credentials && may_ask && has_challenge;
        self.observer.step(&USER_IS_PROMPTED, is_prompted, || {
            format!("credentials {has_credentials}, response tainting {:?}", self.hop.tainting)
        });
        self.is_prompted |= is_prompted;
    }

    /// Step 15: whether status `407` is the response; a failure is recorded.
    pub(super) fn proxy_status_is_taken(&mut self, head: &ResponseHead) -> bool {
        if head.status.code() != 407 {
            return true;
        }
        let is_taken = !self.rules().authentication.refuses_proxy_status;
        self.observer.step(&PROXY_STATUS_IS_TAKEN, is_taken, || "status 407".to_owned());
        if !is_taken {
            self.block(Kind::Actual, Failure::ProxyStatusIsRefused, &PROXY_STATUS_IS_TAKEN);
        }
        is_taken
    }
}

/// Whether `WWW-Authenticate` has a challenge that a name and a password answer.
fn has_password_challenge(head: &ResponseHead) -> bool {
    head.headers.get_all("www-authenticate").any(|value| {
        let scheme = value.as_bytes().trim_ascii().split(|byte| matches!(byte, b' ' | b',')).next();
        scheme.is_some_and(|scheme| {
            [&b"basic"[..], b"digest", b"ntlm", b"negotiate"]
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known))
        })
    })
}
