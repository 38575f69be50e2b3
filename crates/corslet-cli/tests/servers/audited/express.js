// Express with the `cors` package, an application for each set-up.

import cors from 'cors';
import express from 'express';

import { ACCOUNT, HEADERS, METHODS, PATH, SIGNED_IN, SIGN_IN, fronts, isSignedIn, tell } from './account.js';

const SETUPS = {
  // Dangerous: any origin, with credentials.
  expressreflect: { origin: true, credentials: true },
  // Dangerous: the first dot stands for any character.
  expressdot: { origin: [...fronts('expressdot'), /^https:\/\/api.expressdot\.com$/], credentials: true },
  // Dangerous: sandboxed pages.
  expressnull: { origin: [...fronts('expressnull'), 'null'], credentials: true },
  // Dangerous: an address of the developer's machine, which nobody took out.
  expresslocal: { origin: [...fronts('expresslocal'), 'http://localhost:3000'], credentials: true },
  // Wrong: `*` grants nothing to a request with credentials.
  expressstars: { origin: '*', credentials: true },
  // Right for data that everybody may read.
  expressopen: {},
  // Right, and whatever header is asked for is allowed.
  expressplain: { origin: fronts('expressplain'), credentials: true },
  // Right.
  expresslist: {
    origin: fronts('expresslist'), credentials: true, methods: METHODS, allowedHeaders: HEADERS, maxAge: 600,
  },
};

export function start() {
  for (const [name, options] of Object.entries(SETUPS)) {
    const app = express();
    app.use(cors(options));
    app.all(PATH, (request, response) => {
      if (isSignedIn(request.headers.cookie)) response.set(SIGNED_IN).json(ACCOUNT);
      else response.status(401).set('Cache-Control', 'no-store').json(SIGN_IN);
    });
    const server = app.listen(0, '127.0.0.1', () => tell(name, server));
  }
}
