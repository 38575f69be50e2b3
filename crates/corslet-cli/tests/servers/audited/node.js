// Every audited application that runs in Node.js. Each says on a line of standard output where it listens.
//
//   SESSION=1234 node node.js

import { start as express } from './express.js';
import { start as fastify } from './fastify.js';
import { start as hapi } from './hapi.js';
import { start as hono } from './hono.js';
import { start as koa } from './koa.js';

express();
hono();
koa();
await fastify();
await hapi();
