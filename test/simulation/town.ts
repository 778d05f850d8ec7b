import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';
import type { MergeGroup } from '../../src/simulated-github/actions/merge-queue.js';
import { createSimulatedGitHub, type SimulatedGitHub } from '../../src/simulated-github/simulated-github.js';
import type { Installation, Repository } from '../../src/simulated-github/state.js';
import type { DeliveryRequest } from '../../src/simulated-github/webhooks/deliveries.js';
import { fullName } from '../../src/simulated-github/world.js';
import { addRepository, APP, APP_ID, configuration, populate, SHOP, TEAM } from '../e2e/acme.js';

/** Slow to make, and nobody tells one pair from another. */
const keys = generateKeyPairSync('rsa', {
  modulusLength: 512,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const signingKey = createPrivateKey(keys.privateKey);

/** What every history begins with: acme's shop, where the App is, and two repositories that an issue may go to. */

/** There the App is too. */
export const DEPOT = 'acme/depot';
/** There the App is not, and may not look. */
export const ATTIC = 'acme/attic';

const START = Date.parse('2026-03-02T08:00:00Z');

/** What the configuration file says; a history may change from one to another half-way. */
export const CONFIGURATIONS: readonly string[] = [
  configuration(),
  configuration({ pr: { mode: 'draft-first' }, merge: { mode: 'manual' } }),
  configuration({
    pr: { mode: 'on-ready' },
    review: { approvals: 2 },
    checks: { required: ['test', 'lint'] },
  }),
  configuration({ team: TEAM.slice(0, 1), merge: { mode: 'auto', delete_branch: false } }),
  'team: [',
];
export const DRY = configuration({ mode: 'dry-run' });

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
  /** Puts the App on the shop and the depot. */
  install(): void;
  /** What people wrote, by the comment's id, as they first wrote it. */
  written: Map<number, string>;
  /** Merge groups, with the commit of the pull request that each is for. */
  groups: { group: MergeGroup; number: number; head: string }[];
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
  populate(github, of.config, keys.publicKey);
  addRepository(github, DEPOT, of.config);
  addRepository(github, ATTIC, of.config, { private: true });
  const repository = github.find.repository(SHOP);
  const app = github.find.app(APP);
  app.webhook = { url: 'http://tekton.invalid', secret: 'a secret between two' };
  const install = () => {
    github.install(APP, 'acme', { by: 'mira', repositories: [fullName(repository), DEPOT] });
  };
  install();
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
    install,
    written: new Map(),
    groups: [],
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
