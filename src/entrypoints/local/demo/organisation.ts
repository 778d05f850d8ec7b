import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { createJudge, type Judge } from '../../../simulated-github/judge/judge.js';
import { createSimulatedGitHub, type SimulatedGitHub } from '../../../simulated-github/simulated-github.js';
import { postWebhook, type DeliveryRequest } from '../../../simulated-github/webhooks/deliveries.js';
import type { Credentials } from '../../settings.js';
import { AGENTS, CONFIGURATION, ORGANISATION, PEOPLE, REPOSITORIES } from './script.js';

/** The App's own manifest: the demo gets no permission and no webhook that a real installation would not. */
const Manifest = z.object({
  name: z.string(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write'])),
  default_events: z.array(z.string()),
});

export interface Organisation {
  github: SimulatedGitHub;
  /** Holds all that goes to and fro to GitHub's own description. */
  judge: Judge;
  credentials: Credentials;
  /** Has the App told of what happens, from now on, at this address. */
  sendWebhooksTo(url: string): void;
}

const APP_ID = 1;

/** A small organisation on a simulated GitHub, with the App made from `app.yml` and installed on its repositories. */
export function foundOrganisation(watch: (webhook: DeliveryRequest) => void): Organisation {
  const manifest = Manifest.parse(
    parse(readFileSync(new URL('../../../../app.yml', import.meta.url), 'utf8')),
  );
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const judge = createJudge();
  const github = createSimulatedGitHub({
    seed: ORGANISATION,
    judge,
    deliver(webhook) {
      watch(webhook);
      return postWebhook(webhook);
    },
  });
  const { maintainer, reviewer } = PEOPLE;
  for (const login of [maintainer, reviewer, ...AGENTS.map((agent) => agent.login)]) github.addUser(login);
  github.addOrganization(ORGANISATION, { owners: [maintainer], members: [reviewer] });
  for (const name of REPOSITORIES) {
    github.addRepository(`${ORGANISATION}/${name}`, {
      files: { 'README.md': `# ${name}\n`, '.github/tekton-core.yml': CONFIGURATION },
      collaborators: Object.fromEntries([
        [maintainer, 'admin' as const],
        [reviewer, 'write' as const],
        ...AGENTS.map(({ login }) => [login, 'write' as const] as const),
      ]),
      labels: ['tekton'],
    });
  }
  const webhookSecret = 'the demo keeps no secrets';
  const app = github.addApp({
    id: APP_ID,
    slug: manifest.name,
    owner: maintainer,
    publicKey,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
  });
  return {
    github,
    judge,
    credentials: { appId: APP_ID, privateKey, webhookSecret },
    sendWebhooksTo(url) {
      app.webhook = { url, secret: webhookSecret };
      github.install(manifest.name, ORGANISATION, { by: maintainer });
    },
  };
}
