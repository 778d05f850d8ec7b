import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';
import { stringify } from 'yaml';
import { createSimulatedGitHub, type SimulatedGitHub } from '../../src/simulated-github/simulated-github.js';
import type { Installation, Repository } from '../../src/simulated-github/state.js';
import type { DeliveryRequest } from '../../src/simulated-github/webhooks/deliveries.js';
import { fullName } from '../../src/simulated-github/world.js';
import { APP, CI, readManifest } from '../e2e/acme.js';

/** Slow to make, and nobody tells one pair from another. */
const keys = generateKeyPairSync('rsa', {
  modulusLength: 512,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const signingKey = createPrivateKey(keys.privateKey);

/** What every history begins with: a repository with two agents of one place each, people, and the App. */

export const APP_ID = 7;
const START = Date.parse('2026-03-02T08:00:00Z');

export const PEOPLE = ['mira', 'noor', 'omar', 'tara', 'eve'] as const;
export const AGENTS = ['apollo-agent', 'athena-agent'] as const;
const ROLES = { mira: 'admin', noor: 'write', omar: 'write', tara: 'triage' } as const;

const BASE = {
  team: [
    { name: 'apollo', terminal: 'alice', login: 'apollo-agent', capabilities: ['typescript'] },
    { name: 'athena', terminal: 'bert', login: 'athena-agent', capabilities: ['docs'] },
  ],
  shepherd: 'mira',
  checks: { required: ['test'] },
  review: { reviewers: ['noor'] },
  merge: { mode: 'auto' },
};

/** What the configuration file says; a history may change from one to another half-way. */
export const CONFIGURATIONS: readonly string[] = [
  stringify(BASE),
  stringify({ ...BASE, pr: { mode: 'draft-first' }, merge: { mode: 'manual' } }),
  stringify({
    ...BASE,
    pr: { mode: 'on-ready' },
    review: { approvals: 2 },
    checks: { required: ['test', 'lint'] },
  }),
  stringify({ ...BASE, team: BASE.team.slice(0, 1), merge: { mode: 'auto', delete_branch: false } }),
  'team: [',
];
export const DRY = stringify({ ...BASE, mode: 'dry-run' });

/** A clock that only the history moves. */
export class TownClock {
  #now = START;
  now(): number {
    return this.#now;
  }
  advance(ms: number): void {
    this.#now += ms;
  }
}

/** A webhook on its way: whoever takes it out of the queue decides how it ends. */
export interface Parcel {
  request: DeliveryRequest;
  end(status: number): void;
}

export interface Town {
  clock: TownClock;
  github: SimulatedGitHub;
  repository: Repository;
  /** The repository's name as it is now. */
  name(): string;
  /** Null while the App is not installed. */
  installation(): Installation | null;
  parcels: Parcel[];
  tokenOf(installationId: number): string;
  /** A JSON web token of the App's own. */
  appToken(): string;
  ci: string;
}

export function buildTown(of: { seed: string; config: string }): Town {
  const clock = new TownClock();
  const parcels: Parcel[] = [];
  const github = createSimulatedGitHub({
    seed: of.seed,
    now: () => clock.now(),
    apiUrl: 'http://github.invalid',
    sideBySide: true,
    deliver: (request) =>
      new Promise((resolve) => {
        parcels.push({
          request,
          end: (status) => {
            resolve({ status });
          },
        });
      }),
  });
  for (const login of [...PEOPLE, ...AGENTS]) github.addUser(login);
  github.addOrganization('acme', { owners: ['mira'] });
  const repository = github.addRepository('acme/shop', {
    files: { 'README.md': '# Shop\n', '.github/tekton-core.yml': of.config },
    collaborators: { ...ROLES, ...Object.fromEntries(AGENTS.map((login) => [login, 'write' as const])) },
    labels: ['tekton', 'do-not-merge/hold', 'bug'],
  });
  const manifest = readManifest();
  github.addApp({
    id: APP_ID,
    slug: APP,
    owner: 'mira',
    publicKey: keys.publicKey,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
    webhook: { url: 'http://tekton.invalid', secret: 'a secret between two' },
  });
  github.addApp({ id: 8, slug: 'github-actions', owner: 'mira', permissions: { checks: 'write' } });
  github.install(APP, 'acme', { by: 'mira' });
  const tokens = new Map<number, string>();
  let appToken: { token: string; until: number } | null = null;
  return {
    appToken() {
      const now = Math.floor(clock.now() / 1000);
      // Signing is slow, and a history asks often.
      if (appToken === null || appToken.until < now) {
        const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
        const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 30, exp: now + 300, iss: APP_ID })}`;
        const signature = createSign('RSA-SHA256').update(text).sign(signingKey, 'base64url');
        appToken = { token: `${text}.${signature}`, until: now + 240 };
      }
      return appToken.token;
    },
    clock,
    github,
    repository,
    parcels,
    ci: CI,
    name: () => fullName(repository),
    installation: () => [...github.world.installations.values()][0] ?? null,
    tokenOf(installationId) {
      const known = tokens.get(installationId);
      if (known !== undefined) return known;
      const installation = github.world.installations.get(installationId);
      const token = `ghs_${installationId}`;
      tokens.set(installationId, token);
      if (installation !== undefined) {
        github.world.tokens.set(token, {
          kind: 'installation',
          installation,
          permissions: installation.permissions,
          repositories: null,
          expiresAt: Infinity,
        });
      }
      return token;
    },
  };
}
