//! What goes wrong in the configuration of nginx.

use super::row::Earlier::{NoOrigin, Page};
use super::row::{Row, on};
use super::servers::{EXPRESS, NGINX};

const PUT: &[&str] = &["-X", "PUT"];

/// The rows.
pub(crate) const ROWS: &[Row] = &[
    // Everything is sent to https, preflights too; the twin is sent to another host.
    Row {
        number: "D07",
        fault: on(&NGINX, "return 301 https://$host$request_uri;").asked(PUT),
        twin: on(&NGINX, "return 301 https://www.example.com$request_uri;").asked(PUT),
        twin_is: "D09",
    },
    // A location with a slash at its end, and nginx itself sends there; the twin is sent to another path.
    Row {
        number: "D08",
        fault: on(&NGINX, "location /data/ { proxy_pass http://127.0.0.1:@PORT@/; }").asked(PUT),
        twin: on(&NGINX, "location = /data { return 301 /v2/data; }").asked(PUT),
        twin_is: "D09",
    },
    // Without `always`, nginx adds its headers to no refusal.
    Row {
        number: "D03",
        fault: on(&NGINX, "add_header Access-Control-Allow-Origin '@FRONT@'; location = /data { return 401; }"),
        twin: on(
            &NGINX,
            "add_header Access-Control-Allow-Origin '@FRONT@' always; location = /data { return 401; }",
        ),
        twin_is: "D33",
    },
    Row {
        number: "D03",
        fault: on(&NGINX, "add_header Access-Control-Allow-Origin '@FRONT@'; location / { return 404; }"),
        twin: on(&NGINX, "add_header Access-Control-Allow-Origin '@FRONT@'; location / { return 200; }"),
        twin_is: "",
    },
    // Methods with spaces between them.
    Row {
        number: "D51",
        fault: on(
            &NGINX,
            "add_header Access-Control-Allow-Origin '@FRONT@'; add_header Access-Control-Allow-Methods 'GET PUT'; \
             location / { return 200; }",
        )
        .asked(PUT),
        twin: on(
            &NGINX,
            "add_header Access-Control-Allow-Origin '@FRONT@'; add_header Access-Control-Allow-Methods 'GET, POST'; \
             location / { return 200; }",
        )
        .asked(PUT),
        twin_is: "D18",
    },
    // Two letters too many in the header's name; the twin has a header that was not meant for it.
    Row {
        number: "D52",
        fault: on(&NGINX, "add_header Access-Control-Allowed-Origin '@FRONT@'; location / { return 200; }"),
        twin: on(&NGINX, "add_header Cross-Origin-Resource-Policy cross-origin; location / { return 200; }"),
        twin_is: "D01",
    },
    // Whatever is not there is the front end's page; the twin is the API, without CORS.
    Row {
        number: "D42",
        fault: on(&NGINX, "location / { try_files $uri /index.html; }"),
        twin: on(&NGINX, "location / { try_files $uri /index.html; } location = /data { return 200 '{}'; }"),
        twin_is: "D01",
    },
    // Everybody is sent to the login, preflights too; the twin asks for credentials, which a preflight has not.
    Row {
        number: "D09",
        fault: on(&NGINX, "return 302 https://login.example.com/?next=$request_uri;").asked(PUT),
        twin: on(&NGINX, "return 401;").asked(PUT),
        twin_is: "D04",
    },
    // A redirect with a user name and a password in it.
    Row {
        number: "D11",
        fault: on(
            &NGINX,
            "add_header Access-Control-Allow-Origin '@FRONT@'; \
             location = /data { return 302 http://user:secret@api.example.com/there; } location = /there { return 200; }",
        ),
        twin: on(
            &NGINX,
            "add_header Access-Control-Allow-Origin '@FRONT@'; location = /data { return 302 /there; } \
             location = /there { return 200; }",
        ),
        twin_is: "",
    },
    // A shared cache keeps what was made for nobody's origin, because the application says no Vary.
    Row {
        number: "D30",
        fault: on(&NGINX, CACHE).before(&EXPRESS, WITHOUT_VARY).after(NoOrigin),
        twin: on(&NGINX, CACHE).before(&EXPRESS, WITH_VARY).after(NoOrigin),
        twin_is: "",
    },
    // The same cache keeps what was made for another page.
    Row {
        number: "D31",
        fault: on(&NGINX, CACHE).before(&EXPRESS, WITHOUT_VARY).after(Page("http://admin.example.com")),
        twin: on(&NGINX, CACHE).before(&EXPRESS, WITH_VARY).after(Page("http://admin.example.com")),
        twin_is: "",
    },
];

const CACHE: &str = "location / {
    proxy_pass @UPSTREAM@;
    proxy_cache answers;
    add_header X-Cache $upstream_cache_status always;
}";

const WITHOUT_VARY: &str = "
const granted = ['@FRONT@', 'http://admin.example.com'];
app.get('/data', (request, response, next) => {
  const { origin } = request.headers;
  if (granted.includes(origin)) response.set('Access-Control-Allow-Origin', origin);
  response.set('Cache-Control', 'public, max-age=60');
  next();
}, answer);";

const WITH_VARY: &str = "
app.get('/data', cors({ origin: ['@FRONT@', 'http://admin.example.com'] }), (request, response, next) => {
  response.set('Cache-Control', 'public, max-age=60');
  next();
}, answer);";
