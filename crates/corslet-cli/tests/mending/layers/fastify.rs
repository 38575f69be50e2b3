//! Fastify with every fault.

use super::node::{missing, node};
use super::stand::{Parts, Stand};

pub(super) static STAND: Stand = Stand {
    layer: "fastify",
    missing: || missing("fastify"),
    fault,
    prepare: |site, written| {
        let import = "import cors from '@fastify/cors';\n";
        let text = TEMPLATE
            .replace("@IMPORT@", if written.is_mended { written.piece(0, 0) } else { import })
            .replace("@GRANT@", written.piece(1, 1))
            .replace("@ANSWER@", &written.answer);
        node(site, &text)
    },
};

const TEMPLATE: &str = r#"
import Fastify from 'fastify';
@IMPORT@
const app = Fastify();
@GRANT@
@ANSWER@
await app.listen({ port: @PORT@, host: '127.0.0.1' });
"#;

const ANSWER: &str = "app.route({ method: ['GET', 'PUT'], url: '/data', handler: async () => ({}) });";

fn fault(number: &str) -> Parts {
    let (grant, answer) = match number {
        "D01" => ("", ANSWER),
        "D02" => ("", "app.get('/data', async () => { throw new Error('on purpose'); });"),
        "D04" => (
            "",
            "app.addHook('onRequest', async (request, reply) => {\n\
             if (!request.headers.authorization) return reply.code(401).send({});\n});\n\
             app.get('/data', async () => ({}));",
        ),
        "D05" => ("", ANSWER),
        "D12" => ("await app.register(cors, { origin: '*' });", ANSWER),
        "D16" => {
            ("await app.register(cors, { origin: ['@FRONT@'], allowedHeaders: ['content-type'] });", ANSWER)
        }
        "D21" => ("await app.register(cors, { origin: 'http://127.0.0.1:5000' });", ANSWER),
        "D23" => (
            "app.addHook('onSend', async (request, reply) => {\n\
             reply.raw.setHeader('Access-Control-Allow-Origin', ['@FRONT@', '*']);\n});",
            ANSWER,
        ),
        "D28" => (
            "app.options('/data', async (request, reply) => {\n\
             reply.code(204).header('Access-Control-Allow-Origin', '@FRONT@')\n\
             .header('Access-Control-Allow-Headers', 'x-tenant').send();\n});",
            ANSWER,
        ),
        _ => (
            "await app.register(cors, { origin: ['@FRONT@'] });",
            "app.get('/data', async (request, reply) => { reply.header('X-Total-Count', '42'); return {}; });",
        ),
    };
    Parts { grant, answer }
}
