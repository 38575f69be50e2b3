//! What each family of sentences means, once for all browsers.

use super::Topic;

pub(super) static ALLOW_ORIGIN_MISSING: Topic = Topic {
    meaning: "The response has no Access-Control-Allow-Origin, so the page may not read it.",
    not_said: "Which response it was: an error page, a login page or a cached copy without the header reads the same. Neither the status nor the body is told.",
    causes: &["D01", "D02", "D03", "D28", "D10", "D30", "D52"],
    preflight_causes: &["D43", "D04", "D05", "D06", "D29", "D40", "D41"],
    flags: "",
};

pub(super) static ALLOW_ORIGIN_DIFFERS: Topic = Topic {
    meaning: "Access-Control-Allow-Origin names another origin than the page's: the two are compared byte by byte.",
    not_said: "Which part differs, and whether the value belongs to somebody else's request, from a cache.",
    causes: &["D21", "D26", "D27", "D10", "D31", "D25", "D54"],
    preflight_causes: &["D21", "D26", "D27", "D25"],
    flags: "",
};

pub(super) static ALLOW_ORIGIN_SEVERAL: Topic = Topic {
    meaning: "Access-Control-Allow-Origin has several values, in one line or in several; a browser takes exactly one.",
    not_said: "Which of the layers in front of the application added the second.",
    causes: &["D23", "D22"],
    preflight_causes: &["D23", "D22"],
    flags: "",
};

pub(super) static ALLOW_ORIGIN_INVALID: Topic = Topic {
    meaning: "The value of Access-Control-Allow-Origin is no origin, no `*` and no `null`.",
    not_said: "What should have stood there.",
    causes: &["D24", "D25", "D21"],
    preflight_causes: &["D24", "D25", "D21"],
    flags: "",
};

pub(super) static ORIGIN_NOT_ALLOWED: Topic = Topic {
    meaning: "Access-Control-Allow-Origin is missing, or is not the page's origin.",
    not_said: "Which of the two it is, and whether the preflight or the request itself was answered so.",
    causes: &["D01", "D02", "D03", "D21", "D28", "D10", "D30"],
    preflight_causes: &["D43", "D29", "D21"],
    flags: "",
};

pub(super) static WILDCARD_WITH_CREDENTIALS: Topic = Topic {
    meaning: "The page asks with credentials, and Access-Control-Allow-Origin is `*`, which allows requests without them only.",
    not_said: "Whether the page needs credentials at all: a bearer token in a header is none.",
    causes: &["D12"],
    preflight_causes: &["D12"],
    flags: "--credentials include",
};

pub(super) static CREDENTIALS_NOT_TRUE: Topic = Topic {
    meaning: "The page asks with credentials, and Access-Control-Allow-Credentials is not exactly `true`.",
    not_said: "Whether the header is missing or misspelt, unless the value is quoted.",
    causes: &["D13"],
    preflight_causes: &["D13"],
    flags: "--credentials include",
};

pub(super) static PREFLIGHT_STATUS: Topic = Topic {
    meaning: "The preflight was not answered with a status from 200 to 299, so the request itself was never sent.",
    not_said: "Who answered: the application, a gateway in front of it or a login.",
    causes: &["D04", "D05", "D06", "D39", "D40", "D41", "D09"],
    preflight_causes: &["D04", "D05", "D06", "D39", "D40", "D41", "D09"],
    flags: "",
};

pub(super) static PREFLIGHT_REDIRECT: Topic = Topic {
    meaning: "The preflight was answered with a redirect, which browsers do not follow.",
    not_said: "Where the redirect leads.",
    causes: &["D07", "D08", "D09"],
    preflight_causes: &["D07", "D08", "D09"],
    flags: "",
};

pub(super) static METHODS_INVALID: Topic = Topic {
    meaning: "Access-Control-Allow-Methods is no list of methods, so all of it counts for nothing.",
    not_said: "Which part of it is wrong, unless it is quoted.",
    causes: &["D51"],
    preflight_causes: &["D51"],
    flags: "",
};

