// A Fastify application whose scopes set `@fastify/cors` up rightly and wrongly, one way each.
//
//   FRONT=http://127.0.0.1:8080 PORT=8081 OTHER_PORT=8082 node fastify.js
//
// FRONT is the origin of the page that asks; both ports serve the same.

import cors from '@fastify/cors';
import Fastify from 'fastify';

import { ELSEWHERE, FRONT, OTHER, listen } from './listen.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What every scope answers: a body, and headers for the page to look for. */
async function answer(request, reply) {
  reply.header('X-Total-Count', '42').header('X-Kept', 'for the server');
  return { route: request.routeOptions.url };
}

/** Redirects with the query that came. */
function redirect(status, to) {
  return (request, reply) => reply.redirect(to + request.url.slice(request.url.indexOf('?')), status);
}

function application(https) {
  const app = Fastify({ https: https ?? null, exposeHeadRoutes: false });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => done(null, body));

  /** A scope with one set-up of the plugin; `more` adds to it, after the plugin. */
  function scope(name, options, more) {
    app.register(async (scope) => {
      if (options) await scope.register(cors, options);
      scope.route({ method: METHODS, url: '/data', handler: answer });
      if (more) await more(scope);
    }, { prefix: name });
  }

  // Wrong: any origin is reflected, and its visitors' cookies with it.
  scope('/reflect', { origin: true, credentials: true, methods: METHODS });
  // Right: one origin, with credentials, and every method that the routes have.
  scope('/fixed', { origin: FRONT, credentials: true, methods: METHODS, maxAge: 600 });
  // Wrong for PUT: the plugin's own list of methods has only GET, HEAD and POST.
  scope('/default-methods', { origin: FRONT });
  // Right: a list, of which the asking origin is sent back.
  scope('/list', { origin: [FRONT, ELSEWHERE], credentials: true, methods: METHODS });
  // Wrong for this page: a list without it.
  scope('/list-without', { origin: [ELSEWHERE, 'https://admin.example.com'], credentials: true });
  // Wrong: `*` grants nothing to a request with credentials.
  scope('/star', { origin: '*', credentials: true, methods: METHODS });
  // Wrong for this page: the one origin is another one.
  scope('/elsewhere', { origin: ELSEWHERE });
  // Dangerous: a pattern without an end.
  scope('/pattern', { origin: /^https?:\/\/127\.0\.0\.1/, credentials: true });
  // Right: a function decides.
  scope('/function', { origin: (origin, decide) => decide(null, origin === FRONT), credentials: true });
  // Right for two headers; any other is refused.
  scope('/headers', { origin: FRONT, allowedHeaders: ['Content-Type', 'X-Listed'], methods: METHODS });
  // Right: the page may read X-Total-Count, and not X-Kept.
  scope('/exposed', { origin: FRONT, exposedHeaders: ['X-Total-Count'] });
  // Wrong: there is no CORS at all.
  scope('/none');
  // Wrong: preflights are not answered, and no route takes OPTIONS.
  scope('/no-preflight', { origin: FRONT, preflight: false });
  // Wrong: preflights are handed on to a route that does not know them.
  scope('/continue', { origin: FRONT, preflightContinue: true }, (scope) => {
    scope.options('/data', (request, reply) => reply.code(403).send());
  });
  // Right: an error keeps the headers, because the plugin's hook ran first.
  scope('/error', { origin: FRONT }, (scope) => {
    scope.get('/crash', () => { throw new Error('after the hook'); });
  });
  // Wrong: a token is asked for before the plugin's hook has run, of preflights too.
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      if (!request.headers.authorization) return reply.code(401).send({ error: 'no token' });
    });
    await scope.register(cors, { origin: FRONT });
    scope.route({ method: METHODS, url: '/data', handler: answer });
  }, { prefix: '/locked' });
  // Right for simple requests, and for others as long as each hop is granted.
  scope('/redirect', { origin: FRONT, methods: METHODS, credentials: true }, (scope) => {
    scope.route({ method: METHODS, url: '/here', handler: redirect(307, '/fixed/data') });
    scope.route({ method: METHODS, url: '/see-other', handler: redirect(303, '/fixed/data') });
    scope.route({ method: METHODS, url: '/there', handler: redirect(307, `${OTHER}/fixed/data`) });
    scope.route({ method: METHODS, url: '/star', handler: redirect(302, `${OTHER}/star/data`) });
  });
  return app;
}

listen((certificate) => {
  const app = application(certificate);
  return { listen: (port, host) => app.listen({ port, host }) };
});
