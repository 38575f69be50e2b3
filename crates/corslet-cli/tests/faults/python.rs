//! What goes wrong in applications of Flask, Django and Starlette.

use super::row::{Row, on};
use super::servers::{DJANGO, FLASK, STARLETTE};

const PUT: &[&str] = &["-X", "PUT"];
const COOKIES: &[&str] = &["--credentials", "include"];

/// The rows.
pub(crate) const ROWS: &[Row] = &[
    // Django sends to the route with the slash; told not to, it has nothing at the URL.
    Row {
        number: "D08",
        fault: on(&DJANGO, "urlpatterns = [path(\"data/\", data)]").asked(PUT),
        twin: on(&DJANGO, "APPEND_SLASH = False\nurlpatterns = [path(\"data/\", data)]").asked(PUT),
        twin_is: "D05",
    },
    // So does Starlette.
    Row {
        number: "D08",
        fault: on(&STARLETTE, "app = Starlette(routes=[Route(\"/data/\", data, methods=[\"PUT\"])])").asked(PUT),
        twin: on(
            &STARLETTE,
            "app = Starlette(routes=[Route(\"/data/\", data, methods=[\"PUT\"])])\napp.router.redirect_slashes = False",
        )
        .asked(PUT),
        twin_is: "D05",
    },
    // Python's `True` is not `true`.
    Row {
        number: "D13",
        fault: on(&DJANGO, "def data(request):\n    response = JsonResponse({})\n    response[\"Access-Control-Allow-Origin\"] = \"@FRONT@\"\n    \
             response[\"Access-Control-Allow-Credentials\"] = True\n    return response\n\
             urlpatterns = [path(\"data\", data)]").asked(COOKIES),
        twin: on(&DJANGO, "def data(request):\n    response = JsonResponse({})\n    response[\"Access-Control-Allow-Origin\"] = \"@FRONT@\"\n    \
             response[\"Access-Control-Allow-Credentials\"] = \"true\"\n    return response\n\
             urlpatterns = [path(\"data\", data)]").asked(COOKIES),
        twin_is: "",
    },
    Row {
        number: "D13",
        fault: on(&FLASK, "@app.route(\"/data\")\ndef data():\n    return jsonify({}), 200, {\"Access-Control-Allow-Origin\": \"@FRONT@\", \
             \"Access-Control-Allow-Credentials\": str(True)}").asked(COOKIES),
        twin: on(&FLASK, "@app.route(\"/data\")\ndef data():\n    return jsonify({}), 200, {\"Access-Control-Allow-Origin\": \"@FRONT@\", \
             \"Access-Control-Allow-Credentials\": \"true\"}").asked(COOKIES),
        twin_is: "",
    },
    // Flask answers OPTIONS itself; the twin's route grants GET by hand, and nothing else.
    Row {
        number: "D43",
        fault: on(&FLASK, "@app.route(\"/data\", methods=[\"GET\", \"PUT\"])\ndef data():\n    return jsonify({})\n")
            .asked(PUT),
        twin: on(&FLASK, BY_HAND).asked(PUT),
        twin_is: "D29",
    },
    Row {
        number: "D29",
        fault: on(&FLASK, BY_HAND).asked(PUT),
        twin: on(
            &FLASK,
            "CORS(app, origins=[\"@FRONT@\"], max_age=600)\n@app.route(\"/data\", methods=[\"GET\", \"PUT\"])\n\
             def data():\n    return jsonify({})\n",
        )
        .asked(PUT),
        twin_is: "D19",
    },
];

const BY_HAND: &str = "
@app.route(\"/data\", methods=[\"GET\", \"PUT\"])
def data():
    return jsonify({}), 200, {\"Access-Control-Allow-Origin\": \"@FRONT@\"}
";
