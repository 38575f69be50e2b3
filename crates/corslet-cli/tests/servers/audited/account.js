// What every audited application serves: an account behind a session, at names that say what is wrong with it.

export const { SESSION } = process.env;
export const PATH = '/v1/account';
export const ACCOUNT = { name: 'Ada', email: 'ada@mail.invalid', balance: 1843.12 };
export const SIGN_IN = { error: 'sign in first' };

/** The headers of an answer to whoever is signed in; the session is renewed by each. */
export const SIGNED_IN = {
  'Cache-Control': 'no-store',
  'Set-Cookie': `session=${SESSION}; Path=/; HttpOnly; SameSite=None; Secure`,
};

/** What a right set-up names. */
export const METHODS = ['PUT', 'DELETE'];
export const HEADERS = ['authorization', 'content-type', 'x-request-id'];

/** The front ends of the application of this name. */
export function fronts(name) {
  return [`https://app.${name}.com`, `https://www.${name}.com`];
}

export function isSignedIn(cookie) {
  return (cookie ?? '').split(';').some((pair) => pair.trim() === `session=${SESSION}`);
}

/** Says where the server of this name listens. */
export function tell(name, server) {
  process.stdout.write(`${name} ${server.address().port}\n`);
}