pub(super) static HEADERS_INVALID: Topic = Topic {
    meaning: "Access-Control-Allow-Headers is no list of header names, so all of it counts for nothing.",
    not_said: "Which part of it is wrong, unless it is quoted.",
    causes: &["D51"],
    preflight_causes: &["D51"],
    flags: "",
};

pub(super) static METHOD: Topic = Topic {
    meaning: "The preflight does not allow the method: Access-Control-Allow-Methods does not list it in this very spelling.",
    not_said: "Which methods are allowed.",
    causes: &["D18", "D14", "D44"],
    preflight_causes: &["D18", "D14", "D44"],
    flags: "",
};

pub(super) static HEADER: Topic = Topic {
    meaning: "The preflight does not allow a header that the page sets: Access-Control-Allow-Headers does not list it.",
    not_said: "Whether other headers are missing too: only one is named. Nor who sets it: often a library does.",
    causes: &["D16", "D20", "D17", "D14", "D15", "D44"],
    preflight_causes: &["D16", "D20", "D17", "D14", "D15", "D44"],
    flags: "",
};

pub(super) static REDIRECT_USERINFO: Topic = Topic {
    meaning: "A redirect leads to a URL with a user name or a password, which a request to another origin may not follow.",
    not_said: "Where the redirect leads.",
    causes: &["D11"],
    preflight_causes: &["D11"],
    flags: "",
};

pub(super) static REDIRECT_SCHEME: Topic = Topic {
    meaning: "A redirect leads out of http and https, or to no URL at all.",
    not_said: "What the server meant to send the page to.",
    causes: &["D10", "D09"],
    preflight_causes: &["D10"],
    flags: "",
};

pub(super) static REDIRECT_LOOP: Topic = Topic {
    meaning: "More than twenty redirects came one after another.",
    not_said: "Where they lead in circles.",
    causes: &["D10", "D09", "D08"],
    preflight_causes: &["D10"],
    flags: "",
};

pub(super) static REDIRECT_LOCATIONS: Topic = Topic {
    meaning: "A redirect has several Location headers, and they are not alike.",
    not_said: "Which layer added the second.",
    causes: &["D10", "D23"],
    preflight_causes: &["D10"],
    flags: "",
};

pub(super) static REDIRECT_MODE: Topic = Topic {
    meaning: "The page asks with `redirect: \"error\"`, and the server answered with a redirect.",
    not_said: "Where the redirect leads.",
    causes: &["D08", "D07", "D09"],
    preflight_causes: &["D08"],
    flags: "",
};

pub(super) static SAME_ORIGIN_MODE: Topic = Topic {
    meaning: "The page asks with mode `same-origin`, and the URL, or what it redirects to, is of another origin.",
    not_said: "Whether the server would allow it with CORS: it was not asked.",
    causes: &["D35", "D10"],
    preflight_causes: &["D35"],
    flags: "",
};

pub(super) static NO_CORS_REDIRECT_MODE: Topic = Topic {
    meaning: "The request was not sent: mode `no-cors` follows redirects, and the page asks it not to; other requests that a page may not make read the same in WebKit.",
    not_said: "Whether the server would allow it with CORS: it was not asked.",
    causes: &["D35", "D36"],
    preflight_causes: &["D35"],
    flags: "",
};

pub(super) static SCHEME: Topic = Topic {
    meaning: "CORS exists for http and https only, and the URL has another scheme.",
    not_said: "Whether the page itself was opened as a file.",
    causes: &["D26", "D27"],
    preflight_causes: &["D26"],
    flags: "",
};

pub(super) static DID_NOT_SUCCEED: Topic = Topic {
    meaning: "There is no response: the connection failed, or a redirect was one that no request to another origin follows. Behind a sentence about a preflight it only repeats that the request did not succeed.",
    not_said: "Everything else: name lookup, connection, certificate and redirects read the same.",
    causes: &["D38", "D10", "D11", "D37"],
    preflight_causes: &["D38"],
    flags: "",
};

