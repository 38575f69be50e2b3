//! What servers, proxies and frameworks leave in a response: a table.

use super::place::Place;

/// A sign: where to look, what to find there, and who leaves it.
pub(super) struct Sign {
    pub(super) place: Where,
    /// What the value contains, in lower case; empty for any value.
    pub(super) contains: &'static str,
    pub(super) who: &'static Who,
}

/// Where a sign stands.
pub(super) enum Where {
    /// In a header of this name.
    Header(&'static str),
    /// In a header whose name begins so.
    Prefix(&'static str),
    /// In the body of an answer with a status from 400 on.
    ErrorBody,
}

/// Somebody who leaves signs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Who {
    /// As people call it.
    pub(super) name: &'static str,
    /// The id of the layer that is configured alike.
    pub(super) fix: Option<&'static str>,
    /// Where it usually stands.
    pub(super) place: Place,
}

macro_rules! who {
    ($($constant:ident $name:literal $fix:expr, $place:ident;)+) => {
        $(static $constant: Who = Who { name: $name, fix: $fix, place: Place::$place };)+
    };
}

who! {
    CLOUDFLARE "Cloudflare" None, Edge;
    CLOUDFRONT "CloudFront" Some("cloudfront"), Edge;
    FASTLY "Fastly" None, Edge;
    AKAMAI "Akamai" None, Edge;
    VERCEL "Vercel" None, Edge;
    NETLIFY "Netlify" None, Edge;
    FLY "Fly.io" None, Edge;
    HEROKU "Heroku's router" None, Edge;
    RENDER "Render" None, Edge;
    VARNISH "Varnish" None, Edge;
    GOOGLE "Google's front end" None, Edge;
    AZURE "Azure" None, Edge;
    API_GATEWAY "API Gateway" Some("api-gateway"), Gateway;
    S3 "S3" Some("s3"), Application;
    KONG "Kong" None, Gateway;
    ENVOY "Envoy" Some("envoy"), Gateway;
    TRAEFIK "Traefik" Some("traefik"), Gateway;
    HAPROXY "HAProxy" Some("haproxy"), Gateway;
    NGINX "nginx" Some("nginx"), Gateway;
    OPENRESTY "OpenResty" Some("nginx"), Gateway;
    APACHE "Apache" Some("apache"), Gateway;
    CADDY "Caddy" Some("caddy"), Gateway;
    IIS "IIS" None, Gateway;
    KESTREL "ASP.NET" Some("aspnet"), Application;
    EXPRESS "Express" Some("express"), Application;
    FASTIFY "Fastify" Some("fastify"), Application;
    NEXT "Next.js" None, Application;
    NEST "NestJS" Some("express"), Application;
    DJANGO "Django" Some("django"), Application;
    FLASK "Flask" Some("flask"), Application;
    UVICORN "Starlette or FastAPI" Some("starlette"), Application;
    SPRING "Spring" Some("spring"), Application;
    TOMCAT "Tomcat" Some("spring"), Application;
    RAILS "Rails" Some("rails"), Application;
    PHP "PHP" None, Application;
    LARAVEL "Laravel" None, Application;
    GO "Go" Some("go"), Application;
    AXUM "axum" Some("axum"), Application;
    SUPABASE "Supabase" None, Application;
    FIREBASE "Firebase" None, Application;
    VITE "a development server of JavaScript" None, Application;
    PYTHON "a server in Python" None, Application;
}

macro_rules! signs {
    ($($place:ident $(($name:literal))? $contains:literal => $who:ident;)+) => {
        &[$(Sign { place: Where::$place $(($name))?, contains: $contains, who: &$who }),+]
    };
}

/// Every sign. Of two that stand in one line the first counts.
#[rustfmt::skip]
pub(super) static SIGNS: &[Sign] = signs! {
    Header("cf-ray") "" => CLOUDFLARE;
    Header("server") "cloudflare" => CLOUDFLARE;
    Prefix("x-amz-cf-") "" => CLOUDFRONT;
    Header("via") "cloudfront" => CLOUDFRONT;
    Header("server") "cloudfront" => CLOUDFRONT;
    Prefix("x-amzn-errortype") "" => API_GATEWAY;
    Header("x-amz-apigw-id") "" => API_GATEWAY;
    Header("apigw-requestid") "" => API_GATEWAY;
    ErrorBody "missing authentication token" => API_GATEWAY;
    Header("server") "amazons3" => S3;
    Header("x-amz-request-id") "" => S3;
    ErrorBody "<code>accessforbidden</code>" => S3;
    ErrorBody "corsresponse:" => S3;
    Header("x-fastly-request-id") "" => FASTLY;
    Header("x-served-by") "cache-" => FASTLY;
    Header("x-akamai-request-id") "" => AKAMAI;
    Header("server") "akamaighost" => AKAMAI;
    Prefix("x-vercel-") "" => VERCEL;
    Header("server") "vercel" => VERCEL;
    Prefix("x-nf-") "" => NETLIFY;
    Header("server") "netlify" => NETLIFY;
    Header("fly-request-id") "" => FLY;
    Header("server") "fly/" => FLY;
    Header("via") "vegur" => HEROKU;
    Header("server") "heroku" => HEROKU;
    Header("x-render-origin-server") "" => RENDER;
    Header("x-varnish") "" => VARNISH;
    Header("via") "varnish" => VARNISH;
    Header("via") "google" => GOOGLE;
    Header("server") "google frontend" => GOOGLE;
    Header("x-azure-ref") "" => AZURE;
    Header("x-ms-request-id") "" => AZURE;
    Prefix("x-kong-") "" => KONG;
    Header("via") "kong" => KONG;
    Header("server") "kong" => KONG;
    Prefix("x-envoy-") "" => ENVOY;
    Header("server") "envoy" => ENVOY;
    Header("server") "istio-envoy" => ENVOY;
    ErrorBody "upstream connect error or disconnect/reset before headers" => ENVOY;
    ErrorBody "no healthy upstream" => ENVOY;
    ErrorBody "rbac: access denied" => ENVOY;
    Header("server") "openresty" => OPENRESTY;
    ErrorBody "<center>openresty" => OPENRESTY;
    Header("server") "nginx" => NGINX;
    ErrorBody "<center>nginx" => NGINX;
    Header("server") "apache" => APACHE;
    ErrorBody "<address>apache" => APACHE;
    ErrorBody "additionally, a 404 not found\nerror was encountered" => APACHE;
    Header("server") "caddy" => CADDY;
    Header("via") "caddy" => CADDY;
    ErrorBody "<html><body><h1>503 service unavailable</h1>\nno server is available to handle this request." => HAPROXY;
    ErrorBody "<html><body><h1>502 bad gateway</h1>\nthe server returned an invalid or incomplete response." => HAPROXY;
    ErrorBody "<html><body><h1>504 gateway time-out</h1>\nthe server didn't respond in time." => HAPROXY;
    ErrorBody "<html><body><h1>403 forbidden</h1>\nrequest forbidden by administrative rules." => HAPROXY;
    Header("server") "haproxy" => HAPROXY;
    Header("x-traefik-router") "" => TRAEFIK;
    Header("server") "traefik" => TRAEFIK;
    Header("server") "microsoft-iis" => IIS;
    Header("server") "kestrel" => KESTREL;
    Header("x-powered-by") "asp.net" => KESTREL;
    Header("x-aspnet-version") "" => KESTREL;
    Header("x-powered-by") "next.js" => NEXT;
    Prefix("x-nextjs-") "" => NEXT;
    Header("x-powered-by") "express" => EXPRESS;
    ErrorBody "<pre>cannot get /" => EXPRESS;
    ErrorBody "<pre>cannot put /" => EXPRESS;
    ErrorBody "<pre>cannot post /" => EXPRESS;
    ErrorBody "<pre>cannot delete /" => EXPRESS;
    ErrorBody "<pre>cannot patch /" => EXPRESS;
    ErrorBody "<pre>cannot options /" => EXPRESS;
    ErrorBody "\"message\":\"cannot options /" => NEST;
    ErrorBody "\"message\":\"cannot get /" => NEST;
    ErrorBody "\"message\":\"route options:/" => FASTIFY;
    ErrorBody "\"message\":\"route get:/" => FASTIFY;
    ErrorBody "\"message\":\"route put:/" => FASTIFY;
    ErrorBody "\"code\":\"fst_err" => FASTIFY;
    Header("server") "wsgiserver" => DJANGO;
    ErrorBody "<h1>server error (500)</h1>" => DJANGO;
    ErrorBody "you're seeing this error because you have <code>debug = true</code>" => DJANGO;
    Header("server") "werkzeug" => FLASK;
    ErrorBody "<!doctype html>\n<html lang=en>\n<title>" => FLASK;
    Header("server") "uvicorn" => UVICORN;
    Header("server") "hypercorn" => UVICORN;
    ErrorBody "{\"detail\":\"" => UVICORN;
    Header("server") "gunicorn" => PYTHON;
    ErrorBody "invalid cors request" => SPRING;
    ErrorBody "whitelabel error page" => SPRING;
    Header("x-application-context") "" => SPRING;
    ErrorBody "<h3>apache tomcat" => TOMCAT;
    Header("server") "apache-coyote" => TOMCAT;
    Header("x-runtime") "" => RAILS;
    Header("x-powered-by") "phusion passenger" => RAILS;
    Header("server") "puma" => RAILS;
    Header("set-cookie") "laravel_session" => LARAVEL;
    Header("x-powered-by") "php" => PHP;
    ErrorBody "404 page not found\n" => GO;
    Header("server") "axum" => AXUM;
    Header("sb-gateway-version") "" => SUPABASE;
    Header("server") "firebase" => FIREBASE;
    ErrorBody "/@vite/client" => VITE;
};
