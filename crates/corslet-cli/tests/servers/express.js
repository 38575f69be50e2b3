// An Express application whose routes set the `cors` package up rightly and wrongly, one way each.
//
//   FRONT=http://127.0.0.1:8080 PORT=8081 OTHER_PORT=8082 node express.js
//
// FRONT is the origin of the page that asks; both ports serve the same.

import http from 'node:http';
import https from 'node:https';

import cors from 'cors';
import express from 'express';

import { ELSEWHERE, FRONT, OTHER, listen } from './listen.js';


const app = express();

/** What every route answers: a body, and headers for the page to look for. */
function answer(request, response) {
  response.set('X-Total-Count', '42').set('X-Kept', 'for the server').json({ route: request.path });
}

/** A route with one set-up of `cors` in front of it, for every method. */
function route(path, options) {
  app.use(path, cors(options));
  app.all(path, answer);
}

// Wrong: any origin is reflected, and its visitors' cookies with it. Everything works, for everybody.
route('/reflect', { origin: true, credentials: true });
// Right: one origin, with credentials.
route('/fixed', { origin: FRONT, credentials: true });
// Wrong for this page: the one origin is another one, and it is sent whoever asks.
route('/elsewhere', { origin: ELSEWHERE, credentials: true });
// Wrong: an origin has no slash at its end.
route('/slash', { origin: `${FRONT}/` });
// Right: a list, of which the asking origin is sent back.
route('/list', { origin: [FRONT, ELSEWHERE], credentials: true });
// Wrong for this page: a list without it, so nothing is sent.
route('/list-without', { origin: [ELSEWHERE, 'https://admin.example.com'], credentials: true });
// Right for public data.
route('/star', {});
// Wrong: `*` grants nothing to a request with credentials.
route('/star-credentials', { origin: '*', credentials: true });
// Dangerous: any sandboxed page is granted.
route('/null', { origin: 'null', credentials: true });
// Dangerous: a pattern without an end, which any port of any host that begins so matches.
route('/pattern', { origin: /^https?:\/\/127\.0\.0\.1/, credentials: true });
// Right for GET and PUT; a PATCH is refused.
route('/methods', { origin: FRONT, methods: ['GET', 'PUT'] });
// Right for two headers; any other is refused.
route('/headers', { origin: FRONT, allowedHeaders: ['Content-Type', 'X-Listed'] });
// Right: the page may read X-Total-Count, and not X-Kept.
route('/exposed', { origin: FRONT, exposedHeaders: ['X-Total-Count'] });
// Right: the answer to a preflight is kept for ten minutes.
route('/max-age', { origin: FRONT, maxAge: 600, optionsSuccessStatus: 200 });

// Wrong: there is no CORS at all.
app.all('/none', answer);

// Wrong for anything but simple requests: Express itself answers OPTIONS, with `Allow` and without CORS.
app.get('/get-only', cors({ origin: FRONT }), answer);

// Wrong: preflights are handed on, and nobody takes them.
app.use('/continue', cors({ origin: FRONT, preflightContinue: true }));
app.options('/continue', (request, response) => response.status(404).end());
app.all('/continue', answer);

// Wrong: preflights need a token, which a browser never sends with them.
app.use('/locked', (request, response, next) => (request.headers.authorization ? next() : response.status(401).end()));
route('/locked', { origin: FRONT });

// Wrong: the handler fails before `cors` has run.
app.get('/crash-before', () => { throw new Error('before cors'); });
route('/crash-before', { origin: FRONT });

// Right: the error is readable, because `cors` ran first.
app.use('/crash-after', cors({ origin: FRONT }));
app.get('/crash-after', (request, response) => response.status(500).json({ error: 'after cors' }));

/** Redirects with the query that came. */
function redirect(status, to) {
  return (request, response) => response.redirect(status, to + request.originalUrl.slice(request.path.length));
}

// Right: a redirect that is granted, to a route that is granted.
app.use('/redirect', cors({ origin: FRONT, credentials: true }));
app.all('/redirect', redirect(307, '/fixed'));

// Wrong: a redirect without CORS headers hides the granted route behind it.
app.all('/redirect-bare', redirect(302, '/fixed'));

// Wrong: after two origins the browser sends `null`, which the route does not grant.
app.use('/redirect-other', cors({ origin: FRONT }));
app.all('/redirect-other', redirect(302, `${OTHER}/fixed`));

listen((certificate) => (certificate ? https.createServer(certificate, app) : http.createServer(app)));
