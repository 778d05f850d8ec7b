import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdb } from '../../src/adapters/embedded/embedded-store.js';
import type { Application } from '../../src/app/application.js';
import { handleDelivery } from '../../src/app/handle-delivery.js';
import { workOff } from '../../src/app/inbox/work-off.js';
import { performer } from '../../src/app/perform/perform.js';
import type { Store } from '../../src/app/ports/store.js';
import type { WorkItem } from '../../src/app/ports/environment.js';
import { lookAgain } from '../../src/app/projects/look-again.js';
import { seeToDay } from '../../src/app/reports/see-to-day.js';
import { seeTo } from '../../src/app/see-to.js';
import { tick } from '../../src/app/tick.js';
import type { Account, DomainEvent } from '../../src/domain/event.js';
import { instantGitHub } from './instant-github.js';

/** A Thursday, midnight in UTC, where the projects are. */
const MIDNIGHT = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

export interface Figures {
  projects: number;
  agents: number;
  /** The product's own time, ms. */
  remind_ms: number;
  publish_ms: number;
  /** How much more of the heap was in use right after than before, MB. */
  heap_growth_mb: number;
  issues_posted: number;
  comments_posted: number;
}

/** Collects and publishes one day of so many projects with so many agents each, every second of which has reported. */
export async function benchReports({
  projects,
  agentsEach,
}: {
  projects: number;
  agentsEach: number;
}): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'tekton-core-bench-'));
  const store = await openLmdb(folder);
  try {
    return await run(store, projects, agentsEach);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(store: Store, projects: number, agentsEach: number): Promise<Figures> {
  const agents = Array.from({ length: agentsEach }, (_, at) => ({
    name: `agent-${at}`,
    login: `agent-${at}-ci`,
    capacity: 50,
  }));
  const { github, counts } = instantGitHub({ team: agents });
  // Shortly before the reminder, so that neither anybody is asked how it goes nor the hourly look at each issue is due besides.
  let now = MIDNIGHT + 17.2 * HOUR;
  const woken: WorkItem[] = [];
  const app = applicationOver(store, github, () => now, woken);
  for (let project = 1; project <= projects; project++) {
    for (let agent = 0; agent < agentsEach; agent++) {
      await tell(app, project, begin(project, agent + 1, agents[agent]?.name ?? '', now));
      if (agent % 2 === 0)
        await tell(app, project, [report(project, agent + 1, agents[agent]?.login ?? '', now + HOUR / 6)]);
    }
  }
  const comments = counts.get('createComment') ?? 0;
  const seeToAll = async (at: number) => {
    now = at;
    const since = performance.now();
    while ((await tickOnce(app, woken)) > 0);
    return Math.round(performance.now() - since);
  };
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const remind_ms = await seeToAll(MIDNIGHT + 17.5 * HOUR);
  const publish_ms = await seeToAll(MIDNIGHT + 18 * HOUR);
  globalThis.gc?.();
  const heap_growth_mb = Math.round((process.memoryUsage().heapUsed - before) / 1024 / 102.4) / 10;
  return {
    projects,
    agents: projects * agentsEach,
    remind_ms,
    publish_ms,
    heap_growth_mb,
    issues_posted: counts.get('createIssue') ?? 0,
    comments_posted: (counts.get('createComment') ?? 0) - comments,
  };
}

function applicationOver(
  store: Store,
  github: Application['github'] & Application['writes'],
  now: () => number,
  woken: WorkItem[],
): Application {
  let ids = 0;
  const clock = { now };
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields: object, words: string) => {
      process.stderr.write(`${words} ${JSON.stringify(fields)}\n`);
    },
  };
  const bus = {
    wake: (item: WorkItem) => {
      woken.push(item);
      return Promise.resolve();
    },
    publish: () => Promise.resolve(),
  };
  const chance = { id: () => `id-${(ids += 1)}`, fraction: () => 0.5 };
  const perform = performer({ github, writes: github, store, bus, clock, log });
  const identity = { appId: 1 };
  const timeIsUp = () => false;
  return { store, github, writes: github, bus, clock, chance, log, perform, timeIsUp, identity };
}

/** How much was due, what the bus woke for included. */
async function tickOnce(app: Application, woken: WorkItem[]): Promise<number> {
  const worker = { mostTries: 8, ...app, handle: handleDelivery.bind(null, app) };
  const see = seeTo.bind(null, {
    workOff: (id) => workOff(worker, id),
    lookAgain: (id) => lookAgain(app, id),
    seeToDay: (id) => seeToDay(app, id),
  });
  const waiting = woken.splice(0);
  for (const item of waiting) await see(item);
  const due = await tick({
    ...app,
    seeTo: see,
  });
  return waiting.length + due;
}

async function tell(app: Application, project: number, events: DomainEvent[]): Promise<void> {
  const repository = {
    id: project,
    owner: 'octo',
    name: `repository-${project}`,
    private: false,
    defaultBranch: 'main',
    archived: false,
  };
  await handleDelivery(app, events, { repository, receivedAt: app.clock.now(), again: false });
}

const PERSON: Account = { login: 'maria', id: 1, type: 'User' };

function begin(repositoryId: number, number: number, agent: string, at: number): DomainEvent[] {
  const where = { installationId: repositoryId, repositoryId, seenAt: at };
  const issue = {
    number,
    nodeId: `I_${number}`,
    title: `Issue ${number}`,
    body: '',
    state: 'open' as const,
    stateReason: null,
    labels: ['tekton', `agent/${agent}`],
    author: PERSON,
    url: `https://github.com/octo/repository-${repositoryId}/issues/${number}`,
  };
  return [
    { kind: 'issue-changed', ...where, source: 'webhook', issue, updatedAt: at },
    { kind: 'label-changed', ...where, issueNumber: number, label: 'tekton', on: true, by: PERSON, at },
  ];
}

function report(repositoryId: number, number: number, login: string, at: number): DomainEvent {
  return {
    kind: 'text-written',
    installationId: repositoryId,
    repositoryId,
    seenAt: at,
    number,
    onPullRequest: false,
    commentId: repositoryId * 1000 + number,
    viaAppId: null,
    by: { login, id: 1000 + number, type: 'User' },
    body: '/tekton report status: on track\nprogress: the parser works\ntomorrow: its tests\ncost: 1.20',
    at,
  };
}
