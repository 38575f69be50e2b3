//! What looks like a secret, by its name or by itself.

/// Parts of the names of headers, parameters and fields whose values are secrets.
const PARTS: &[&str] = &[
    "authorization",
    "cookie",
    "token",
    "secret",
    "api-key",
    "api_key",
    "apikey",
    "password",
    "passwd",
    "session",
    "csrf",
    "xsrf",
    "x-auth",
    "signature",
    "jwt",
];

/// Query parameters whose values are secrets, when this is the whole name.
const PARAMETERS: &[&str] = &["key", "code", "sig", "auth", "pwd", "pass", "sid"];

/// How well-known tokens begin.
const TOKEN_PREFIXES: &[&str] = &[
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "sk-",
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "xoxb-",
    "xoxp-",
    "ya29.",
    "AIza",
    "AKIA",
    "hf_",
    "npm_",
    "pypi-",
    "eyJ",
];

/// Authentication schemes, whose name may be shown.
const SCHEMES: &[&str] = &["bearer", "basic", "digest", "token", "apikey", "negotiate", "dpop"];

/// Whether the value of what is called so is a secret.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    PARTS.iter().any(|part| name.contains(part))
}

/// Whether the value of a query parameter of this name is a secret.
pub(crate) fn is_secret_parameter(name: &str) -> bool {
    PARAMETERS.iter().any(|whole| name.eq_ignore_ascii_case(whole)) || is_secret_name(name)
}

/// Whether a value begins as a well-known kind of token, and is as long as one.
pub(crate) fn looks_like_token(value: &str) -> bool {
    value.len() >= 20 && begins_as_token(value) && !value.contains(' ')
}

/// Whether a text begins as a well-known kind of token.
pub(crate) fn begins_as_token(text: &str) -> bool {
    TOKEN_PREFIXES.iter().any(|prefix| text.starts_with(prefix))
}

/// Behind the authentication scheme with which a text begins, and its blank.
pub(crate) fn behind_scheme(text: &str) -> Option<usize> {
    let longest = SCHEMES.iter().map(|scheme| scheme.len()).max().unwrap_or_default();
    let blank = text.bytes().take(longest + 1).position(|byte| byte == b' ')?;
    SCHEMES.iter().any(|scheme| text[..blank].eq_ignore_ascii_case(scheme)).then_some(blank + 1)
}
