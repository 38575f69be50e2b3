// Fastify with `@fastify/cors`, an application for each set-up.

import cors from '@fastify/cors';
import Fastify from 'fastify';

import { ACCOUNT, HEADERS, METHODS, PATH, SIGNED_IN, SIGN_IN, fronts, isSignedIn, tell } from './account.js';

const GRANTS = { credentials: true, methods: METHODS, allowedHeaders: HEADERS, maxAge: 600 };

const SETUPS = {
  // Dangerous: any origin, with credentials.
  fastifyreflect: { ...GRANTS, origin: true },
  // Dangerous: a pattern without an end.
  fastifybegins: { ...GRANTS, origin: /^https:\/\/(app|www)\.fastifybegins\.com/ },
  // Wrong for whoever needs more than GET: preflights are left to a router that does not know them.
  fastifyleft: { ...GRANTS, origin: fronts('fastifyleft'), preflight: false },
  // Right.
  fastifylist: { ...GRANTS, origin: fronts('fastifylist') },
};

export async function start() {
  for (const [name, options] of Object.entries(SETUPS)) {
    const app = Fastify();
    await app.register(cors, options);
    app.route({
      method: ['GET', 'POST', 'PUT', 'DELETE'],
      url: PATH,
      handler: async (request, reply) => {
        if (isSignedIn(request.headers.cookie)) return reply.headers(SIGNED_IN).send(ACCOUNT);
        return reply.code(401).header('Cache-Control', 'no-store').send(SIGN_IN);
      },
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    tell(name, app.server);
  }
}
