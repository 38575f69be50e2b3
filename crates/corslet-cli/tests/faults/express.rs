//! What goes wrong in applications of Express.

use super::row::{Row, on};
use super::servers::EXPRESS;

const PUT: &[&str] = &["-X", "PUT"];
const TENANT: &[&str] = &["-H", "x-tenant: 7", "--credentials", "include"];
const TOKEN: &[&str] = &["-H", "authorization: Bearer x"];
const JSON: &[&str] = &["-X", "PUT", "-H", "content-type: application/json", "--data-raw", "{\"id\":1}"];
const COOKIES: &[&str] = &["--credentials", "include"];

/// The rows.
pub(crate) const ROWS: &[Row] = &[
    // The gate stands before `cors`; the twin's stands behind it.
    Row {
        number: "D03",
        fault: on(
            &EXPRESS,
            "app.use((request, response) => response.status(401).end()); app.use(cors({ origin: '@FRONT@' }));",
        ),
        twin: on(
            &EXPRESS,
            "app.use(cors({ origin: '@FRONT@' })); app.use((request, response) => response.status(401).end());",
        ),
        twin_is: "D33",
    },
    // Nothing says how long a preflight may be remembered.
    Row {
        number: "D45",
        fault: on(&EXPRESS, "app.use(cors({ origin: '@FRONT@' })); app.all('/data', answer);").asked(PUT),
        twin: on(&EXPRESS, "app.use(cors({ origin: '@FRONT@', maxAge: 600 })); app.all('/data', answer);")
            .asked(PUT),
        twin_is: "D19",
    },
    // All is well, and there is a preflight; a plain GET has none.
    Row {
        number: "D19",
        fault: on(&EXPRESS, "app.use(cors({ origin: '@FRONT@', maxAge: 600 })); app.all('/data', answer);")
            .asked(PUT),
        twin: on(&EXPRESS, "app.use(cors({ origin: '@FRONT@', maxAge: 600 })); app.all('/data', answer);"),
        twin_is: "",
    },
    // A list in one string is sent as it stands; a list of strings is looked through.
    Row {
        number: "D22",
        fault: on(
            &EXPRESS,
            "app.use(cors({ origin: '@FRONT@, http://admin.example.com' })); app.all('/data', answer);",
        ),
        twin: on(
            &EXPRESS,
            "app.use(cors({ origin: ['@FRONT@', 'http://admin.example.com'] })); app.all('/data', answer);",
        ),
        twin_is: "",
    },
    // A pattern in a string is sent as it stands; another origin is no pattern.
    Row {
        number: "D24",
        fault: on(&EXPRESS, "app.use(cors({ origin: 'http://*.example.com' })); app.all('/data', answer);"),
        twin: on(&EXPRESS, "app.use(cors({ origin: 'http://www.example.com' })); app.all('/data', answer);"),
        twin_is: "D21",
    },
    // A variable that nobody set.
    Row {
        number: "D25",
        fault: on(
            &EXPRESS,
            "app.use(cors({ origin: `${process.env.FRONT_ORIGIN}` })); app.all('/data', answer);",
        ),
        twin: on(
            &EXPRESS,
            "app.use(cors({ origin: process.env.FRONT_ORIGIN ?? 'https://app.example.com' })); app.all('/data', answer);",
        ),
        twin_is: "D21",
    },
    // The middleware stands on the route for GET only; the twin has none at all.
    Row {
        number: "D29",
        fault: on(
            &EXPRESS,
            "app.get('/data', cors({ origin: '@FRONT@' }), answer); app.put('/data', answer);",
        )
        .asked(PUT),
        twin: on(&EXPRESS, "app.get('/data', answer); app.put('/data', answer);").asked(PUT),
        twin_is: "D43",
    },
    // Express answers OPTIONS itself; the twin's application does, before the router.
    Row {
        number: "D43",
        fault: on(&EXPRESS, "app.put('/data', cors({ origin: '@FRONT@' }), answer);").asked(PUT),
        twin: on(
            &EXPRESS,
            "app.use(cors({ origin: '@FRONT@', maxAge: 600 })); app.put('/data', cors(), answer);",
        )
        .asked(PUT),
        twin_is: "D19",
    },
    // With credentials `*` is a name; the twin lists another header.
    Row {
        number: "D14",
        fault: on(
            &EXPRESS,
            "app.use(cors({ origin: '@FRONT@', credentials: true, allowedHeaders: '*' })); app.all('/data', answer);",
        )
        .asked(TENANT),
        twin: on(
            &EXPRESS,
            "app.use(cors({ origin: '@FRONT@', credentials: true, allowedHeaders: 'x-other' })); app.all('/data', answer);",
        )
        .asked(TENANT),
        twin_is: "D16",
    },
    // `*` does not cover a token, and browsers let it pass.
    Row {
        number: "D15",
        fault: on(&EXPRESS, "app.use(cors({ allowedHeaders: '*', maxAge: 600 })); app.all('/data', answer);")
            .asked(TOKEN),
        twin: on(
            &EXPRESS,
            "app.use(cors({ allowedHeaders: '*,authorization', maxAge: 600 })); app.all('/data', answer);",
        )
        .asked(TOKEN),
        twin_is: "D19",
    },
    // A method in small letters is another method.
    Row {
        number: "D18",
        fault: on(&EXPRESS, "app.use(cors({ origin: '@FRONT@', maxAge: 600 })); app.all('/data', answer);")
            .asked(&["-X", "patch"]),
        twin: on(&EXPRESS, "app.use(cors({ origin: '@FRONT@', maxAge: 600 })); app.all('/data', answer);")
            .asked(&["-X", "PATCH"]),
        twin_is: "D19",
    },
    // What reads the body of every request fails at a preflight, which has none.
    Row {
        number: "D06",
        fault: on(
            &EXPRESS,
            "app.use(express.json());
             app.use((request, response, next) => { response.locals.id = request.body.id; next(); });
             app.use(cors({ origin: '@FRONT@', maxAge: 600 })); app.all('/data', answer);",
        )
        .asked(JSON),
        twin: on(
            &EXPRESS,
            "app.use(express.json());
             app.use((request, response, next) => { response.locals.id = request.body?.id; next(); });
             app.use(cors({ origin: '@FRONT@', maxAge: 600 })); app.all('/data', answer);",
        )
        .asked(JSON),
        twin_is: "D19",
    },
    // The redirect stands before `cors`; the twin's stands behind it.
    Row {
        number: "D10",
        fault: on(
            &EXPRESS,
            "app.get('/data', (request, response) => response.redirect('/there'));
             app.use(cors({ origin: '@FRONT@' })); app.get('/there', answer);",
        ),
        twin: on(
            &EXPRESS,
            "app.use(cors({ origin: '@FRONT@' })); app.get('/there', answer);
             app.get('/data', (request, response) => response.redirect('/there'));",
        ),
        twin_is: "",
    },
    // The page sends a header of responses; the twin's page sends one of requests.
    Row {
        number: "D17",
        fault: on(&EXPRESS, ONE_HEADER).asked(&["-H", "access-control-allow-origin: *"]),
        twin: on(&EXPRESS, ONE_HEADER).asked(&["-H", "x-tenant: 7"]),
        twin_is: "D16",
    },
    // JSON, and its type is not among the headers; the twin's page sends plain text, which needs no leave.
    Row {
        number: "D20",
        fault: on(&EXPRESS, ONE_HEADER).asked(JSON),
        twin: on(&EXPRESS, ONE_HEADER).asked(&["-X", "PUT", "-H", "content-type: text/plain", "--data-raw", "x"]),
        twin_is: "D19",
    },
    // Cookies would be granted, and the page sends none; the twin's page has a token, and it is not valid.
    Row {
        number: "D33",
        fault: on(&EXPRESS, REFUSES),
        twin: on(&EXPRESS, REFUSES).asked(TOKEN),
        twin_is: "D19",
    },
    // Everybody's origin is granted, with cookies.
    Row {
        number: "D50",
        fault: on(&EXPRESS, "app.use(cors({ origin: true, credentials: true })); app.all('/data', answer);")
            .asked(COOKIES),
        twin: on(
            &EXPRESS,
            "app.use(cors({ origin: ['@FRONT@'], credentials: true })); app.all('/data', answer);",
        )
        .asked(COOKIES),
        twin_is: "",
    },
];

const ONE_HEADER: &str = "app.use(cors({ origin: '@FRONT@', allowedHeaders: ['x-listed'], maxAge: 600 })); \
                          app.all('/data', answer);";

const REFUSES: &str = "app.use(cors({ origin: '@FRONT@', credentials: true, maxAge: 600 })); \
                       app.use((request, response) => response.status(401).end());";
