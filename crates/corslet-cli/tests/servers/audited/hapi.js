// hapi with its own `cors` of routes, an application for each set-up.

import Hapi from '@hapi/hapi';

import { ACCOUNT, HEADERS, PATH, SIGNED_IN, SIGN_IN, fronts, isSignedIn, tell } from './account.js';

const GRANTS = { credentials: true, headers: HEADERS, maxAge: 600 };

const SETUPS = {
  // Dangerous: everybody is the default, and everybody is whoever asks.
  hapireflect: { credentials: true },
  // Dangerous: a star stands for any characters, dots too.
  hapibelow: { ...GRANTS, origin: ['https://*.hapibelow.com'] },
  // Dangerous: a star at the end.
  hapibegins: { ...GRANTS, origin: ['https://app.hapibegins.*'] },
  // Right for data that everybody may read: whoever asks is named, and gets no credentials.
  hapiopen: true,
  // The same by a star.
  hapistar: { origin: 'ignore' },
  // Right.
  hapilist: { ...GRANTS, origin: fronts('hapilist') },
};

export async function start() {
  for (const [name, cors] of Object.entries(SETUPS)) {
    const server = Hapi.server({ port: 0, host: '127.0.0.1', routes: { cors } });
    server.route({
      method: ['GET', 'POST', 'PUT', 'DELETE'],
      path: PATH,
      handler: (request, h) => {
        const isKnown = isSignedIn(request.headers.cookie);
        const response = h.response(isKnown ? ACCOUNT : SIGN_IN).code(isKnown ? 200 : 401);
        const headers = isKnown ? SIGNED_IN : { 'Cache-Control': 'no-store' };
        for (const [header, value] of Object.entries(headers)) response.header(header, value);
        return response;
      },
    });
    await server.start();
    tell(name, server.listener);
  }
}
