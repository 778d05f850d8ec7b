import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { urlOf } from '../loopback.js';

/**
 * `emulate` (its release 0.11.2), another party's GitHub in one process, with a relay on both of its sides. It checks
 * that the flow is not built around our own simulation's mistakes.
 *
 * What the relay mends on the way to the product, and nothing else:
 *
 * - `X-GitHub-Delivery` is the millisecond there, so that several webhooks share one: each gets a GUID of its own.
 *
 * What it answers in the emulator's stead, because that has no such operation (see `INSTEAD`):
 *
 * - reactions to comments.
 */

/** What the emulator does not know, as GitHub would answer it. */
const INSTEAD: readonly { method: string; path: RegExp; status: number; body: unknown }[] = [
  {
    method: 'POST',
    path: /\/issues\/comments\/\d+\/reactions$/,
    status: 201,
    body: { id: 1, content: 'rocket' },
  },
];

export interface RelayedRequest {
  method: string;
  path: string;
  status: number;
}

export interface Emulated {
  /** Where GitHub's API is: the relay. */
  url: string;
  /** Where webhooks go from now on. */
  sendWebhooksTo(url: string): void;
  /** Requests with an installation's token, and what came of them. */
  requests: readonly RelayedRequest[];
  webhooks: readonly { event: string; status: number }[];
  /** Somebody does something with their token. @throws when it is refused. */
  as(login: string, method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

const Module = z.object({
  createEmulator: z.function({
    input: [z.unknown()],
    output: z.promise(z.object({ url: z.string(), close: z.function({ output: z.promise(z.void()) }) })),
  }),
});

export async function emulated(of: {
  appId: number;
  privateKey: string;
  webhookSecret: string;
  permissions: Record<string, string>;
  events: readonly string[];
  people: readonly string[];
}): Promise<Emulated> {
  const requests: RelayedRequest[] = [];
  const webhooks: { event: string; status: number }[] = [];
  let target: string | null = null;
  const port = await freePort();
  const upstream = `http://127.0.0.1:${port}`;

  const relay = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const headers = headersOf(request);
    if (request.url === '/webhooks') {
      const event = headers['x-github-event'] ?? '';
      const delivery = { ...headers, 'x-github-delivery': randomUUID() };
      const answered =
        target === null ? null : await fetch(target, { method: 'POST', headers: delivery, body });
      webhooks.push({ event, status: answered?.status ?? 0 });
      response.writeHead(answered?.status ?? 502).end(await answered?.text());
      return;
    }
    const method = request.method ?? 'GET';
    const path = request.url ?? '/';
    const instead = INSTEAD.find(
      (each) => each.method === method && each.path.test(path.split('?')[0] ?? ''),
    );
    const answered =
      instead === undefined
        ? await fetch(upstream + path, { method, headers, ...(method === 'GET' ? {} : { body }) })
        : Response.json(instead.body, { status: instead.status });
    requests.push({ method, path, status: answered.status });
    const kept = [...answered.headers].filter(
      ([name]) => !/^(content-(length|encoding)|transfer-encoding)$/.test(name),
    );
    response.writeHead(answered.status, Object.fromEntries(kept));
    response.end(Buffer.from(await answered.arrayBuffer()));
  };
  const url = await urlOf(relay);
  const emulator = await start(port, url, of);

  return {
    url,
    sendWebhooksTo(address) {
      target = address;
    },
    requests,
    webhooks,
    async as(login, method, path, body) {
      const answered = await fetch(upstream + path, {
        method,
        headers: { authorization: `token ${login}-token`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answered.text();
      if (!answered.ok) throw new Error(`${method} ${path} as ${login}: ${answered.status} ${text}`);
      const parsed: unknown = text === '' ? null : JSON.parse(text);
      return parsed;
    },
    async close() {
      await emulator.close();
      await new Promise((closed) => {
        relay.close(closed);
        relay.closeAllConnections();
      });
    },
  };
}

/** It would listen on all of the machine's addresses, and does not wait until it does. */
async function start(
  port: number,
  baseUrl: string,
  of: Parameters<typeof emulated>[0],
): Promise<{ close(): Promise<void> }> {
  const listen = net.Server.prototype.listen;
  net.Server.prototype.listen = function (this: net.Server, ...given: unknown[]): net.Server {
    const [first, ...rest] = given;
    const isOurs = first === port;
    const callbacks = rest.filter((each) => typeof each === 'function');
    Reflect.apply(listen, this, isOurs ? [first, '127.0.0.1', ...callbacks] : given);
    return this;
  };
  try {
    const { createEmulator } = Module.parse(await import('emulate'));
    const emulator = await createEmulator({ service: 'github', port, baseUrl, seed: seedOf(baseUrl, of) });
    for (let tries = 0; tries < 200; tries++) {
      const up = await fetch(`http://127.0.0.1:${port}/meta`).catch(() => null);
      if (up !== null) return { close: () => emulator.close() };
      await wait(20);
    }
    throw new Error('The emulator does not listen.');
  } finally {
    net.Server.prototype.listen = listen;
  }
}

function seedOf(url: string, of: Parameters<typeof emulated>[0]) {
  const members = of.people.map((login) => ({ login, role: login === 'mira' ? 'admin' : 'member' }));
  return {
    tokens: Object.fromEntries(
      of.people.map((login) => [`${login}-token`, { login, scopes: ['repo', 'admin:org'] }]),
    ),
    github: {
      users: of.people.map((login) => ({ login })),
      orgs: [{ login: 'acme', members }],
      repos: [{ owner: 'acme', name: 'shop' }],
      apps: [
        {
          app_id: of.appId,
          slug: 'tekton-core',
          name: 'tekton-core',
          private_key: of.privateKey,
          permissions: of.permissions,
          events: of.events,
          webhook_url: `${url}/webhooks`,
          webhook_secret: of.webhookSecret,
          installations: [{ installation_id: 100, account: 'acme' }],
        },
      ],
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const address = await urlOf(server);
  await new Promise((closed) => server.close(closed));
  return Number(new URL(address).port);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.from(Buffer.concat(chunks));
}

/** Without those that belong to one connection. */
function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    typeof value !== 'string' || /^(host|connection|content-length|transfer-encoding)$/.test(name)
      ? []
      : [[name, value] as const],
  );
  return Object.fromEntries(kept);
}