pub(super) static EXTERNAL_REDIRECT: Topic = Topic {
    meaning: "The preflight was answered with a redirect, which browsers do not follow.",
    not_said: "Where the redirect leads.",
    causes: &["D07", "D08", "D09"],
    preflight_causes: &["D07", "D08", "D09"],
    flags: "",
};

pub(super) static NETWORK: Topic = Topic {
    meaning: "There is no response: it is not CORS, but the network below it.",
    not_said: "What a page on another machine would get.",
    causes: &["D38", "D37", "D55"],
    preflight_causes: &["D38"],
    flags: "",
};

pub(super) static BLOCKED_BY_CLIENT: Topic = Topic {
    meaning: "Something in this browser, such as an extension, stopped the request.",
    not_said: "Whether the server would allow it: it was not asked.",
    causes: &["D47"],
    preflight_causes: &["D47"],
    flags: "",
};

pub(super) static BAD_PORT: Topic = Topic {
    meaning: "The port is one that browsers never connect to.",
    not_said: "Whether anything listens there.",
    causes: &["D38"],
    preflight_causes: &["D38"],
    flags: "",
};

pub(super) static MIXED: Topic = Topic {
    meaning: "The page came over https and asks for an http URL: that is blocked, or upgraded to https, before CORS begins.",
    not_said: "Whether the server would allow it with CORS: it was not asked over http.",
    causes: &["D36"],
    preflight_causes: &["D36"],
    flags: "",
};

pub(super) static RESOURCE_POLICY: Topic = Topic {
    meaning: "Cross-Origin-Resource-Policy keeps the response from the page. That is another check than CORS.",
    not_said: "Whether CORS would have allowed it: in mode `cors` this check is not made.",
    causes: &["D49"],
    preflight_causes: &["D49"],
    flags: "",
};

pub(super) static EMBEDDER_POLICY: Topic = Topic {
    meaning: "The page's Cross-Origin-Embedder-Policy demands a header that the response does not have. That is another check than CORS.",
    not_said: "Which of the ways out suits: the header, CORS mode, or another policy of the page.",
    causes: &["D49"],
    preflight_causes: &["D49"],
    flags: "",
};

pub(super) static LOCAL_NETWORK: Topic = Topic {
    meaning: "The page asks for an address of this machine or of the local network, and the browser's permission for it was not given.",
    not_said: "Whether the server would allow it with CORS: it was not asked.",
    causes: &["D37"],
    preflight_causes: &["D37"],
    flags: "",
};

pub(super) static PROXY_STATUS: Topic = Topic {
    meaning: "A server that is no proxy answered with status 407, which Chromium refuses.",
    not_said: "Which layer answered so.",
    causes: &["D38", "D39"],
    preflight_causes: &["D38"],
    flags: "",
};

pub(super) static ENVELOPE: Topic = Topic {
    meaning: "The browser did not tell: it says that the request failed, and not why. Pages are never told, so that they cannot probe what they may not read.",
    not_said: "The cause: CORS, the network, an extension and mixed content all read like this. The line above or below it may tell more.",
    causes: &["D01", "D38", "D47", "D36", "D37", "D02"],
    preflight_causes: &["D04", "D05"],
    flags: "",
};

pub(super) static AUTHORIZATION_WARNING: Topic = Topic {
    meaning: "It works today, and will not for ever: `*` in Access-Control-Allow-Headers does not cover Authorization by the standard.",
    not_said: "When it will end.",
    causes: &["D15"],
    preflight_causes: &["D15"],
    flags: "",
};

pub(super) static ERROR_STATUS: Topic = Topic {
    meaning: "The server answered with an error. By itself that is not CORS: the page may read it when the response allows it.",
    not_said: "Whether the response carries CORS headers.",
    causes: &["D02", "D03", "D42"],
    preflight_causes: &["D02"],
    flags: "",
};

pub(super) static WEBSOCKET: Topic = Topic {
    meaning: "A WebSocket did not open. CORS does not apply to WebSocket: the server decides by itself whether it takes the Origin.",
    not_said: "Why the server did not take it.",
    causes: &["D46"],
    preflight_causes: &["D46"],
    flags: "",
};

