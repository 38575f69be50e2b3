//! Apache with every fault.

use std::process::Command;

use super::stand::{Parts, Stand, command, not_installed};

pub(super) static STAND: Stand = Stand {
    layer: "apache",
    missing: || not_installed("apache2"),
    fault,
    prepare: |site, written| {
        let output = Command::new("id").arg("-u").output();
        let is_root = output.is_ok_and(|output| output.stdout.trim_ascii() == b"0");
        let user = if is_root { "User nobody\nGroup nogroup" } else { "" };
        let text = TEMPLATE
            .replace("@USER@", user)
            .replace("@GRANT@", written.piece(0, 0))
            .replace("@ANSWER@", &written.answer);
        site.file("data.json", "{}")?;
        let file = site.file("apache.conf", &text)?;
        let mut command = command("apache2")?;
        command.arg("-DFOREGROUND").arg("-f").arg(file);
        Ok(command)
    },
};

const TEMPLATE: &str = r#"
ServerRoot @DIR@
ServerName 127.0.0.1
PidFile @DIR@/apache.pid
ErrorLog /dev/stderr
Listen 127.0.0.1:@PORT@
Listen 127.0.0.1:@BEHIND@
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so
LoadModule setenvif_module /usr/lib/apache2/modules/mod_setenvif.so
@USER@
TypesConfig /dev/null
AddType application/json .json
DocumentRoot @DIR@
<Directory @DIR@>
    Require all granted
</Directory>
<VirtualHost 127.0.0.1:@PORT@>
    Alias "/data" "@DIR@/data.json"
    @GRANT@
    @ANSWER@
</VirtualHost>
<VirtualHost 127.0.0.1:@BEHIND@>
    Alias "/data" "@DIR@/data.json"
    Header always set Access-Control-Allow-Origin *
</VirtualHost>
"#;

fn fault(number: &str) -> Parts {
    let (grant, answer) = match number {
        "D01" => ("", ""),
        // Without `always`.
        "D02" => (
            "Header set Access-Control-Allow-Origin \"@FRONT@\"",
            "RewriteEngine On\nRewriteRule ^ - [R=500,L]",
        ),
        "D04" => (
            "Header always set Access-Control-Allow-Origin \"@FRONT@\"\n\
             Header always set Access-Control-Allow-Headers authorization",
            "RewriteEngine On\nRewriteCond %{HTTP:Authorization} =\"\"\nRewriteRule ^ - [R=401,L]",
        ),
        "D05" => (
            "Header always set Access-Control-Allow-Origin \"@FRONT@\"",
            "RewriteEngine On\nRewriteCond %{REQUEST_METHOD} =OPTIONS\nRewriteRule ^ - [R=405,L]",
        ),
        "D12" => ("Header always set Access-Control-Allow-Origin *", ""),
        "D16" => (
            "Header always set Access-Control-Allow-Origin \"@FRONT@\"\n\
             Header always set Access-Control-Allow-Headers content-type",
            "",
        ),
        "D21" => ("Header always set Access-Control-Allow-Origin \"http://127.0.0.1:5000\"", ""),
        "D23" => (
            "Header always set Access-Control-Allow-Origin \"@FRONT@\"",
            "ProxyPass \"/\" \"http://127.0.0.1:@BEHIND@/\"",
        ),
        "D28" => (
            "RewriteEngine On\nRewriteCond %{REQUEST_METHOD} =OPTIONS\nRewriteRule ^ - [R=204,L]\n\
             Header always set Access-Control-Allow-Origin \"@FRONT@\" \"expr=%{REQUEST_METHOD} == 'OPTIONS'\"\n\
             Header always set Access-Control-Allow-Headers x-tenant",
            "",
        ),
        _ => (
            "Header always set Access-Control-Allow-Origin \"@FRONT@\"",
            "Header always set X-Total-Count 42",
        ),
    };
    Parts { grant, answer }
}
