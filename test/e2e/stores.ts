import dynalite from 'dynalite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../src/entrypoints/settings.js';
import { urlOf } from '../loopback.js';

/** A place to keep things, as the settings name it, and its removal. */
export interface StorePlace {
  store: Settings['store'];
  remove(): Promise<void>;
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tekton-e2e-'));
}

export function onDisk(): Promise<StorePlace> {
  const directory = newFolder();
  const remove = () => {
    rmSync(directory, { recursive: true, force: true });
    return Promise.resolve();
  };
  return Promise.resolve({ store: { kind: 'embedded', directory }, remove });
}

/** DynamoDB as dynalite serves it on this machine. The product makes its table by itself. */
export async function onDynamoDb(): Promise<StorePlace> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  const endpoint = await urlOf(server);
  return {
    store: { kind: 'dynamodb', table: 'tekton', endpoint, region: 'us-east-1', hasCredentials: false },
    remove: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
