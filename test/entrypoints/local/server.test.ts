import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { PAYLOAD_CAP, type Edge } from '../../../src/adapters/github/webhook/edge.js';
import type { Health } from '../../../src/entrypoints/local/health.js';
import { serve, WEBHOOK_PATH, type LocalServer } from '../../../src/entrypoints/local/server.js';
import { BRANCH_DELETED, edgeOver, webhook } from '../../adapters/github/webhook/deliveries.js';

const open: LocalServer[] = [];
const health = () => Promise.resolve({ status: 'ok' as const });

afterEach(async () => {
  for (const server of open.splice(0)) await server.close(1000);
});

async function serving(
  edge: Edge = edgeOver(),
  status: Health['status'] = 'ok',
): Promise<{ url: string; notes: string[] }> {
  const notes: string[] = [];
  const note = (fields: Record<string, unknown>, message: string) => {
    notes.push(`${message} ${JSON.stringify(fields)}`);
  };
  const log = { info: note, warn: note, error: note };
  const server = await serve({
    host: '127.0.0.1',
    port: 0,
    edge,
    log,
    health: () => Promise.resolve({ status, store: 'embedded' }),
  });
  open.push(server);
  return { url: server.url, notes };
}

async function post(
  url: string,
  request = webhook(BRANCH_DELETED),
): Promise<{ status: number; body: unknown }> {
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const response = await fetch(`${url}${WEBHOOK_PATH}`, {
    method: request.method,
    headers,
    body: new Uint8Array(request.body),
  });
  return { status: response.status, body: await response.json() };
}

/** The first line that a server answers to raw bytes. */
function rawAnswer(url: string, parts: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('close', () => {
      resolve(answer.split('\r\n')[0] ?? '');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (answer === '' && error.code !== 'EPIPE') reject(error);
    });
    for (const part of parts) socket.write(part);
  });
}

describe('the local server', () => {
  it('takes webhooks in where Probot would', async () => {
    const stored: Parameters<Edge['accept']>[0][] = [];
    const { url } = await serving(edgeOver(stored));
    expect(await post(url)).toEqual({ status: 202, body: { result: 'accepted' } });
    expect(await post(url)).toEqual({ status: 202, body: { result: 'duplicate' } });
    expect(stored).toHaveLength(1);
  });

  it('says how it is, and counts what came', async () => {
    const { url } = await serving();
    await post(url);
    await post(url, webhook(BRANCH_DELETED, { headers: { 'x-hub-signature-256': undefined } }));
    const response = await fetch(`${url}/health?verbose`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      status: 'ok',
      store: 'embedded',
      webhooks: { accepted: 1, duplicate: 0, ignored: 0, refused: 0, unsigned: 1 },
    });
  });

  it('answers 503 when it cannot work', async () => {
    const { url } = await serving(edgeOver(), 'failing');
    const response = await fetch(`${url}/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'failing' });
  });

  it('has nothing anywhere else', async () => {
    const { url } = await serving();
    const response = await fetch(`${url}/`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'there is nothing here' });
  });

  it('tells the log, and nobody else, what went wrong', async () => {
    const edge = { ...edgeOver(), accept: () => Promise.reject(new Error('the disk /dev/sda1 is full')) };
    const { url, notes } = await serving(edge);
    const { status, body } = await post(url);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('disk');
    expect(notes.join('\n')).toContain('the disk /dev/sda1 is full');
  });

  it('notes why it turned a webhook away', async () => {
    const { url, notes } = await serving();
    expect((await post(url, webhook({ ...BRANCH_DELETED, ref: 1 }))).status).toBe(422);
    expect(notes.join('\n')).toContain('ref');
  });

  it('notes which webhook it was, as far as that can be known', async () => {
    const { url, notes } = await serving();
    await post(url, webhook(BRANCH_DELETED, { headers: { 'x-hub-signature-256': 'sha256=0' } }));
    const odd = { 'x-github-delivery': '../<b>', 'x-github-event': undefined };
    await post(url, webhook(BRANCH_DELETED, { headers: odd }));
    expect(notes).toEqual([
      expect.stringMatching(
        /^webhook not taken in \{"delivery":"[\w-]+","event":"delete","outcome":"unsigned"/,
      ),
      expect.stringMatching(/^webhook not taken in \{"delivery":null,"event":null,"outcome":"refused"/),
    ]);
  });

  it('reads no more than GitHub ever sends, whether the size is told or not', async () => {
    const { url } = await serving();
    const head = `POST ${WEBHOOK_PATH} HTTP/1.1\r\nhost: x\r\n`;
    expect(await rawAnswer(url, [`${head}content-length: ${PAYLOAD_CAP + 1}\r\n\r\n`])).toContain('413');
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    const chunks = Array.from({ length: 26 }, () => [
      `${chunk.length.toString(16)}\r\n`,
      chunk,
      '\r\n',
    ]).flat();
    expect(await rawAnswer(url, [`${head}transfer-encoding: chunked\r\n\r\n`, ...chunks])).toContain('413');
    const health = await fetch(`${url}/health`);
    expect(await health.json()).toMatchObject({ webhooks: { refused: 2 } });
  });

  it('says what to do when its port is taken', async () => {
    const { url } = await serving();
    const port = Number(new URL(url).port);
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    await expect(serve({ host: '127.0.0.1', port, edge: edgeOver(), log, health })).rejects.toThrow(
      `port ${port} on 127.0.0.1 is taken: stop what runs there, or set PORT to another`,
    );
    await expect(
      serve({ host: 'no.such.host.invalid', port: 0, edge: edgeOver(), log, health }),
    ).rejects.toThrow('HOST is no.such.host.invalid, which is no address of this machine');
  });

  it('gives an address with brackets where it is one of IPv6', async () => {
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const server = await serve({ host: '::1', port: 0, edge: edgeOver(), log, health }).catch(() => null);
    if (server === null) return; // no IPv6 on this machine
    open.push(server);
    expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });
});
