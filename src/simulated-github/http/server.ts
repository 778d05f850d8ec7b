import { createServer, type IncomingMessage } from 'node:http';
import { requestOf, type Respond } from './fetch.js';

export interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The simulated GitHub on a port of this machine. */
export function listen(
  respond: Respond,
  { port, host, prefix }: { port: number; host: string; prefix: string },
): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming)
      .then((body) => {
        const url = `http://${host}${incoming.url ?? '/'}`;
        return respond(requestOf(incoming.method ?? 'GET', url, headersOf(incoming), body, prefix));
      })
      .then(({ status, headers, body }) => {
        outgoing.writeHead(status, headers).end(body);
      })
      .catch((error: unknown) => {
        // A fault of the simulation itself, or one that was put in: the client sees a broken GitHub.
        outgoing.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
      });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve({
        url: `http://${host}:${actual}${prefix}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => {
              closed();
            });
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  incoming.setEncoding('utf8');
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  return body;
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
