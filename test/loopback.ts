import { once } from 'node:events';
import type { Server } from 'node:net';

/** Has a server listen on this machine alone, on a free port; answers which. */
export async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on a port.');
  return address.port;
}

/** The same; answers its address. */
export async function urlOf(server: Server): Promise<string> {
  return `http://127.0.0.1:${await portOf(server)}`;
}
