import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from '../../src/app/ports/store.js';
import { workflowId, type Workflow } from '../../src/domain/workflow/workflow.js';
import type { Settings } from '../../src/entrypoints/settings.js';
import type { Person } from '../../src/simulated-github/persons/person.js';
import { isPull, type PullIssue } from '../../src/simulated-github/state.js';
import { APP, CI, foundAcme, SHOP, type Acme, type AcmeOptions } from './acme.js';
import { localProduct, type Product, type StartProduct } from './product.js';

/** The product on one port, the simulated GitHub on another, and nothing between them but HTTP. */
export interface Setting extends Pick<Acme, 'github' | 'judge' | 'repository' | 'credentials'> {
  /** Where webhooks go. */
  readonly webhookUrl: string;
  as(login: string): Person;
  /** Until everything that happened has been delivered, worked off and answered. */
  settled(): Promise<void>;
  /** Resolves when somebody has done something and all that follows has come to rest. */
  after<T>(act: () => T): Promise<T>;
  /** What is due now is seen to, as by the product's own timer. */
  tick(): Promise<void>;
  /** Until the product's own timer has brought something about. @throws when it has not after ten seconds. */
  ticked(isSo: () => Promise<boolean>): Promise<void>;
  /** What the product keeps. */
  store(): Store;
  workflow(number: number): Promise<Workflow>;
  /** Issues whose agent is not free for another. */
  placesTaken(agent: string): Promise<string[]>;
  /** What the App asked of GitHub: how often which operation. */
  asked(): Record<string, number>;
  headOf(branch: string): string;
  pull(number: number): PullIssue;
  /** What continuous integration says of a commit. */
  tested(sha: string, conclusion: 'success' | 'failure'): Promise<number>;
  /** Stops the product, and starts it anew on the same store. GitHub goes on; webhooks sent meanwhile are lost. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface SettingOptions extends Omit<AcmeOptions, 'now'> {
  /** In memory unless given: nothing outlives a stop then. */
  store?: Settings['store'];
  /** What time it is, for GitHub and the product alike. */
  clock: SteppedClock;
  /** How often the product looks for what is due, ms; rarely, unless a test is about it. */
  tickEvery?: number;
  /** Another product than the local process: it has its own store and timer. */
  product?: StartProduct;
}

/**
 * A clock that goes a whole second further with everything that somebody does: then no two states of one second
 * contradict each other, nothing is read a second time, and how often GitHub is asked is the same in each run.
 */
export interface SteppedClock {
  now(): number;
  /** ms; a second unless given. */
  step(by?: number): void;
}

export function steppedClock(): SteppedClock {
  let second = Math.ceil(Date.now() / 1000) * 1000;
  let within = 0;
  return {
    now: () => second + Math.min(within++, 999),
    step(by = 1000) {
      second += by;
      within = 0;
    },
  };
}

/** acme with its shop, the App installed, and the product running. */
export async function setUp(options: SettingOptions): Promise<Setting> {
  const { clock, product = localProduct(options) } = options;
  const acme = await foundAcme({ ...options, now: () => clock.now() });
  const { github, judge, repository, credentials } = acme;
  let started: Product | null = null;
  const running = (): Product => {
    if (started === null) throw new Error('The product is stopped.');
    return started;
  };
  const start = async () => {
    started = await product({ credentials, apiUrl: acme.url, clock });
    acme.sendWebhooksTo(started.webhookUrl);
  };
  const stop = async () => {
    await started?.stop();
    started = null;
  };
  const settled = async () => {
    let told: number;
    do {
      told = github.deliveries.log.length;
      await github.idle();
      await started?.idle();
    } while (github.deliveries.log.length > told);
  };
  const after = async <T>(act: () => T): Promise<T> => {
    clock.step();
    const made = act();
    await settled();
    return made;
  };
  await start();
  await settled();
  return {
    github,
    judge,
    repository,
    credentials,
    get webhookUrl() {
      return running().webhookUrl;
    },
    as: (login) => github.as(login),
    settled,
    after,
    async tick() {
      await running().tick();
      await settled();
    },
    async ticked(isSo) {
      const until = Date.now() + 10_000;
      while (!(await isSo())) {
        if (Date.now() > until) throw new Error('The timer brought nothing about.');
        await wait(20);
      }
      await settled();
    },
    store: () => running().store,
    async workflow(number) {
      const stored = await running().store.getWorkflow(workflowId(repository.id, number));
      if (stored === null) throw new Error(`There is no workflow of issue ${number}.`);
      return stored.value;
    },
    async placesTaken(agent) {
      const [installation] = github.world.installations.keys();
      const leases = await running().store.getLeases(installation ?? 0, [agent], clock.now());
      return (leases[agent] ?? []).map((lease) => lease.workflowId);
    },
    asked() {
      const counts: Record<string, number> = {};
      for (const { actor, operation } of github.requests.log) {
        if (actor.includes(APP)) counts[operation] = (counts[operation] ?? 0) + 1;
      }
      return counts;
    },
    headOf: (branch) => repository.refs.get(`refs/heads/${branch}`) ?? '',
    pull(number) {
      const issue = repository.issues.get(number);
      if (issue === undefined || !isPull(issue)) throw new Error(`${number} is no pull request.`);
      return issue;
    },
    tested: (sha, conclusion) =>
      after(() => github.as(CI).reportCheck(SHOP, sha, { name: 'test', status: 'completed', conclusion })),
    stop,
    start,
    async close() {
      await settled();
      await stop();
      await acme.close();
    },
  };
}
