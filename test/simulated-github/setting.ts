import { generateKeyPairSync } from 'node:crypto';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { createJudge, type Judge } from '../../src/simulated-github/judge/judge.js';
import {
  createSimulatedGitHub,
  type SimulatedGitHub,
  type SimulatedGitHubOptions,
} from '../../src/simulated-github/simulated-github.js';
import type { DeliveryRequest } from '../../src/simulated-github/webhooks/deliveries.js';

export const keys = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** All that the App may have; a test of a refusal takes some away. */
export const allPermissions = {
  metadata: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  statuses: 'write',
  merge_queues: 'read',
} as const;

export const allEvents = [
  'issues',
  'issue_comment',
  'label',
  'push',
  'create',
  'delete',
  'check_run',
  'check_suite',
  'status',
  'pull_request',
  'pull_request_review',
  'merge_group',
  'repository',
] as const;

export interface Setting {
  github: SimulatedGitHub;
  /** Every setting is judged; a test of wrong requests looks away. */
  judge: Judge;
  /** Webhooks as they arrived. */
  received: DeliveryRequest[];
  /** As the App itself, by its JSON web token. */
  asApp: Octokit;
  /** As the App's installation on acme. */
  bot: Octokit;
  /** With an installation token that is fetched once: Octokit's own strategy repeats a 401 for seconds. */
  withToken: (wanted?: { repositories?: string[]; permissions?: Record<string, string> }) => Promise<Octokit>;
  /** As a person, with a token. */
  octokitOf: (login: string) => Octokit;
  installationId: number;
  /** `event.action` of all webhooks that have been sent since the last look. */
  events: () => Promise<string[]>;
  headOf: (branch: string) => string;
}

/** acme/api, of alice (owner), with bob (write), cleo (triage), dan (read); eve is a stranger. */
export function setUp(
  options: SimulatedGitHubOptions = {},
  permissions: Record<string, 'read' | 'write'> = allPermissions,
): Setting {
  const received: DeliveryRequest[] = [];
  const judge = createJudge();
  const github = createSimulatedGitHub({
    judge,
    deliver: (request) => {
      received.push(request);
      return Promise.resolve({ status: 202 });
    },
    ...options,
  });
  for (const login of ['alice', 'bob', 'cleo', 'dan', 'eve']) github.addUser(login);
  github.addOrganization('acme', { owners: ['alice'] });
  github.addRepository('acme/api', {
    files: { 'README.md': '# API\n', 'src/a.ts': 'one\ntwo\nthree\n' },
    collaborators: { bob: 'write', cleo: 'triage', dan: 'read' },
  });
  const webhook = { url: 'http://127.0.0.1:1/webhooks', secret: 'secret' };
  const { publicKey, privateKey } = keys;
  github.addApp({
    id: 7,
    slug: 'tekton',
    owner: 'alice',
    publicKey,
    permissions,
    events: allEvents,
    webhook,
  });
  github.addApp({ id: 8, slug: 'ci', owner: 'alice', permissions: { checks: 'write', statuses: 'write' } });
  const installation = github.install('tekton', 'acme', { by: 'alice' });
  const request = { fetch: github.fetch };
  const auth = { appId: 7, privateKey };
  const asApp = new Octokit({ authStrategy: createAppAuth, auth, request });
  let seen = 0;
  return {
    github,
    judge,
    received,
    installationId: installation.id,
    asApp,
    bot: new Octokit({
      authStrategy: createAppAuth,
      auth: { ...auth, installationId: installation.id },
      request,
    }),
    async withToken(wanted = {}) {
      const where = 'POST /app/installations/{installation_id}/access_tokens';
      const { data } = await asApp.request(where, { installation_id: installation.id, ...wanted });
      return new Octokit({ auth: data.token, request });
    },
    octokitOf: (login) => new Octokit({ auth: github.userToken(login), request }),
    async events() {
      await github.idle();
      const news = received
        .slice(seen)
        .map(({ event, action }) => (action === null ? event : `${event}.${action}`));
      seen = received.length;
      return news;
    },
    headOf: (branch) => github.find.repository('acme/api').refs.get(`refs/heads/${branch}`) ?? '',
  };
}

export const at = { owner: 'acme', repo: 'api' };
