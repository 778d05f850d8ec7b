import { randomUUID } from 'node:crypto';
import { Probot, type ProbotOctokit } from 'probot';
import type { Application } from '../app/application.js';
import { accept } from '../app/inbox/accept.js';
import { workOff } from '../app/inbox/work-off.js';
import { handleDelivery } from '../app/handle-delivery.js';
import { performer } from '../app/perform/perform.js';
import { lookAgain } from '../app/projects/look-again.js';
import type { Bus, Chance, Clock, Log, WorkItem } from '../app/ports/environment.js';
import type { Store } from '../app/ports/store.js';
import { seeToDay } from '../app/reports/see-to-day.js';
import { seeTo } from '../app/see-to.js';
import { redeliver } from '../app/redelivery/redeliver.js';
import { tick, type Capacity, type Ticker } from '../app/tick.js';
import { githubOver } from '../adapters/github/github.js';
import { octokitWith } from '../adapters/github/octokit.js';
import { octokitsOf, type Octokits } from '../adapters/github/octokits.js';
import { webhookLogPort } from '../adapters/github/port/webhook-log.js';
import type { Edge } from '../adapters/github/webhook/edge.js';
import { inNameOf } from './correlation.js';
import { probotLog } from './probot-log.js';
import type { AppCredentials, Settings } from './settings.js';

/** What differs between the processes: where things are kept, who is woken, and whose network it is. */
export interface Surroundings {
  settings: Pick<Settings, 'githubApiUrl' | 'writeSpacing' | 'deliveryTries'>;
  credentials: AppCredentials;
  store: Store;
  bus: Bus;
  log: Log;
  clock?: Clock;
  fetch?: typeof fetch;
  /** How long a write waits for its turn in this process, ms. */
  patience?: number;
  /** Asked before each effect: nothing more is to be begun, for this process ends soon. */
  timeIsUp?: () => boolean;
  /** Told after each request whether GitHub answered. */
  heard?: (answered: boolean) => void;
}

/** The application put together: the few doors that a process calls. */
export interface Assembled extends Pick<Edge, 'accept'> {
  app: Application;
  /** Does what is waiting, as the bus or `tick` tells. */
  seeTo(item: WorkItem): Promise<void>;
  /** Sees to whatever is due, and has lost webhooks sent again, when it is time. Answers how much was due. */
  tick(): Promise<number>;
  /** Tells others of what is due instead, as much as fits. Answers how much that was. */
  tellDue(tell: Ticker['seeTo'], capacity: Capacity): Promise<number>;
  /** Has lost webhooks sent again, when it is time. Takes half a minute at the most. */
  redeliver(): Promise<number>;
}

export interface Wired extends Assembled {
  probot: Probot;
}

/** How long a write waits for its turn unless told otherwise, ms. */
const PATIENCE = 5_000;
/** The time one request to GitHub may take, ms. */
const REQUEST_TIMEOUT = 10_000;

export async function wire(surroundings: Surroundings): Promise<Wired> {
  const { settings, credentials, store, bus, log } = surroundings;
  const clock: Clock = surroundings.clock ?? { now: () => Date.now() };
  const { fetch: ownFetch, heard } = surroundings;
  const probot = new Probot({
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    baseUrl: settings.githubApiUrl,
    log: probotLog('warn'),
    Octokit: octokitWith({
      writeSpacing: settings.writeSpacing,
      patience: surroundings.patience ?? PATIENCE,
      store,
      timeout: REQUEST_TIMEOUT,
      now: () => clock.now(),
      ...(heard === undefined ? {} : { heard }),
      ...(ownFetch === undefined ? {} : { fetch: ownFetch }),
    }),
    ...(ownFetch === undefined ? {} : { request: { fetch: ownFetch } }),
  });
  // Until then it gives out no Octokit.
  await probot.ready();

  const { appId } = credentials;
  const chance = { id: () => randomUUID(), fraction: () => Math.random() };
  const octokits = octokitsOf(probot);
  const assembled = assemble({
    octokits,
    asApp: () => probot.auth(),
    appId,
    store,
    bus,
    clock,
    chance,
    log,
    deliveryTries: settings.deliveryTries,
    ...(surroundings.timeIsUp === undefined ? {} : { timeIsUp: surroundings.timeIsUp }),
  });
  return { ...assembled, probot };
}

/** What the application is made of; each part can be another one's, as in a simulation. */
export interface Parts {
  octokits: Octokits;
  /** The App itself, in no installation's name. */
  asApp: () => Promise<ProbotOctokit>;
  appId: number;
  store: Store;
  bus: Bus;
  clock: Clock;
  chance: Chance;
  log: Log;
  deliveryTries: number;
  timeIsUp?: () => boolean;
}

/** The use cases over their parts. */
export function assemble(parts: Parts): Assembled {
  const { octokits, appId, store, bus, clock, chance, log, deliveryTries: mostTries } = parts;
  const github = githubOver(octokits, { appId, asApp: parts.asApp, now: () => clock.now(), log });
  const perform = performer({ github, writes: github, store, bus, clock, log });
  const app: Application = {
    store,
    github,
    writes: github,
    bus,
    clock,
    chance,
    log,
    perform,
    timeIsUp: parts.timeIsUp ?? (() => false),
    identity: { appId },
  };
  const worker = { mostTries, store, clock, chance, log, handle: handleDelivery.bind(null, app) };
  const seers = {
    workOff: (id: string) => workOff(worker, id),
    lookAgain: (id: string) => lookAgain(app, id),
    seeToDay: (id: string) => seeToDay(app, id),
  };
  const see = (item: WorkItem) => inNameOf(item, () => seeTo(seers, item));
  const sendAgain = () => redeliver({ store, github: webhookLogPort(parts.asApp), clock, log });
  return {
    app,
    accept: (delivery) => accept({ store, bus, clock, log }, delivery),
    seeTo: see,
    tick: async () => (await Promise.all([tick({ store, clock, log, seeTo: see }), sendAgain()]))[0],
    tellDue: (tell, capacity) => tick({ store, clock, log, seeTo: tell }, capacity),
    redeliver: sendAgain,
  };
}
