//! ASP.NET.

use super::layer::{Fix, Layer};
use super::lists::{line_if, quoted};
use super::{Need, Problem};

pub(super) static LAYER: Layer = Layer { id: "aspnet", name: "ASP.NET", write };

fn write(need: &Need) -> Fix {
    let grant = &need.grant;
    let mut text =
        String::from("builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy\n");
    text.push_str(&format!("    .WithOrigins({})\n", quoted(&grant.origins, '"')));
    text.push_str(&format!("    .WithMethods({})\n", quoted(&grant.all_methods(), '"')));
    text.push_str(&line_if(!grant.request_headers.is_empty(), || {
        format!("    .WithHeaders({})", quoted(&grant.request_headers, '"'))
    }));
    text.push_str(&line_if(!grant.exposed_headers.is_empty(), || {
        format!("    .WithExposedHeaders({})", quoted(&grant.exposed_headers, '"'))
    }));
    text.push_str(&line_if(grant.credentials, || "    .AllowCredentials()".to_owned()));
    text.push_str(&format!("    .SetPreflightMaxAge(TimeSpan.FromSeconds({}))));\n", grant.max_age));
    Fix::new("in Program.cs, before `builder.Build()`", "csharp", text)
        .and(
            "in Program.cs, behind UseRouting and before UseAuthentication, UseAuthorization and the endpoints",
            "csharp",
            "app.UseCors();\n".to_owned(),
        )
        .note_if(
            need.problem == Problem::Errors,
            "Let `app.UseExceptionHandler(…)` stand before UseCors: what escapes all middleware is answered without headers.",
        )
        .note_if(
            need.problem == Problem::GrantedTwice,
            "Take `<customHeaders>` with Access-Control lines out of web.config, or leave the grant to IIS.",
        )
}
