import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  PAYLOAD_CAP,
  receiveWebhook,
  tooLarge,
  type Edge,
  type Outcome,
  type WebhookRequest,
} from '../../adapters/github/webhook/edge.js';
import type { Log } from '../../app/ports/environment.js';
import type { Health } from './health.js';
import { listeningFault } from './listening-fault.js';

/** Probot's own path, so that a GitHub App made by its set-up page points here. */
export const WEBHOOK_PATH = '/api/github/webhooks';

export interface LocalServer {
  url: string;
  /** Answers what is under way, for `patience` ms at the most. */
  close(patience: number): Promise<void>;
}

/** Serves the webhooks and `/health`. What goes wrong is logged; the caller is told no more than that it did. */
export async function serve(of: {
  host: string;
  port: number;
  edge: Edge;
  log: Log;
  health: () => Promise<Pick<Health, 'status'>>;
}): Promise<LocalServer> {
  const counts: Record<Outcome, number> = { accepted: 0, duplicate: 0, ignored: 0, refused: 0, unsigned: 0 };
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    route(request, response).catch((error: unknown) => {
      of.log.error({ reason: error instanceof Error ? error.message : String(error) }, 'a request failed');
      send(response, 500, { error: 'something went wrong here; the log says what' });
    });
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0];
    if (path === '/health') {
      const health = await of.health();
      send(response, health.status === 'failing' ? 503 : 200, { ...health, webhooks: counts });
    } else if (path === WEBHOOK_PATH) {
      await takeIn(request, response);
    } else {
      send(response, 404, { error: 'there is nothing here' });
    }
  }

  async function takeIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const answer = body === null ? tooLarge() : await receiveWebhook(of.edge, { ...wire(request), body });
    if (body === null) response.setHeader('connection', 'close');
    counts[answer.outcome] += 1;
    const { outcome, status } = answer;
    if (outcome !== 'accepted') {
      const reason = answer.body.reason ?? null;
      of.log.info({ ...nameOf(request), outcome, status, reason }, 'webhook not taken in');
    }
    send(response, status, answer.body);
  }

  await listen(server, of.host, of.port);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : of.port;
  return {
    url: `http://${of.host.includes(':') ? `[${of.host}]` : of.host}:${port}`,
    close: (patience) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => {
          server.closeAllConnections();
        }, patience);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function wire({ method = '', headers }: IncomingMessage): Pick<WebhookRequest, 'method' | 'headers'> {
  return { method, headers };
}

/** As its headers say, so that GitHub's own log of it can be found; null for what GitHub would not say. */
function nameOf({ headers }: IncomingMessage): { delivery: string | null; event: string | null } {
  const said = (name: string, form: RegExp) => {
    const value = headers[name];
    return typeof value === 'string' && form.test(value) ? value : null;
  };
  return {
    delivery: said('x-github-delivery', /^[\w-]{1,100}$/),
    event: said('x-github-event', /^\w{1,100}$/),
  };
}

/** The raw body; null when it is larger than GitHub ever sends. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > PAYLOAD_CAP) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.byteLength;
    if (size > PAYLOAD_CAP) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(text);
}

/** @throws with what to do when nobody can listen there. */
function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(listeningFault(error, { host, port }));
    });
    server.listen(port, host, resolve);
  });
}
