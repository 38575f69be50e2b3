//! The servers of the rows: a template each, in which a row writes what is wrong.

use std::process::Command;

use crate::mending::layers::nginx::nginx;
use crate::mending::layers::node::{missing as missing_node, node};
use crate::mending::layers::python::{gunicorn, missing as missing_python, uvicorn};
use crate::mending::layers::stand::not_installed;
use crate::mending::site::Site;

/// A kind of server.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    /// What it needs and this machine does not have.
    pub(crate) missing: fn() -> Vec<String>,
    /// The command that starts it with a row's text.
    pub(crate) prepare: fn(&Site<'_>, &str) -> Result<Command, String>,
}

pub(crate) static NGINX: Server = Server {
    name: "nginx",
    missing: || not_installed("nginx"),
    prepare: |site, text| {
        site.file("index.html", "<!doctype html><title>A shop</title><div id=\"root\"></div>")?;
        nginx(site, &NGINX_TEMPLATE.replace("@TEXT@", text))
    },
};

const NGINX_TEMPLATE: &str = r#"
daemon off;
master_process off;
worker_processes 1;
pid @DIR@/nginx.pid;
error_log stderr warn;
events { worker_connections 64; }
http {
    access_log off;
    types { text/html html; }
    default_type application/json;
    client_body_temp_path @DIR@/body;
    proxy_temp_path @DIR@/proxy;
    fastcgi_temp_path @DIR@/fastcgi;
    uwsgi_temp_path @DIR@/uwsgi;
    scgi_temp_path @DIR@/scgi;
    proxy_cache_path @DIR@/cache keys_zone=answers:1m;
    server {
        listen 127.0.0.1:@PORT@;
        root @DIR@;
        @TEXT@
    }
}
"#;

pub(crate) static EXPRESS: Server = Server {
    name: "Express",
    missing: || missing_node("express"),
    prepare: |site, text| node(site, &EXPRESS_TEMPLATE.replace("@TEXT@", text)),
};

const EXPRESS_TEMPLATE: &str = r#"
import cors from 'cors';
import express from 'express';
const app = express();
// An ETag that no page may read is a diagnosis of its own.
app.disable('etag');
const answer = (request, response) => response.json({});
@TEXT@
app.listen(@PORT@, '127.0.0.1');
"#;

pub(crate) static FLASK: Server = Server {
    name: "Flask",
    missing: missing_python,
    prepare: |site, text| {
        site.file("server.py", &FLASK_TEMPLATE.replace("@TEXT@", text))?;
        Ok(gunicorn(site))
    },
};

const FLASK_TEMPLATE: &str = r#"
from flask import Flask, jsonify
from flask_cors import CORS
app = Flask(__name__)
@TEXT@
"#;

pub(crate) static DJANGO: Server = Server {
    name: "Django",
    missing: missing_python,
    prepare: |site, text| {
        site.file("server.py", &DJANGO_TEMPLATE.replace("@TEXT@", text))?;
        Ok(gunicorn(site))
    },
};

const DJANGO_TEMPLATE: &str = r#"
import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import JsonResponse
from django.urls import path

APPEND_SLASH = True
def data(request):
    return JsonResponse({})
@TEXT@
settings.configure(
    ALLOWED_HOSTS=["*"],
    APPEND_SLASH=APPEND_SLASH,
    LOGGING_CONFIG=None,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    ROOT_URLCONF="server",
    SECRET_KEY="for tests",
)
django.setup()
app = WSGIHandler()
"#;

pub(crate) static STARLETTE: Server = Server {
    name: "Starlette",
    missing: missing_python,
    prepare: |site, text| {
        site.file("server.py", &STARLETTE_TEMPLATE.replace("@TEXT@", text))?;
        Ok(uvicorn(site))
    },
};

const STARLETTE_TEMPLATE: &str = r#"
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Route
async def data(request):
    return JSONResponse({})
@TEXT@
"#;
