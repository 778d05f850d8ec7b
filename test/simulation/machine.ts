import type { ProbotOctokit } from 'probot';
import { take, type Edge } from '../../src/adapters/github/webhook/edge.js';
import { octokitWith } from '../../src/adapters/github/octokit.js';
import type { WorkItem } from '../../src/app/ports/environment.js';
import { takeOver } from '../../src/app/inbox/take-over.js';
import { Unavailable } from '../../src/app/ports/github.js';
import type { Store } from '../../src/app/ports/store.js';
import type { Announcement } from '../../src/domain/announcement.js';
import { assemble, type Assembled } from '../../src/entrypoints/wire.js';
import { faultOfGitHub, faultOfStore, type Fault } from './faults.js';
import type { Noise } from './noise.js';
import { quickened, quickResponse } from './quick-response.js';
import { APP_ID } from '../e2e/acme.js';
import type { Parcel, Town } from './town.js';

/** A call that waits to be made, or one that was made and whose answer is on the way. */
export interface Waiting {
  what: string;
  go(): Promise<void>;
}

export interface Machine {
  readonly assembled: Assembled;
  /** Calls in the order in which they came. */
  readonly waiting: Waiting[];
  /** Wake-ups that nobody has followed yet. */
  readonly wakes: WorkItem[];
  /** Tasks under way. */
  tasks(): number;
  /** Grows with all that happens in it. */
  activity(): number;
  seeTo(item: WorkItem): void;
  tick(): void;
  takeOver(): void;
  receive(parcel: Parcel): void;
  /** It ends in the middle of whatever it does: nothing that it waits for is ever answered. */
  kill(): void;
  readonly alive: boolean;
  /** What was logged as an error. */
  readonly errors: string[];
}

/** One life of the process: the real application, with every call to the outside held at a gate. */
export function startMachine(of: {
  town: Town;
  store: Store;
  noise: Noise;
  life: number;
  /** Told of each request to GitHub that took effect. */
  wrote(what: string): void;
  /** Told of all that the bus took. */
  heard(events: readonly Announcement[]): void;
  onKill(): void;
}): Machine {
  const { town, store, noise, life } = of;
  const waiting: Waiting[] = [];
  const wakes: WorkItem[] = [];
  const errors: string[] = [];
  const underWay = new Set<Parcel>();
  let alive = true;
  let tasks = 0;
  let activity = 0;
  let names = 0;

  const kill = () => {
    if (!alive) return;
    alive = false;
    waiting.length = 0;
    wakes.length = 0;
    for (const parcel of underWay) parcel.end(502);
    of.onKill();
  };

  /** Holds a call until it is let go, does it with whatever goes wrong, and holds its answer for a while. */
  function gated(what: string, call: () => unknown, faultOf: (noise: number) => Fault): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!alive) return;
      activity += 1;
      waiting.push({
        what,
        go: async () => {
          const fault = faultOf(noise.next());
          const done = await attempt(call, fault);
          if (fault.kind === 'kill') {
            kill();
            return;
          }
          const settle = () => {
            activity += 1;
            if (!alive) return;
            if (done.error !== undefined) reject(done.error);
            else resolve(done.value);
          };
          if (noise.next() < 128) settle();
          else
            waiting.push({
              what: `the answer to ${what}`,
              go: () => {
                settle();
                return Promise.resolve();
              },
            });
        },
      });
    });
  }

  const gatedStore = new Proxy(store, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function' || typeof key !== 'string') return member;
      return (...args: unknown[]) =>
        gated(
          key,
          (): unknown => Reflect.apply(member, target, args),
          (number) => faultOfStore(number, key.startsWith('save')),
        );
    },
  });

  const fetchGated: typeof fetch = async (input, init) => {
    const method = init?.method ?? 'GET';
    const url = new URL(input instanceof Request ? input.url : input);
    const what = `${method} ${url.pathname}`;
    const answer = await gated(
      what,
      async () => {
        const response = await quickened(await town.github.fetch(url, init));
        if (method !== 'GET' && !url.pathname.startsWith('/app/')) of.wrote(what);
        return response;
      },
      (number) => faultOfGitHub(number, town.clock.now()),
    );
    if (answer instanceof Response) return answer;
    throw new Error('socket hang up');
  };

  const Octokit = octokitWith({
    writeSpacing: null,
    timeout: null,
    fetch: fetchGated,
    now: () => town.clock.now(),
  });
  const octokits = new Map<number, ProbotOctokit>();
  let asApp: { token: string; octokit: ProbotOctokit } | null = null;
  const note = (fields: object, message: string) => `${message} ${JSON.stringify(fields)}`;
  const assembled = assemble({
    octokits: (id) => {
      if (!town.github.world.installations.has(id))
        return Promise.reject(new Unavailable('GitHub gave no token: Not Found', null));
      const octokit = octokits.get(id) ?? new Octokit({ auth: { token: town.tokenOf(id) } });
      octokits.set(id, octokit);
      return Promise.resolve(octokit);
    },
    asApp: () => {
      const token = town.appToken();
      if (asApp?.token !== token) asApp = { token, octokit: new Octokit({ auth: { token } }) };
      return Promise.resolve(asApp.octokit);
    },
    appId: APP_ID,
    store: gatedStore,
    bus: {
      wake: (item) => {
        if (alive) wakes.push(item);
        return Promise.resolve();
      },
      publish: async (events) => {
        await gated(
          'publish',
          () => {
            of.heard(events);
          },
          (number) => faultOfStore(number, false),
        );
      },
    },
    clock: town.clock,
    deliveryTries: 8,
    chance: { id: () => `life-${life}-${(names += 1)}`, fraction: () => noise.next() / 256 },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (fields, message) => errors.push(note(fields, message)),
    },
  });

  const run = (task: () => Promise<unknown>) => {
    tasks += 1;
    const ended = () => {
      tasks -= 1;
      activity += 1;
    };
    task().then(ended, ended);
  };
  const edge: Edge = {
    verify: () => Promise.resolve(true),
    accept: assembled.accept,
    now: () => town.clock.now(),
  };
  return {
    assembled,
    waiting,
    wakes,
    errors,
    tasks: () => tasks,
    activity: () => activity,
    get alive() {
      return alive;
    },
    seeTo: (item) => {
      run(() => assembled.seeTo(item));
    },
    tick: () => {
      run(() => assembled.tick());
    },
    takeOver: () => {
      run(() => takeOver(assembled.app));
    },
    receive: (parcel) => {
      underWay.add(parcel);
      run(async () => {
        const { guid: id, event: name, body } = parcel.request;
        const payload: unknown = JSON.parse(body);
        const status = await take(edge, { id, name, payload }).then(
          (answer) => answer.status,
          () => 500,
        );
        underWay.delete(parcel);
        parcel.end(status);
      });
    },
    kill,
  };
}

interface Attempt {
  value?: unknown;
  error?: Error;
}

async function attempt(call: () => unknown, fault: Fault): Promise<Attempt> {
  try {
    if (fault.kind === 'none') return { value: await call() };
    if (fault.kind === 'answer') return { value: quickResponse(fault.answer, '') };
    if (fault.when === 'after') await call();
    if (fault.kind === 'conflict') return { value: 'conflict' };
    return { error: new Error('the connection broke') };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}
