import { handleDelivery } from '../../src/app/handle-delivery.js';
import type { Application } from '../../src/app/application.js';
import { accept } from '../../src/app/inbox/accept.js';
import { workOff } from '../../src/app/inbox/work-off.js';
import { performer } from '../../src/app/perform/perform.js';
import type { Bus, Log } from '../../src/app/ports/environment.js';
import type { GitHub } from '../../src/app/ports/github.js';
import type { Store } from '../../src/app/ports/store.js';
import { lookAgain } from '../../src/app/projects/look-again.js';
import { seeToDay } from '../../src/app/reports/see-to-day.js';
import { seeTo } from '../../src/app/see-to.js';
import { tick } from '../../src/app/tick.js';
import { memoryStore } from '../../src/adapters/embedded/embedded-store.js';
import type { Announcement } from '../../src/domain/announcement.js';
import { Config } from '../../src/domain/config/schema.js';
import type { DomainEvent, EventOf, RepositorySnapshot } from '../../src/domain/event.js';
import { workflowId, type Workflow } from '../../src/domain/workflow/workflow.js';
import { NOW, sampleIssue } from '../contract/samples.js';
import { emptyWorld, githubOf, type World } from './memory-github.js';
import { APP_ID, APOLLO, MARIA, PAUL, REPOSITORY_ID, TINA } from './names.js';
import { watched, type Watched } from './watched.js';

export const TEAM = [
  { name: 'apollo', login: APOLLO.login, capabilities: ['typescript'] },
  { name: 'athena', login: 'athena-ci', capabilities: ['docs'] },
];

/** The whole application over a memory GitHub and a memory store, at a time that stands still until it is moved. */
export interface Situation {
  app: Application;
  world: World;
  github: Watched<GitHub>;
  store: Watched<Store>;
  clock: { now(): number; advance(ms: number): void };
  notes: { level: string; message: string; fields: Record<string, unknown> }[];
  woken: string[];
  /** What wakes and announces; `anotherProcess` announces here too. */
  bus: Watched<Bus>;
  /** All that the bus took, in order. */
  announced: Announcement[];
  /** Tells events as one delivery, straight to its handling. */
  tell(...events: DomainEvent[]): Promise<void>;
  /** Takes a delivery in at the door; answers its id. */
  deliver(id: string, ...events: DomainEvent[]): Promise<'accepted' | 'duplicate'>;
  workOff(id: string): Promise<void>;
  /** Works off all that the worker was woken for since. */
  workOffAll(): Promise<void>;
  tick(): Promise<number>;
  workflow(issueNumber?: number): Promise<Workflow>;
  /** Our comments' kinds on the issue's page, as their markers say, in order. */
  comments(): string[];
}

/** A second process over the same GitHub and the same store, as after a crash. */
export function anotherProcess(situation: Situation, name = 'other'): Application {
  return applicationOver(situation, name);
}

type Parts = Pick<Situation, 'github' | 'store' | 'clock' | 'notes' | 'bus'>;

function applicationOver(
  { github, store, clock, notes, bus: { port: bus } }: Parts,
  name: string,
): Application {
  let ids = 0;
  const chance = { id: () => `${name}-${(ids += 1)}`, fraction: () => 0.5 };
  const log = recording(notes);
  const perform = performer({
    github: github.port,
    writes: github.port,
    store: store.port,
    bus,
    clock,
    log,
  });
  const identity = { appId: APP_ID };
  return {
    github: github.port,
    writes: github.port,
    store: store.port,
    clock,
    chance,
    log,
    bus,
    perform,
    timeIsUp: () => false,
    identity,
  };
}

function recording(notes: Situation['notes']): Log {
  const note = (level: string) => (fields: Record<string, unknown>, message: string) => {
    notes.push({ level, message, fields });
  };
  return { info: note('info'), warn: note('warn'), error: note('error') };
}

/** With the issue #7, a configuration with a team of two, and people with their permissions; unless told otherwise. */
export function situation(
  of: { config?: unknown; repository?: Partial<RepositorySnapshot> } = {},
): Situation {
  const world = emptyWorld();
  world.repository = { ...world.repository, ...of.repository };
  world.issues.set(7, { issue: sampleIssue(), updatedAt: NOW });
  world.permissions.set(MARIA.login, 'write').set(PAUL.login, 'write').set(TINA.login, 'triage');
  if (of.config !== null) configure(world, of.config ?? {});
  let now = NOW;
  const clock = {
    now: () => now,
    advance: (ms: number) => {
      now += ms;
    },
  };
  const github = watched(githubOf(world, clock.now));
  const store = watched(memoryStore());
  const notes: Situation['notes'] = [];
  const woken: string[] = [];
  const announced: Announcement[] = [];
  const bus = watched<Bus>({
    wake: ({ id }) => {
      woken.push(id);
      return Promise.resolve();
    },
    publish: (events) => {
      announced.push(...events);
      return Promise.resolve();
    },
  });
  const app = applicationOver({ github, store, clock, notes, bus }, 'process');
  const worker = { mostTries: 8, ...app, handle: handleDelivery.bind(null, app) };
  return {
    app,
    world,
    github,
    store,
    clock,
    notes,
    woken,
    bus,
    announced,
    tell: (...events) => {
      for (const event of events)
        if (event.kind === 'installation-changed') world.installation = asTold(event, world);
      return handleDelivery(app, events, { repository: world.repository, receivedAt: now, again: false });
    },
    deliver: (id, ...events) => accept(app, { id, name: 'test', repository: world.repository, events }),
    workOff: (id) => workOff(worker, id),
    async workOffAll() {
      for (const id of woken.splice(0)) await workOff(worker, id);
    },
    tick: () =>
      tick({
        ...app,
        seeTo: seeTo.bind(null, {
          workOff: (id) => workOff(worker, id),
          lookAgain: (id) => lookAgain(app, id),
          seeToDay: (id) => seeToDay(app, id),
        }),
      }),
    async workflow(issueNumber = 7) {
      const stored = await app.store.getWorkflow(workflowId(REPOSITORY_ID, issueNumber));
      if (stored === null) throw new Error(`there is no workflow of #${issueNumber}`);
      return stored.value;
    },
    comments: () => world.comments.map(({ marker }) => /kind=(\S+)/.exec(marker)?.[1] ?? marker),
  };
}

/** GitHub is as it tells, unless a test has it otherwise. */
function asTold({ change }: EventOf<'installation-changed'>, { installation }: World): World['installation'] {
  switch (change) {
    case 'suspended':
      return 'suspended';
    case 'unsuspended':
      return 'active';
    case 'deleted':
      return 'gone';
    case 'created':
    case 'permissions-accepted':
      return installation;
  }
}

/** Puts a configuration at the head of the default branch: the team of two, and what is given. */
export function configure(world: World, config: unknown): void {
  const given = typeof config === 'object' && config !== null ? config : {};
  world.configurations.set('', { config: Config.parse({ team: TEAM, ...given }), faults: [] });
}
