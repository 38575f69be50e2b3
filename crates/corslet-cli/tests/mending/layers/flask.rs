//! Flask with every fault.

use super::python::{gunicorn, missing};
use super::stand::{Parts, Stand};

pub(super) static STAND: Stand = Stand {
    layer: "flask",
    missing,
    fault,
    prepare: |site, written| {
        let text = TEMPLATE
            .replace(
                "@IMPORT@",
                if written.is_mended { written.piece(0, 0) } else { "from flask_cors import CORS\n" },
            )
            .replace("@GRANT@", written.piece(1, 1))
            .replace("@HOOK@", if written.is_mended { written.piece(2, 2) } else { "" })
            .replace("@ANSWER@", &written.answer);
        site.file("server.py", &text)?;
        Ok(gunicorn(site))
    },
};

const TEMPLATE: &str = r#"
from flask import Flask, jsonify, make_response, request
@IMPORT@
app = Flask(__name__)
@GRANT@
@HOOK@
@ANSWER@
"#;

const ANSWER: &str = r#"
@app.route("/data", methods=["GET", "PUT"])
def data():
    return jsonify({})
"#;

fn fault(number: &str) -> Parts {
    let (grant, answer) = match number {
        "D01" => ("", ANSWER),
        "D02" => ("", "@app.get(\"/data\")\ndef data():\n    raise RuntimeError(\"on purpose\")\n"),
        "D04" => (
            "CORS(app, origins=[\"@FRONT@\"])\n@app.after_request\ndef bare(response):\n    \
             response.headers.pop(\"Vary\", None)\n    return response",
            "@app.before_request\ndef locked():\n    if \"Authorization\" not in request.headers:\n        \
             return \"\", 401\n\n@app.get(\"/data\")\ndef data():\n    return jsonify({})\n",
        ),
        "D05" => (
            "",
            "@app.route(\"/data\", methods=[\"GET\", \"PUT\"], provide_automatic_options=False)\ndef data():\n    return jsonify({})\n",
        ),
        "D12" => ("CORS(app, send_wildcard=True)", ANSWER),
        "D16" => ("CORS(app, origins=[\"@FRONT@\"], allow_headers=[\"content-type\"])", ANSWER),
        "D21" => (
            "@app.after_request
def elsewhere(response):
    \
             response.headers[\"Access-Control-Allow-Origin\"] = \"http://127.0.0.1:5000\"
    return response",
            ANSWER,
        ),
        "D23" => (
            "@app.after_request\ndef twice(response):\n    \
             response.headers.add(\"Access-Control-Allow-Origin\", \"@FRONT@\")\n    \
             response.headers.add(\"Access-Control-Allow-Origin\", \"*\")\n    return response",
            ANSWER,
        ),
        "D28" => (
            "@app.route(\"/data\", methods=[\"OPTIONS\"])\ndef preflight():\n    \
             return make_response(\"\", 204, {\"Access-Control-Allow-Origin\": \"@FRONT@\", \
             \"Access-Control-Allow-Headers\": \"x-tenant\"})",
            "@app.route(\"/data\", methods=[\"GET\"])\ndef data():\n    return jsonify({})\n",
        ),
        _ => (
            "CORS(app, origins=[\"@FRONT@\"])",
            "@app.get(\"/data\")\ndef data():\n    return make_response(\"{}\", 200, {\"X-Total-Count\": \"42\"})\n",
        ),
    };
    Parts { grant, answer }
}
