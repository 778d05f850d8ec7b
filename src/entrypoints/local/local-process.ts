import { setTimeout as wait } from 'node:timers/promises';
import { takeOver } from '../../app/inbox/take-over.js';
import type { Clock, Log } from '../../app/ports/environment.js';
import type { Store } from '../../app/ports/store.js';
import type { Credentials, Settings } from '../settings.js';
import { verifierOf } from '../webhook-secrets.js';
import { wire, type Wired } from '../wire.js';
import { LocalBus } from './bus.js';
import { HealthWatch } from './health.js';
import { introduce } from './introduce.js';
import { openStore } from './open-store.js';
import { serve, type LocalServer } from './server.js';

/** Deliveries and the like worked on side by side. */
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

/**
 * The whole application in one process: server, worker, one timer, and the store it was told to use.
 *
 * @param with_ `introduced`: GitHub is asked who we are before anything is served.
 */
export async function startLocal(
  settings: Settings,
  credentials: Credentials,
  ownLog: Log,
  with_: { fetch?: typeof fetch; store?: Store; clock?: Clock; introduced?: boolean } = {},
): Promise<LocalProcess> {
  const watch = new HealthWatch(with_.clock ?? { now: () => Date.now() });
  const log = watch.over(ownLog);
  const store = with_.store ?? (await openStore(settings));
  const bus = new LocalBus(AT_ONCE);
  const wired = await wire({
    settings,
    credentials,
    store,
    bus,
    log,
    heard: (answered) => {
      watch.heard(answered);
    },
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
  try {
    if (with_.introduced === true)
      await introduce(wired.probot, { appId: credentials.appId, apiUrl: settings.githubApiUrl, log });
  } catch (error) {
    await store.close();
    throw error;
  }
  // Its folder is nobody else's: what the last process had in hand, nobody has.
  if (settings.store.kind === 'embedded') await takeOver({ ...wired.app, bus });

  const server = await serve({
    host: settings.host,
    port: settings.port,
    edge: { verify: verifierOf(credentials), accept: wired.accept, now: () => wired.app.clock.now() },
    log,
    health: () => watch.health(store, settings.store.kind),
  }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });

  bus.start((item) => guarded(wired.seeTo(item), 'what waited could not be done'));

  let ticking = Promise.resolve();
  let stopped = false;
  const beat = () => {
    ticking = guarded(wired.tick(), 'a tick failed').then(() => {
      if (!stopped) timer = setTimeout(beat, settings.tickEvery);
    });
  };
  let timer = setTimeout(beat, 0);

  return {
    server,
    wired,
    idle: () => bus.idle(),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      bus.stop();
      const finished = Promise.all([server.close(STOP_WAITS), bus.idle(), ticking]).then(() => true);
      const late = wait(STOP_WAITS, false, { ref: false });
      if (!(await Promise.race([finished, late])))
        log.warn({ waited: STOP_WAITS }, 'stopped in the middle of work: the next start goes on with it');
      await store.close();
    },
  };
}
