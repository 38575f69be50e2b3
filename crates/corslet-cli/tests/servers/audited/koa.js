// Koa with `@koa/cors`, an application for each set-up.

import cors from '@koa/cors';
import Koa from 'koa';

import { ACCOUNT, HEADERS, METHODS, PATH, SIGNED_IN, SIGN_IN, fronts, isSignedIn, tell } from './account.js';

const GRANTS = { credentials: true, allowMethods: METHODS, allowHeaders: HEADERS, maxAge: 600 };

/** The origin that asks, where this is so of it. */
const where = (is) => (context) => (is(context.get('Origin')) ? context.get('Origin') : '');

const SETUPS = {
  // Dangerous: `*` is the default, and together with credentials it is whoever asks.
  koareflect: { credentials: true },
  // Dangerous: an end without its dot.
  koaends: { ...GRANTS, origin: where((origin) => origin.endsWith('koaends.com')) },
  // Right.
  koalist: { ...GRANTS, origin: where((origin) => fronts('koalist').includes(origin)) },
};

export function start() {
  for (const [name, options] of Object.entries(SETUPS)) {
    const app = new Koa();
    app.use(cors(options));
    app.use((context) => {
      if (context.path !== PATH) return;
      if (isSignedIn(context.get('Cookie'))) {
        context.set(SIGNED_IN);
        context.body = ACCOUNT;
      } else {
        context.status = 401;
        context.set('Cache-Control', 'no-store');
        context.body = SIGN_IN;
      }
    });
    const server = app.listen(0, '127.0.0.1', () => tell(name, server));
  }
}
