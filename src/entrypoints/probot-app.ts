import type { ApplicationFunction } from 'probot';
import type { WebhookAnswer } from '../adapters/github/webhook/edge.js';

/** Takes one verified webhook in: stores it and wakes a worker, nothing else. */
export type TakeIn = (delivery: { id: string; name: string; payload: unknown }) => Promise<WebhookAnswer>;

/** tekton-core as a Probot app: one short handler for whatever comes, because Probot answers GitHub only after it. */
export function probotApp(takeIn: TakeIn): ApplicationFunction {
  return (probot) => {
    probot.onAny(async ({ id, name, payload }) => {
      const answer = await takeIn({ id, name, payload });
      if (answer.outcome === 'refused') throw new RefusedWebhook(name, answer);
    });
  };
}

/** Probot logs it and answers GitHub with its `status`: the delivery shows as failed there, and can be sent again. */
class RefusedWebhook extends Error {
  override readonly name = 'RefusedWebhook';
  readonly status: number;
  constructor(webhook: string, { status, body }: WebhookAnswer) {
    super(`the webhook ${webhook} was refused: ${body.reason ?? 'not as documented'}`);
    this.status = status;
  }
}
