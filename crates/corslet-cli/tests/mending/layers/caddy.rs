//! Caddy with every fault.

use super::stand::{Parts, Stand, command, not_installed};

pub(super) static STAND: Stand = Stand {
    layer: "caddy",
    missing: || not_installed("caddy"),
    fault,
    prepare: |site, written| {
        let behind = if written.is_mended { written.piece(1, 1) } else { "" };
        let text = TEMPLATE
            .replace("@GRANT@", written.piece(0, 0))
            .replace("@ANSWER@", &written.answer)
            .replace("@DOWN@", behind);
        let file = site.file("Caddyfile", &text)?;
        let mut command = command("caddy")?;
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(file);
        command.env("XDG_DATA_HOME", site.directory).env("XDG_CONFIG_HOME", site.directory);
        Ok(command)
    },
};

const TEMPLATE: &str = r#"
{
	admin off
	auto_https off
	log {
		level ERROR
	}
}
http://127.0.0.1:@PORT@ {
	bind 127.0.0.1
	route {
@GRANT@
@ANSWER@
	}
}
http://127.0.0.1:@BEHIND@ {
	bind 127.0.0.1
	header Access-Control-Allow-Origin *
	respond `{}` 200
}
"#;

fn fault(number: &str) -> Parts {
    let (grant, answer) = match number {
        "D01" => ("", "respond `{}` 200"),
        "D02" => {
            ("@fine path /fine\nheader @fine Access-Control-Allow-Origin @FRONT@", "error \"on purpose\" 500")
        }
        "D04" => (
            "header Access-Control-Allow-Origin @FRONT@\nheader Access-Control-Allow-Headers authorization",
            "@anonymous not header Authorization *\nrespond @anonymous 401\nrespond `{}` 200",
        ),
        "D05" => (
            "header Access-Control-Allow-Origin @FRONT@",
            "@options method OPTIONS\nrespond @options 405\nrespond `{}` 200",
        ),
        "D12" => ("header Access-Control-Allow-Origin *", "respond `{}` 200"),
        "D16" => (
            "header Access-Control-Allow-Origin @FRONT@\nheader Access-Control-Allow-Headers content-type",
            "respond `{}` 200",
        ),
        "D21" => ("header Access-Control-Allow-Origin http://127.0.0.1:5000", "respond `{}` 200"),
        "D23" => (
            "header Access-Control-Allow-Origin @FRONT@",
            "reverse_proxy http://127.0.0.1:@BEHIND@ {\nheader_up Host 127.0.0.1:@BEHIND@\n@DOWN@\n}",
        ),
        "D28" => (
            "@options method OPTIONS\nhandle @options {\nheader Access-Control-Allow-Origin @FRONT@\n\
             header Access-Control-Allow-Headers x-tenant\nrespond 204\n}",
            "respond `{}` 200",
        ),
        _ => ("header Access-Control-Allow-Origin @FRONT@", "header X-Total-Count 42\nrespond `{}` 200"),
    };
    Parts { grant, answer }
}
