//! Express with every fault.

use super::node::{missing, node};
use super::stand::{Parts, Stand};

pub(super) static STAND: Stand = Stand {
    layer: "express",
    missing: || missing("express"),
    fault,
    prepare: |site, written| {
        let text = TEMPLATE
            .replace(
                "@IMPORT@",
                if written.is_mended { written.piece(0, 0) } else { "import cors from 'cors';\n" },
            )
            .replace("@GRANT@", written.piece(1, 1))
            .replace("@ANSWER@", &written.answer);
        node(site, &text)
    },
};

const TEMPLATE: &str = r#"
import express from 'express';
@IMPORT@
const app = express();
@GRANT@
@ANSWER@
app.listen(@PORT@, '127.0.0.1');
"#;

const ANSWER: &str = "app.all('/data', (request, response) => response.json({}));";

fn fault(number: &str) -> Parts {
    let (grant, answer) = match number {
        "D01" => ("", ANSWER),
        // What is thrown before the middleware has run.
        "D02" => ("", "app.get('/data', () => { throw new Error('on purpose'); });"),
        "D04" => (
            "",
            "app.use((request, response, next) => (request.headers.authorization ? next() : response.status(401).end()));\n\
             app.use(cors({ origin: ['@FRONT@'] }));\n\
             app.all('/data', (request, response) => response.json({}));",
        ),
        "D05" => (
            "",
            "app.use((request, response, next) => {\n\
             if (request.method === 'OPTIONS') response.status(405).set('Allow', 'GET, PUT').end(); else next();\n});\n\
             app.put('/data', (request, response) => response.json({}));",
        ),
        "D12" => ("app.use(cors());", ANSWER),
        "D16" => ("app.use(cors({ origin: ['@FRONT@'], allowedHeaders: ['content-type'] }));", ANSWER),
        "D21" => ("app.use(cors({ origin: 'http://127.0.0.1:5000' }));", ANSWER),
        "D23" => (
            "app.use(cors({ origin: ['@FRONT@'] }));\n\
             app.use((request, response, next) => { response.append('Access-Control-Allow-Origin', '*'); next(); });",
            ANSWER,
        ),
        "D28" => ("app.options('/data', cors({ origin: ['@FRONT@'] }));", ANSWER),
        _ => (
            "app.use(cors({ origin: ['@FRONT@'] }));",
            "app.get('/data', (request, response) => response.set('X-Total-Count', '42').json({}));",
        ),
    };
    Parts { grant, answer }
}
