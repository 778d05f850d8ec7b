import type { Clock, Log } from '../../app/ports/environment.js';
import type { Store } from '../../app/ports/store.js';
import type { Credentials, Settings } from '../settings.js';
import { wire, type Wired } from '../wire.js';
import { LocalBus } from './bus.js';
import { openStore } from './open-store.js';
import { serve, type LocalServer } from './server.js';

/** Deliveries worked on side by side. */
const AT_ONCE = 16;
/** How long a stop waits for what is under way, ms. What is left is found in the store after the next start. */
const STOP_WAITS = 8_000;

export interface LocalProcess {
  server: LocalServer;
  wired: Wired;
  /** Resolves when nothing is being worked on. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole application in one process: server, worker, one timer, and the store it was told to use. */
export async function startLocal(
  settings: Settings,
  credentials: Credentials,
  log: Log,
  with_: { fetch?: typeof fetch; store?: Store; clock?: Clock } = {},
): Promise<LocalProcess> {
  const store = with_.store ?? (await openStore(settings));
  const bus = new LocalBus(AT_ONCE);
  const wired = await wire({
    settings,
    credentials,
    store,
    bus,
    log,
    ...(with_.fetch === undefined ? {} : { fetch: with_.fetch }),
    ...(with_.clock === undefined ? {} : { clock: with_.clock }),
  });
  const guarded = (doing: Promise<unknown>, what: string) =>
    doing.then(
      () => undefined,
      (error: unknown) => {
        log.error({ reason: error instanceof Error ? error.message : String(error) }, what);
      },
    );
  bus.start((id) => guarded(wired.workOff(id), 'a delivery could not be worked off'));

  let ticking = Promise.resolve();
  let stopped = false;
  const beat = () => {
    ticking = guarded(wired.tick(), 'a tick failed').then(() => {
      if (!stopped) timer = setTimeout(beat, settings.tickEvery);
    });
  };
  let timer = setTimeout(beat, 0);

  const server = await serve({
    host: settings.host,
    port: settings.port,
    edge: wired.edge,
    log,
    health: () => ({ store: settings.store.kind }),
  }).catch(async (error: unknown) => {
    clearTimeout(timer);
    await store.close();
    throw error;
  });

  return {
    server,
    wired,
    idle: () => bus.idle(),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await server.close();
      bus.stop();
      await Promise.race([
        Promise.all([bus.idle(), ticking]),
        new Promise((resolve) => setTimeout(resolve, STOP_WAITS).unref()),
      ]);
      await store.close();
    },
  };
}