pub(super) static REASON_NOT_KNOWN: Topic = Topic {
    meaning: "The browser says that CORS blocked it, and gives no reason that is known as of the versions of its profile.",
    not_said: "Which check failed, unless the words that follow say it.",
    causes: &["D01", "D21", "D12", "D10"],
    preflight_causes: &["D04", "D05", "D16"],
    flags: "",
};

pub(super) static ORIGIN_CANNOT_BE_ADDED: Topic = Topic {
    meaning: "Firefox could not write the request's Origin header, which happens to requests of extensions and of its own pages.",
    not_said: "Whether the server would allow it: it was not asked.",
    causes: &["D47", "D27"],
    preflight_causes: &["D47"],
    flags: "",
};

pub(super) static EVENT_SOURCE: Topic = Topic {
    meaning: "An EventSource, or a WebSocket, did not open. The former is subject to CORS, and a line above tells more.",
    not_said: "Which of the two it is, and why.",
    causes: &["D01", "D46", "D38"],
    preflight_causes: &["D01"],
    flags: "",
};

pub(super) static CANVAS: Topic = Topic {
    meaning: "An image of another origin was drawn on the canvas without CORS, so nothing can be read from it any more.",
    not_said: "Whether the server would allow it: without the crossorigin attribute it is not asked.",
    causes: &["D48"],
    preflight_causes: &["D48"],
    flags: "--element img --crossorigin",
};

pub(super) static ELEMENT: Topic = Topic {
    meaning: "A script, module or font of another origin was kept from the page: it needs CORS, or the element asks with it.",
    not_said: "Which header is missing: the line above tells, if there is one.",
    causes: &["D48", "D01"],
    preflight_causes: &["D48"],
    flags: "",
};

pub(super) static ASKS_PASSWORD: Topic = Topic {
    meaning: "The server asks for a password, and a request to another origin does not let the browser ask for it.",
    not_said: "Whether CORS would allow the answer.",
    causes: &["D03"],
    preflight_causes: &["D03"],
    flags: "",
};

pub(super) static COOKIE: Topic = Topic {
    meaning: "Cookies were withheld, or may be in future. That is another gate than CORS.",
    not_said: "Which cookie, unless the details are opened.",
    causes: &["D32", "D33"],
    preflight_causes: &["D32"],
    flags: "",
};

pub(super) static CONTENT_SECURITY_POLICY: Topic = Topic {
    meaning: "The page's own Content-Security-Policy forbids the request: add the URL's origin to its directive (`connect-src` for scripts). That is another gate than CORS, and no header of the server that is asked opens it.",
    not_said: "Whether the server would allow it with CORS: it was not asked.",
    causes: &[],
    preflight_causes: &[],
    flags: "",
};

pub(super) static HIDDEN_HEADER: Topic = Topic {
    meaning: "The page asked for a response header that it may not see: the server does not expose it.",
    not_said: "Whether the response has that header at all.",
    causes: &["D34"],
    preflight_causes: &["D34"],
    flags: "",
};

pub(super) static FORBIDDEN_HEADER: Topic = Topic {
    meaning: "The page tried to set a request header that is the browser's own, such as Origin or Cookie: it is dropped, and the request goes on without it.",
    not_said: "Whether the request fails for another reason.",
    causes: &[],
    preflight_causes: &[],
    flags: "",
};

pub(super) static SERVICE_WORKER: Topic = Topic {
    meaning: "The page's service worker answered the request with an error: what it fetched itself failed.",
    not_said: "Why it failed: the worker's own request stands on a line of its own.",
    causes: &["D47"],
    preflight_causes: &["D47"],
    flags: "",
};

pub(super) static NOTHING: Topic = Topic {
    meaning: "It has nothing to do with CORS.",
    not_said: "Nothing that matters here.",
    causes: &[],
    preflight_causes: &[],
    flags: "",
};
