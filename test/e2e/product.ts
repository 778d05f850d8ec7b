import { memoryStore } from '../../src/adapters/embedded/embedded-store.js';
import type { Clock } from '../../src/app/ports/environment.js';
import type { Store } from '../../src/app/ports/store.js';
import { startLocal } from '../../src/entrypoints/local/local-process.js';
import { WEBHOOK_PATH } from '../../src/entrypoints/local/server.js';
import type { Credentials, Settings } from '../../src/entrypoints/settings.js';

/** The product as it runs somewhere: what a test sees of it beside what it does at GitHub. */
export interface Product {
  /** Where webhooks go. */
  webhookUrl: string;
  /** Resolves when nothing is being worked on. */
  idle(): Promise<void>;
  /** What is due now is seen to, as by its own timer. */
  tick(): Promise<void>;
  store: Store;
  stop(): Promise<void>;
}

/** What every product is told. */
export interface ProductOptions {
  credentials: Credentials;
  /** GitHub's. */
  apiUrl: string;
  clock: Clock;
}

export type StartProduct = (options: ProductOptions) => Promise<Product>;

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * In this process.
 *
 * @param of `store`: in memory unless given: nothing outlives a stop then. `tickEvery`: how often it looks for what is
 * due, ms; rarely, unless a test is about it.
 */
export function localProduct(of: { store?: Settings['store']; tickEvery?: number }): StartProduct {
  return async ({ credentials, apiUrl, clock }) => {
    const settings: Settings = {
      port: 0,
      host: '127.0.0.1',
      store: of.store ?? { kind: 'embedded', directory: 'none' },
      githubApiUrl: apiUrl,
      logLevel: 'fatal',
      writeSpacing: 0,
      deliveryTries: 8,
      tickEvery: of.tickEvery ?? 60_000,
      credentials,
    };
    const kept = of.store === undefined ? { store: memoryStore() } : {};
    const local = await startLocal(settings, credentials, silent, { clock, ...kept });
    return {
      webhookUrl: `${local.server.url}${WEBHOOK_PATH}`,
      idle: () => local.idle(),
      tick: async () => {
        await local.wired.tick();
      },
      store: local.wired.app.store,
      stop: () => local.stop(),
    };
  };
}
