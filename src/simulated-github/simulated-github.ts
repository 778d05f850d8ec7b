import type { SimulatedAnswer, SimulatedRequest } from './http/call.js';
import { createFetch } from './http/fetch.js';
import { createRateLimit } from './http/rate-limit.js';
import { createRouter, type LoggedRequest } from './http/router.js';
import { listen, type Listening } from './http/server.js';
import { createIdentifiers } from './identifiers.js';
import type { Verdicts } from './judge/verdicts.js';
import { createPerson, type Person } from './persons/person.js';
import { allRoutes } from './routes/all.js';
import { createDirectory, createSeeding, type Directory, type Seeding } from './seeding.js';
import { createDeliveries, postWebhook, type Deliver, type Deliveries } from './webhooks/deliveries.js';
import { webhooksFor } from './webhooks/emit.js';
import { asAccount, asBot, type World } from './world.js';

/**
 * Stands around every request. Answer without `proceed` and the operation did not happen; call it and answer
 * something else, and it happened but the caller does not know.
 */
export type Intercept = (
  request: SimulatedRequest & { readonly operation: string },
  proceed: () => SimulatedAnswer,
) => SimulatedAnswer | Promise<SimulatedAnswer>;

export interface SimulatedGitHubOptions {
  /** Epoch ms. */
  now?: () => number;
  /** The same seed and the same story give the same ids, tokens and GUIDs. */
  seed?: string;
  /** What addresses in answers begin with; `listen` sets it to where it listens. */
  apiUrl?: string;
  /** By default webhooks are posted to their App's address. */
  deliver?: Deliver;
  /** Webhooks are carried side by side, each at once, instead of one after another. */
  sideBySide?: boolean;
  intercept?: Intercept;
  /** Asked of every request, answer and webhook; see `judge/judge.ts`. */
  judge?: Verdicts | null;
  /** Of installation tokens, in ms; GitHub's hour unless given. */
  tokenLifetime?: number;
}

export interface RequestLog {
  readonly log: readonly LoggedRequest[];
  readonly total: number;
  /** How often each operation was asked for; those that GitHub does not have count as `unknown`. */
  perOperation(): Record<string, number>;
}

export interface SimulatedGitHub extends Seeding {
  readonly fetch: typeof fetch;
  /** Serves it on this machine only. `prefix`, such as `/api/v3`, begins every path. */
  listen(options?: { port?: number; host?: string; prefix?: string }): Promise<Listening>;
  /** What somebody does at the pages or with git; `github-actions[bot]` acts as that App. */
  as(login: string): Person;
  readonly requests: RequestLog;
  readonly deliveries: Deliveries;
  /** Until all webhooks so far have been delivered. */
  idle(): Promise<void>;
  /** The state itself, to look at. */
  readonly world: World;
  readonly find: Directory;
}

const hour = 3_600_000;
/** Of the request log; counts go on beyond it. */
const keptRequests = 20_000;

export function createSimulatedGitHub(options: SimulatedGitHubOptions = {}): SimulatedGitHub {
  const { now = Date.now, seed = 'github', judge = null, deliver = postWebhook, intercept } = options;
  const identifiers = createIdentifiers(seed);
  const { sideBySide = false } = options;
  const deliveries = createDeliveries({ now, identifiers, deliver, sideBySide });
  const world: World = {
    apiUrl: options.apiUrl ?? 'https://api.github.com',
    webUrl: 'https://github.com',
    now,
    identifiers,
    accounts: new Map(),
    repositories: new Map(),
    formerNames: new Map(),
    apps: new Map(),
    installations: new Map(),
    tokens: new Map(),
    emit(emission) {
      for (const webhook of webhooksFor(world, emission)) {
        judge?.webhook(webhook.event, webhook.action, webhook.payload);
        deliveries.send(webhook);
      }
    },
  };
  const counts = new Map<string, number>();
  const log: LoggedRequest[] = [];
  const router = createRouter({
    world,
    routes: allRoutes({ deliveries, tokenLifetime: options.tokenLifetime ?? hour }),
    limit: createRateLimit(now),
    judge,
    log(entry) {
      counts.set(entry.operation, (counts.get(entry.operation) ?? 0) + 1);
      log.push(entry);
      if (log.length > keptRequests) log.shift();
    },
  });
  const respond = async (request: SimulatedRequest): Promise<SimulatedAnswer> => {
    const proceed = () => router.answer(request);
    return intercept === undefined
      ? proceed()
      : intercept({ ...request, operation: router.operationOf(request) }, proceed);
  };
  const directory = createDirectory(world);
  return {
    ...createSeeding(world, directory),
    fetch: createFetch(respond, () => prefixOf(world.apiUrl)),
    async listen({ port = 0, host = '127.0.0.1', prefix = '' } = {}) {
      const listening = await listen(respond, { port, host, prefix });
      world.apiUrl = listening.url;
      return listening;
    },
    as(login) {
      const account = directory.account(login);
      const app = [...world.apps.values()].find((each) => each.bot === account);
      return createPerson(world, directory, app === undefined ? asAccount(account) : asBot(app));
    },
    requests: {
      log,
      get total() {
        return [...counts.values()].reduce((sum, each) => sum + each, 0);
      },
      perOperation: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
    deliveries,
    idle: () => deliveries.idle(),
    world,
    find: directory,
  };
}

function prefixOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, '');
}
