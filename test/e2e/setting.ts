import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { workflowId, type Workflow } from '../../src/domain/workflow/workflow.js';
import { startLocal, type LocalProcess } from '../../src/entrypoints/local/local-process.js';
import { WEBHOOK_PATH } from '../../src/entrypoints/local/server.js';
import type { Credentials, Settings } from '../../src/entrypoints/settings.js';
import { createJudge, type Judge } from '../../src/simulated-github/judge/judge.js';
import { createSimulatedGitHub, type SimulatedGitHub } from '../../src/simulated-github/simulated-github.js';
import type { Person } from '../../src/simulated-github/persons/person.js';
import { postWebhook } from '../../src/simulated-github/webhooks/deliveries.js';
import { isPull, type PullIssue, type Repository } from '../../src/simulated-github/state.js';

/** The product as a process of its own on one port, the simulated GitHub on another, and nothing between but HTTP. */

export const SHOP = 'acme/shop';
export const CONFIG_PATH = '.github/tekton-core.yml';
const APP_ID = 7;
const APP = 'tekton-core';
export const APP_BOT = `${APP}[bot]`;

/** `mira` looks after the repository, `noor` and `omar` write and review, `tara` triages, `eve` is a stranger. */
const PEOPLE = { mira: 'admin', noor: 'write', omar: 'write', tara: 'triage' } as const;
const AGENTS = ['apollo-agent', 'athena-agent'];
/** Continuous integration: an App of its own. */
const CI = 'github-actions[bot]';

const Manifest = z.object({
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});

/** Slow to make, and nobody tells one pair from another. */
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

type Configuration = Record<string, unknown>;

/** A team of two, one required check, one reviewer, merging by itself; `changes` replaces whole keys. */
export function configuration(changes: Configuration = {}): string {
  return stringify({
    team: [
      { name: 'apollo', terminal: 'alice', login: 'apollo-agent', capabilities: ['typescript'] },
      { name: 'athena', terminal: 'bert', login: 'athena-agent', capabilities: ['docs'] },
    ],
    shepherd: 'mira',
    checks: { required: ['test'] },
    review: { reviewers: ['noor'] },
    merge: { mode: 'auto' },
    ...changes,
  });
}

export interface SettingOptions {
  /** The text of the configuration file; null: there is none. */
  config?: string | null;
  store: Settings['store'];
  /** What time it is, for GitHub and the product alike; this machine's when absent. */
  clock?: SteppedClock;
  /** Begins every path of GitHub's API. */
  prefix?: string;
  tickEvery?: number;
}

export interface Setting {
  github: SimulatedGitHub;
  judge: Judge;
  settings: Settings;
  credentials: Credentials;
  /** Where webhooks go. */
  webhookUrl: string;
  repository: Repository;
  as(login: string): Person;
  /** Until everything that happened has been delivered, worked off and answered. */
  settled(): Promise<void>;
  /** Resolves when somebody has done something and all that follows has come to rest. */
  after<T>(act: () => T): Promise<T>;
  workflow(number: number): Promise<Workflow>;
  /** Issues whose agent is not free for another. */
  placesTaken(agent: string): Promise<string[]>;
  /** What the App asked of GitHub: how often which operation. */
  asked(): Record<string, number>;
  headOf(branch: string): string;
  pull(number: number): PullIssue;
  /** What continuous integration says of a commit. */
  tested(sha: string, conclusion: 'success' | 'failure'): Promise<number>;
  /** Stops the product and starts it anew on the same store. GitHub stays, and webhooks sent meanwhile fail. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * A clock that goes a whole second further with everything that somebody does: then no two states of one second
 * contradict each other, nothing is read a second time, and how often GitHub is asked is the same in each run.
 */
export interface SteppedClock {
  now(): number;
  step(): void;
}

export function steppedClock(): SteppedClock {
  let second = Math.ceil(Date.now() / 1000);
  let within = 0;
  return {
    now: () => second * 1000 + Math.min(within++, 999),
    step() {
      second += 1;
      within = 0;
    },
  };
}

/** acme with its shop, the App made from `app.yml` and installed, and the product running. */
export async function setUp(options: SettingOptions): Promise<Setting> {
  const { clock, config = configuration(), prefix = '' } = options;
  const now = () => clock?.now() ?? Date.now();
  const judge = createJudge();
  let webhookUrl = '';
  const github = createSimulatedGitHub({
    judge,
    now,
    deliver: (request) => postWebhook({ ...request, url: webhookUrl }),
  });
  const { url, close } = await github.listen({ prefix });
  populate(github, config);
  const settings: Settings = {
    port: 0,
    host: '127.0.0.1',
    store: options.store,
    githubApiUrl: url,
    logLevel: 'fatal',
    writeSpacing: 0,
    tickEvery: options.tickEvery ?? 60_000,
    credentials: null,
  };
  const credentials = { appId: APP_ID, privateKey: keys.privateKey, webhookSecret: 'a secret of two' };
  let local: LocalProcess | null = null;
  const start = async () => {
    local = await startLocal(settings, credentials, silent, { clock: { now } });
    webhookUrl = `${local.server.url}${WEBHOOK_PATH}`;
  };
  const stop = async () => {
    await local?.stop();
    local = null;
  };
  const running = (): LocalProcess => {
    if (local === null) throw new Error('The product is stopped.');
    return local;
  };
  await start();
  github.find.app(APP).webhook = { url: webhookUrl, secret: credentials.webhookSecret };
  github.install(APP, 'acme', { by: 'mira' });
  const repository = github.find.repository(SHOP);

  const settled = async () => {
    let told: number;
    do {
      told = github.deliveries.log.length;
      await github.idle();
      await local?.idle();
    } while (github.deliveries.log.length > told);
  };
  const after = async <T>(act: () => T): Promise<T> => {
    clock?.step();
    const made = act();
    await settled();
    return made;
  };
  await settled();
  return {
    github,
    judge,
    settings,
    credentials,
    get webhookUrl() {
      return webhookUrl;
    },
    repository,
    as: (login) => github.as(login),
    settled,
    after,
    async workflow(number) {
      const stored = await running().wired.app.store.getWorkflow(workflowId(repository.id, number));
      if (stored === null) throw new Error(`There is no workflow of issue ${number}.`);
      return stored.value;
    },
    async placesTaken(agent) {
      const [installation] = github.world.installations.keys();
      const leases = await running().wired.app.store.getLeases(installation ?? 0, [agent], now());
      return (leases[agent] ?? []).map(({ workflowId: id }) => id);
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
      await close();
    },
  };
}

function populate(github: SimulatedGitHub, config: string | null): void {
  for (const login of [...Object.keys(PEOPLE), ...AGENTS, 'eve']) github.addUser(login);
  github.addOrganization('acme', { owners: ['mira'] });
  github.addRepository(SHOP, {
    files: { 'README.md': '# Shop\n', ...(config === null ? {} : { [CONFIG_PATH]: config }) },
    collaborators: { ...PEOPLE, ...Object.fromEntries(AGENTS.map((login) => [login, 'write' as const])) },
    labels: ['tekton', 'do-not-merge/hold'],
  });
  const manifest = Manifest.parse(parse(readFileSync('app.yml', 'utf8')));
  github.addApp({
    id: APP_ID,
    slug: APP,
    owner: 'mira',
    publicKey: keys.publicKey,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  });
  const actions = { id: 8, slug: 'github-actions', owner: 'mira', permissions: { checks: 'write' } } as const;
  github.addApp(actions);
}
