import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import type { Credentials } from '../../src/entrypoints/settings.js';
import type { RepositorySeed } from '../../src/simulated-github/seeding.js';
import { createJudge, type Judge } from '../../src/simulated-github/judge/judge.js';
import {
  createSimulatedGitHub,
  type Intercept,
  type SimulatedGitHub,
} from '../../src/simulated-github/simulated-github.js';
import type { Repository } from '../../src/simulated-github/state.js';
import { postWebhook } from '../../src/simulated-github/webhooks/deliveries.js';

/** acme and its shop on a simulated GitHub, with the App as `app.yml` makes it. */

export const SHOP = 'acme/shop';
export const CONFIG_PATH = '.github/tekton-core.yml';
export const APP = 'tekton-core';
export const APP_BOT = `${APP}[bot]`;
/** Continuous integration: an App of its own. */
export const CI = 'github-actions[bot]';
export const APP_ID = 7;

/** `mira` looks after the repository, `noor` and `omar` write and review, `tara` triages, `eve` is a stranger. */
export const PEOPLE = ['mira', 'noor', 'omar', 'tara', 'eve'] as const;
const ROLES = { mira: 'admin', noor: 'write', omar: 'write', tara: 'triage' } as const;
const AGENTS = ['apollo-agent', 'athena-agent'];

export const TEAM = [
  { name: 'apollo', terminal: 'alice', login: 'apollo-agent', capabilities: ['typescript'] },
  { name: 'athena', terminal: 'bert', login: 'athena-agent', capabilities: ['docs'] },
] as const;

/** A team of two, one required check, one reviewer, merging by itself; `changes` replaces whole keys. */
export function configuration(changes: Record<string, unknown> = {}): string {
  return stringify({
    team: TEAM,
    shepherd: 'mira',
    checks: { required: ['test'] },
    review: { reviewers: ['noor'] },
    merge: { mode: 'auto' },
    ...changes,
  });
}

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

/** The App as it is registered. */
export function readManifest(): z.infer<typeof Manifest> {
  return Manifest.parse(parse(readFileSync('app.yml', 'utf8')));
}

export function newCredentials(): Credentials {
  return { appId: APP_ID, privateKey: keys.privateKey, webhookSecret: 'a secret between two' };
}

export interface Acme {
  github: SimulatedGitHub;
  judge: Judge;
  repository: Repository;
  /** Where GitHub's API is. */
  url: string;
  credentials: Credentials;
  /** Has the App told of what happens, from now on, at this address. The first time it is installed. */
  sendWebhooksTo(url: string): void;
  close(): Promise<void>;
}

export interface AcmeOptions {
  now?: () => number;
  /** The text of the configuration file; null: there is none. */
  config?: string | null;
  /** Begins every path of GitHub's API. */
  prefix?: string;
  intercept?: Intercept;
}

export async function foundAcme(options: AcmeOptions = {}): Promise<Acme> {
  const { now = () => Date.now(), config = configuration(), prefix = '', intercept } = options;
  const judge = createJudge();
  let webhookUrl: string | null = null;
  const github = createSimulatedGitHub({
    judge,
    now,
    ...(intercept === undefined ? {} : { intercept }),
    deliver: (request) => postWebhook({ ...request, url: webhookUrl ?? request.url }),
  });
  populate(github, config, keys.publicKey);
  const { url, close } = await github.listen({ prefix });
  const credentials = newCredentials();
  return {
    github,
    judge,
    repository: github.find.repository(SHOP),
    url,
    credentials,
    sendWebhooksTo(address) {
      const isFirst = webhookUrl === null;
      webhookUrl = address;
      if (!isFirst) return;
      github.find.app(APP).webhook = { url: address, secret: credentials.webhookSecret };
      github.install(APP, 'acme', { by: 'mira' });
    },
    close,
  };
}

/** `publicKey`: of the App, PEM. */
export function populate(github: SimulatedGitHub, config: string | null, publicKey: string): void {
  for (const login of [...PEOPLE, ...AGENTS]) github.addUser(login);
  github.addOrganization('acme', { owners: ['mira'] });
  addRepository(github, SHOP, config);
  const manifest = readManifest();
  github.addApp({
    id: APP_ID,
    slug: APP,
    owner: 'mira',
    publicKey,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  });
  github.addApp({ id: 8, slug: 'github-actions', owner: 'mira', permissions: { checks: 'write' } });
}

/** One with everybody in it, and with the labels that mean something. */
export function addRepository(
  github: SimulatedGitHub,
  name: string,
  config: string | null,
  more: Pick<RepositorySeed, 'private'> = {},
): void {
  github.addRepository(name, {
    ...more,
    files: { 'README.md': '# Shop\n', ...(config === null ? {} : { [CONFIG_PATH]: config }) },
    collaborators: { ...ROLES, ...Object.fromEntries(AGENTS.map((login) => [login, 'write' as const])) },
    labels: ['tekton', 'do-not-merge/hold'],
  });
}
