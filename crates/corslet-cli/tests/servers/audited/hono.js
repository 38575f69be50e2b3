// Hono with its own middleware, an application for each set-up.

import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';

import { ACCOUNT, HEADERS, METHODS, PATH, SIGNED_IN, SIGN_IN, fronts, isSignedIn, tell } from './account.js';

const GRANTS = { credentials: true, allowMethods: METHODS, allowHeaders: HEADERS, maxAge: 600 };

const SETUPS = {
  // Dangerous: a function that says yes to everybody.
  honoreflect: { ...GRANTS, origin: (origin) => origin },
  // Dangerous: everything below the domain.
  honobelow: { ...GRANTS, origin: (origin) => (/^https:\/\/[a-z0-9-]+\.honobelow\.com$/.test(origin) ? origin : null) },
  // Wrong: `*` grants nothing to a request with credentials.
  honostars: { ...GRANTS, origin: '*' },
  // Right.
  honolist: { ...GRANTS, origin: fronts('honolist') },
};

export function start() {
  for (const [name, options] of Object.entries(SETUPS)) {
    const app = new Hono();
    app.use(cors(options));
    app.all(PATH, (context) => {
      if (isSignedIn(context.req.header('Cookie'))) return context.json(ACCOUNT, 200, SIGNED_IN);
      return context.json(SIGN_IN, 401, { 'Cache-Control': 'no-store' });
    });
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => tell(name, server));
  }
}
