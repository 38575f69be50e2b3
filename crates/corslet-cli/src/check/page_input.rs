//! Which API of the page asks, and what that leaves to say.

use std::ffi::OsStr;

use corslet::Url;
use corslet::browser::{Api, CrossOrigin, ELEMENTS, Element, is_websocket_url};

use super::arguments::Arguments;
use super::problem::Problem;

/// The API; every flag that it cannot have is a problem. A WebSocket's URL alone means its constructor.
pub(super) fn read(arguments: &Arguments, url: Option<&Url>, problems: &mut Vec<Problem>) -> Api {
    let page = &arguments.page;
    let is_xhr = page.xhr || page.upload_listener;
    let crossorigin = page.crossorigin.as_deref().and_then(|text| match text.parse::<CrossOrigin>() {
        Ok(crossorigin) => Some(crossorigin),
        Err(_) => {
            let what = "write one of: anonymous, use-credentials";
            problems.push(Problem::new("--crossorigin", text, what));
            None
        }
    });
    let Some(text) = page.element.as_deref() else {
        if let Some(value) = &page.crossorigin {
            let what = "only an element has this attribute: add --element img, or leave it out";
            problems.push(Problem::new("--crossorigin", value.as_str(), what));
        }
        if is_xhr {
            xhr(arguments, problems);
            return Api::Xhr { upload_listener: page.upload_listener };
        }
        if page.mode.is_none() && url.is_some_and(is_websocket_url) {
            element(arguments, Element::WebSocket, problems);
            return Api::Element { element: Element::WebSocket, crossorigin: None };
        }
        return Api::Fetch;
    };
    if is_xhr {
        let flag = if page.upload_listener { "--upload-listener" } else { "--xhr" };
        let what = format!("either XMLHttpRequest asks or an element: write {flag} or --element, not both");
        problems.push(Problem::new("--element", text, what));
    }
    match text.parse::<Element>() {
        Ok(element) => {
            self::element(arguments, element, problems);
            Api::Element { element, crossorigin }
        }
        Err(_) => {
            let words: Vec<&str> = ELEMENTS.iter().map(|row| row.keyword).collect();
            let what = format!("write one of: {}", words.join(", "));
            problems.push(Problem::new("--element", text, what));
            Api::Fetch
        }
    }
}

/// What `XMLHttpRequest` cannot say.
fn xhr(arguments: &Arguments, problems: &mut Vec<Problem>) {
    let page = &arguments.page;
    let fixed = [
        ("--mode", page.mode.as_deref().filter(|mode| *mode != "cors"), "its mode is always cors"),
        (
            "--redirect",
            page.redirect.as_deref().filter(|mode| *mode != "follow"),
            "it always follows redirects",
        ),
        (
            "--credentials",
            page.credentials.as_deref().filter(|mode| *mode == "omit"),
            "it cannot omit them: withCredentials chooses between same-origin and include",
        ),
    ];
    for (flag, given, why) in fixed {
        if let Some(given) = given {
            let what = format!("XMLHttpRequest cannot say this: {why}. Leave out --xhr or {flag}");
            problems.push(Problem::new(flag, given, what));
        }
    }
}

/// What an element cannot say.
fn element(arguments: &Arguments, element: Element, problems: &mut Vec<Problem>) {
    let (page, request, row) = (&arguments.page, &arguments.request, element.row());
    let has_body = matches!(element, Element::Beacon | Element::Form);
    let always = match element {
        Element::Beacon => "always a POST",
        Element::Form => "a GET or a POST",
        _ => "always a GET",
    };
    let is_its_own = |method: &OsStr| element == Element::Form && (method == "GET" || method == "POST");
    if let Some(method) = request.method.as_deref().filter(|method| !is_its_own(method)) {
        let what = format!("{} is {always}: leave out -X", row.written);
        problems.push(Problem::new("-X", method.to_string_lossy(), what));
    }
    if request.head || request.get {
        let flag = if request.head { "-I" } else { "-G" };
        problems.push(Problem::conflict(flag, format!("{} is {always}: leave out {flag}", row.written)));
    }
    if !request.data.0.is_empty() && !has_body {
        let what = format!("{} has no body: leave out the data, or write --element beacon", row.written);
        problems.push(Problem::conflict(request.data.0[0].0.flag(), what));
    }
    let words =
        [("--mode", &page.mode), ("--credentials", &page.credentials), ("--redirect", &page.redirect)];
    for (flag, given) in words {
        if let Some(given) = given {
            let instead = if row.takes_crossorigin {
                "its crossorigin attribute decides: write --crossorigin anonymous or use-credentials"
            } else if element == Element::WebSocket {
                "it always includes credentials; --mode cors asks with fetch() instead, which knows no such URL"
            } else {
                "nothing of it can be chosen"
            };
            let what = format!("{} has no such option: {instead}", row.written);
            problems.push(Problem::new(flag, given.as_str(), what));
        }
    }
    if let Some(value) = page.crossorigin.as_deref().filter(|_| !row.takes_crossorigin) {
        let what = format!("{} has no crossorigin attribute: leave it out", row.written);
        problems.push(Problem::new("--crossorigin", value, what));
    }
}
