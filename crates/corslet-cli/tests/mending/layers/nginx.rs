//! The server nginx with every fault.

use std::process::Command;

use super::stand::{Parts, Stand, command, not_installed};
use crate::mending::site::Site;

pub(super) static STAND: Stand = Stand {
    layer: "nginx",
    missing: || not_installed("nginx"),
    fault,
    prepare: |site, written| {
        let text = TEMPLATE
            .replace("@HTTP@", if written.is_mended { written.piece(0, 0) } else { "" })
            .replace("@LOCATION@", written.piece(1, 1))
            .replace("@ANSWER@", &written.answer);
        nginx(site, &text)
    },
};

/// Runs it with this configuration.
pub(crate) fn nginx(site: &Site<'_>, configuration: &str) -> Result<Command, String> {
    let file = site.file("nginx.conf", configuration)?;
    let mut command = command("nginx")?;
    command.arg("-p").arg(site.directory).arg("-e").arg("stderr").arg("-c").arg(file);
    Ok(command)
}

const TEMPLATE: &str = r#"
daemon off;
master_process off;
worker_processes 1;
pid @DIR@/nginx.pid;
error_log stderr warn;
events { worker_connections 64; }
http {
    access_log off;
    default_type application/json;
    client_body_temp_path @DIR@/body;
    proxy_temp_path @DIR@/proxy;
    fastcgi_temp_path @DIR@/fastcgi;
    uwsgi_temp_path @DIR@/uwsgi;
    scgi_temp_path @DIR@/scgi;
    @HTTP@
    server {
        listen 127.0.0.1:@PORT@;
        location / {
            @LOCATION@
            @ANSWER@
        }
    }
    server {
        listen 127.0.0.1:@BEHIND@;
        location / {
            add_header Access-Control-Allow-Origin * always;
            return 200 '{}';
        }
    }
}
"#;

fn fault(number: &str) -> Parts {
    let (grant, answer) = match number {
        "D01" => ("", "return 200 '{}';"),
        // Without `always`.
        "D02" => ("add_header Access-Control-Allow-Origin \"@FRONT@\";", "return 500 '{}';"),
        "D04" => (
            "add_header Access-Control-Allow-Origin \"@FRONT@\" always;\n\
             add_header Access-Control-Allow-Headers authorization always;",
            "if ($http_authorization = \"\") { return 401 '{}'; }\nreturn 200 '{}';",
        ),
        "D05" => (
            "add_header Access-Control-Allow-Origin \"@FRONT@\" always;",
            "if ($request_method = OPTIONS) { return 405 '{}'; }\nreturn 200 '{}';",
        ),
        "D12" => ("add_header Access-Control-Allow-Origin * always;", "return 200 '{}';"),
        "D16" => (
            "add_header Access-Control-Allow-Origin \"@FRONT@\" always;\n\
             add_header Access-Control-Allow-Headers content-type always;",
            "return 200 '{}';",
        ),
        "D21" => {
            ("add_header Access-Control-Allow-Origin \"http://127.0.0.1:5000\" always;", "return 200 '{}';")
        }
        "D23" => (
            "add_header Access-Control-Allow-Origin \"@FRONT@\" always;",
            "proxy_pass http://127.0.0.1:@BEHIND@;",
        ),
        "D28" => (
            "if ($request_method = OPTIONS) {\n\
             add_header Access-Control-Allow-Origin \"@FRONT@\";\n\
             add_header Access-Control-Allow-Headers x-tenant;\n\
             return 204;\n}",
            "return 200 '{}';",
        ),
        _ => (
            "add_header Access-Control-Allow-Origin \"@FRONT@\" always;",
            "add_header X-Total-Count 42 always;\nreturn 200 '{}';",
        ),
    };
    Parts { grant, answer }
}
