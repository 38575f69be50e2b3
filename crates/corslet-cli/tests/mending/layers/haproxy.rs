//! HAProxy with every fault.

use super::stand::{Parts, Stand, command, not_installed};

pub(super) static STAND: Stand = Stand {
    layer: "haproxy",
    missing: || not_installed("haproxy"),
    fault,
    prepare: |site, written| {
        let text = TEMPLATE.replace("@GRANT@", written.piece(0, 0)).replace("@ANSWER@", &written.answer);
        let file = site.file("haproxy.cfg", &text)?;
        let mut command = command("haproxy")?;
        command.arg("-db").arg("-f").arg(file);
        Ok(command)
    },
};

const TEMPLATE: &str = r#"
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s

frontend api
    bind 127.0.0.1:@PORT@
@GRANT@
@ANSWER@
    default_backend behind

backend behind
    server behind 127.0.0.1:@BEHIND@

frontend application
    bind 127.0.0.1:@BEHIND@
    http-request return status 200 content-type application/json string "{}" hdr Access-Control-Allow-Origin "*" if { path /twice }
    http-request return status 200 content-type application/json string "{}" hdr X-Total-Count 42
"#;

fn fault(number: &str) -> Parts {
    let (grant, answer) = match number {
        "D01" => ("", ""),
        // What HAProxy answers by itself does not pass `http-response`.
        "D02" => (
            "http-response set-header Access-Control-Allow-Origin @FRONT@",
            "http-request deny deny_status 500",
        ),
        "D04" => (
            "http-after-response set-header Access-Control-Allow-Origin @FRONT@\n\
             http-after-response set-header Access-Control-Allow-Headers authorization",
            "http-request deny deny_status 401 if !{ req.hdr(authorization) -m found }",
        ),
        "D05" => (
            "http-after-response set-header Access-Control-Allow-Origin @FRONT@",
            "http-request deny deny_status 405 if METH_OPTIONS",
        ),
        "D12" => ("http-response set-header Access-Control-Allow-Origin *", ""),
        "D16" => (
            "http-response set-header Access-Control-Allow-Origin @FRONT@\n\
             http-response set-header Access-Control-Allow-Headers content-type",
            "",
        ),
        "D21" => ("http-response set-header Access-Control-Allow-Origin http://127.0.0.1:5000", ""),
        "D23" => {
            ("http-response add-header Access-Control-Allow-Origin @FRONT@", "http-request set-path /twice")
        }
        "D28" => (
            "http-request return status 204 hdr Access-Control-Allow-Origin @FRONT@ hdr Access-Control-Allow-Headers x-tenant \
             if METH_OPTIONS",
            "",
        ),
        _ => ("http-response set-header Access-Control-Allow-Origin @FRONT@", ""),
    };
    Parts { grant, answer }
}
