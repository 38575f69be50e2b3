// What both applications are told by their environment, and how they listen.

import { readFileSync } from 'node:fs';

export const { FRONT, OTHER } = process.env;
export const ELSEWHERE = 'https://app.example.com';

/** Has a server made for each port, with a certificate for https, and starts it. */
export function listen(create) {
  const { PORT, OTHER_PORT, CERTIFICATE, KEY } = process.env;
  const certificate = CERTIFICATE ? { cert: readFileSync(CERTIFICATE), key: readFileSync(KEY) } : undefined;
  for (const port of [PORT, OTHER_PORT]) create(certificate).listen(Number(port), '127.0.0.1');
}
