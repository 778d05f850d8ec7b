import type { ApplicationFunction } from 'probot';
import { take, type Edge } from '../adapters/github/webhook/edge.js';

/**
 * tekton-core as a Probot app: whatever webhook comes is stored and a worker woken, nothing else, because Probot answers
 * GitHub only after its handlers have finished.
 */
export function probotApp(edge: Edge): ApplicationFunction {
  return (probot) => {
    probot.onAny(async ({ id, name, payload }) => {
      const { outcome, status, body } = await take(edge, { id, name, payload });
      if (outcome === 'refused') throw new RefusedWebhook(name, status, body.reason ?? 'not as documented');
    });
  };
}

/** Probot logs it and answers GitHub with its `status`: the delivery shows as failed there, and can be sent again. */
class RefusedWebhook extends Error {
  override readonly name = 'RefusedWebhook';
  readonly status: number;
  constructor(webhook: string, status: number, reason: string) {
    super(`the webhook ${webhook} was refused: ${reason}`);
    this.status = status;
  }
}
