import { createHmac } from 'node:crypto';
import { Webhooks } from '@octokit/webhooks';
import type { Edge, WebhookRequest } from '../../../../src/adapters/github/webhook/edge.js';
import { NOW } from '../../../contract/samples.js';

const SECRET = 'the secret of the webhook';

/** The edge with the real check of signatures, and an inbox that is a list. */
export function edgeOver(stored: Parameters<Edge['accept']>[0][] = []): Edge {
  const webhooks = new Webhooks({ secret: SECRET });
  return {
    verify: (body, signature) => webhooks.verify(body, signature),
    accept: (delivery) => {
      if (stored.some(({ id }) => id === delivery.id)) return Promise.resolve('duplicate');
      stored.push(delivery);
      return Promise.resolve('accepted');
    },
    now: () => NOW,
  };
}

export function signatureOf(body: string | Buffer): string {
  return `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
}

/** A webhook as GitHub sends it, rightly signed; `headers` set to undefined are left out. */
export function webhook(
  payload: unknown,
  over: { method?: string; headers?: Record<string, string | string[] | undefined>; body?: Buffer } = {},
): WebhookRequest {
  const body = over.body ?? Buffer.from(JSON.stringify(payload));
  return {
    method: over.method ?? 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'delete',
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-hub-signature-256': signatureOf(body),
      ...over.headers,
    },
  };
}

/** A payload that means something: a branch was deleted. */
export const BRANCH_DELETED = {
  ref: 'feature/apollo-7',
  ref_type: 'branch',
  repository: {
    id: 100,
    name: 'list',
    full_name: 'octo/list',
    private: false,
    archived: false,
    default_branch: 'main',
    owner: { login: 'octo', id: 5, type: 'Organization' },
    pushed_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  },
  sender: { login: 'maria', id: 11, type: 'User' },
  installation: { id: 1 },
};
