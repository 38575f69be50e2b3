//! The choices that browsers made, each beside the standard's own.

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub enum $name { $($(#[$variant_doc])* $variant),+ }
        )+
    };
}
pub(in crate::browser) use choices;

choices! {
    /// Whether `Access-Control-Allow-Headers: *` covers `Authorization`.
    AuthorizationWildcard {
        /// Never: it must be listed.
        Never,
        /// When a preflight is judged, not when the cache is asked.
        Preflight,
        /// Always.
        PreflightAndCache,
    }
    /// What an empty header line does to the lines beside it.
    EmptyLines {
        /// It is joined like any other.
        Kept,
        /// It is dropped.
        Dropped,
    }
    /// How `Access-Control-Expose-Headers` is read when it is not a list.
    ExposeList {
        /// One invalid element voids all of it.
        AllOrNothing,
        /// A `*` before the invalid element counts.
        UpToTheFirstInvalid,
    }
    /// Whose origin a preflight carries after a redirect.
    PreflightOrigin {
        /// The request's, `null` once tainted.
        AsTainted,
        /// The page's; and a preflight to the page's own origin is not checked.
        PageUnchecked,
    }
    /// What decides about a preflight after a redirect.
    PreflightAfterRedirect {
        /// This hop's method and headers.
        ThisHop,
        /// A preflight before, or unsafe names in the original request; asks for the names not stripped at this hop.
        OriginalWithoutStripped,
        /// A preflight before, or unsafe names in the original request; asks for all of these.
        Original,
    }
    /// The header list after a redirect.
    HeadersAfterRedirect {
        /// What a hop deletes stays deleted.
        Deleted,
        /// The original list without what this hop deletes: `Authorization` is back after a cross-origin hop, the headers of a
        /// body that is gone are not.
        AuthorizationRebuilt,
        /// From the second redirect on the original list, where the CORS check applies, without `Authorization` once it was
        /// deleted.
        RestoredFromTheSecond,
    }
    /// Several `Location` lines.
    SeveralLocations {
        /// A network error.
        Fail,
        /// Followed when they are alike.
        FollowedIfAlike,
        /// Joined with `, `.
        Joined,
    }
    /// An empty `Location`.
    EmptyLocation {
        /// The current URL.
        IsCurrentUrl,
        /// No redirect: the response is the answer.
        IsNoRedirect,
        /// A network error.
        Fails,
    }
    /// A user name or password in a redirect's URL.
    RedirectCredentials {
        /// A network error for CORS requests.
        Fail,
        /// A network error in every mode.
        FailInEveryMode,
        /// A network error for CORS requests, some of them after the preflight of the next hop.
        FailAfterPreflight,
    }
    /// Which methods besides the standard's become `GET` on a redirect.
    DeleteBecomesGet {
        /// None.
        Never,
        /// `DELETE`, when the redirect leaves the origin.
        CrossOrigin,
    }
    /// What a new preflight does to older entries.
    CacheUpdate {
        /// A matching entry gets the new max-age and keeps its moment of storing: the text's letter.
        MaxAgeOnly,
        /// A matching entry is stored anew.
        Restamped,
        /// All older entries go.
        Replaced,
    }
    /// Whether entries of credentialed requests serve others.
    CacheCredentials {
        /// They do; others do not serve credentialed requests.
        ServeOthers,
        /// They do not, and neither the other way.
        Exact,
    }
    /// Which opaque origins have entries.
    CacheOpaqueOrigins {
        /// All share the ones of `null`: the text's letter.
        Shared,
        /// The page's own; one that a redirect made is new each time.
        PagesOwn,
        /// None.
        Nobody,
    }
    /// When `Origin` is told for storage access that could be granted.
    StorageAccessOrigin {
        /// Never.
        Never,
        /// On the first request.
        FirstHop,
        /// On the first request and all that follow it.
        AllHops,
    }
    /// When a kept `*` counts.
    CacheStar {
        /// Always: the text's letter.
        Always,
        /// Unless a credentialed request stored it.
        UnlessStoredWithCredentials,
        /// Unless a credentialed request asks.
        UnlessRequestedWithCredentials,
        /// Never.
        Never,
    }
    /// How `Access-Control-Max-Age` is read.
    MaxAge {
        /// `delta-seconds` in one line; 5 for anything else.
        DeltaSeconds,
        /// A signed 64-bit integer, below 0 is 0; 5 for anything else.
        SignedInteger,
        /// Digits; nothing is kept for anything else, nor for 0.
        DigitsOrNothing,
    }
    /// How a response's status line is read.
    StatusLine {
        /// `HTTP/1.` and a digit, one blank, three digits from 100, and a blank or the end: the text's letter, behind empty lines.
        Exact,
        /// As the text has it, but any blanks before the three digits and anything behind them; `ICY` stands for `HTTP/1.0`.
        LooseBlanks,
        /// `HTTP` in any case and any version, behind up to four bytes of anything; without a number the status is 200.
        Guessed,
        /// `HTTP/1.` behind up to four bytes of anything, or HTTP/2, HTTP/3 or ICY behind blanks; without a blank the status is
        /// 200, else there must be a number of three digits at most.
        UpToThreeDigits,
    }
    /// What becomes of bytes that do not begin with a status line.
    WithoutStatusLine {
        /// They are not HTTP.
        Fails,
        /// On the scheme's own port they are the body of an HTTP/0.9 response.
        Http09OnDefaultPort,
        /// They are the body of an HTTP/0.9 response.
        Http09,
    }
    /// What a carriage return without a line feed is.
    BareReturn {
        /// A blank: <https://www.rfc-editor.org/rfc/rfc9112#section-2.2>.
        Blank,
        /// A byte of the line.
        Kept,
        /// The end of a line.
        EndsLine,
    }
    /// What blanks between a header's name and its colon do.
    BlankBeforeColon {
        /// The line is no header.
        NoHeader,
        /// They are left out.
        LeftOut,
    }
    /// How the lines of a folded value are joined.
    Fold {
        /// The blanks around the break become one.
        OneBlank,
        /// The blanks behind the break become one.
        OneBlankBehind,
        /// Only the break is left out.
        BlanksKept,
    }
    /// What a NUL does.
    Nul {
        /// The head is refused.
        Refused,
        /// The head is refused when a header's value has it.
        RefusedInValue,
    }
    /// An unknown `Cross-Origin-Resource-Policy` under `require-corp`.
    UnknownResourcePolicy {
        /// As if there were none.
        IsAbsent,
        /// Allows everything.
        IsCrossOrigin,
    }
    /// How an `<object>` asks.
    ObjectRequest {
        /// As a navigation.
        Navigate,
        /// In `no-cors` mode.
        NoCors,
        /// As an image.
        Image,
    }
    /// Which elements tell `Origin` in a `cors` request to the page's own origin.
    OwnOrigin {
        /// None.
        Never,
        /// All but media and `EventSource`.
        Elements,
        /// All but `EventSource`.
        ElementsAndMedia,
    }
    /// What `rel=noreferrer` of a form does.
    NoreferrerForm {
        /// Its policy is `no-referrer`, for `Referer` and `Origin`.
        HasPolicy,
        /// There is no `Referer`, and `Origin` is as ever.
        HasNoReferer,
        /// Nothing.
        IsIgnored,
    }
    /// What a page hears of a frame that is not shown.
    FrameEvent {
        /// `load`, of an error page.
        Load,
        /// `error`.
        Error,
        /// Nothing.
        Nothing,
    }
    /// When `upgrade-insecure-requests` upgrades this machine's http URLs.
    LoopbackUpgrade {
        /// Never: they are potentially trustworthy.
        Never,
        /// For a `WebSocket`.
        OfWebSockets,
        /// Always.
        Always,
    }
    /// Which requests make the browser ask for a name and a password after a `401`.
    AuthenticationPrompt {
        /// All with credentials, unless the response tainting is `cors`.
        UnlessCors,
        /// Those with credentials to the page's own origin, and navigations.
        OwnOrigin,
        /// All with credentials, but no images of other origins, and no third party's while their cookies are blocked.
        UnlessThirdParty,
    }
    /// When `Referer` is decided by the URL as it was before an upgrade to https.
    ReferrerBeforeUpgrade {
        /// Never.
        Never,
        /// For an `<iframe>`.
        OfFrames,
        /// For `<audio>` and `<video>`.
        OfMedia,
    }
    /// When `Origin` ignores the referrer policy.
    OriginIgnoresPolicy {
        /// In `cors` mode only.
        Never,
        /// After a redirect to another origin, too.
        AfterCrossing,
        /// For all but navigations.
        OfSubresources,
    }
}
