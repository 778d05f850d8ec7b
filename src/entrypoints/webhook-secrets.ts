import { verify } from '@octokit/webhooks-methods';
import * as z from 'zod';

export const WebhookSecretVariables = z.object({
  WEBHOOK_SECRET: z.string().min(1),
  PREVIOUS_WEBHOOK_SECRET: z.string().optional(),
});

/** What GitHub signs webhooks with. */
export interface WebhookSecrets {
  webhookSecret: string;
  /** Accepted as well, while one secret is exchanged for another. */
  previousWebhookSecret?: string;
}

export function secretsIn(of: z.infer<typeof WebhookSecretVariables>): WebhookSecrets {
  const { WEBHOOK_SECRET: webhookSecret, PREVIOUS_WEBHOOK_SECRET: previous = '' } = of;
  return previous === '' ? { webhookSecret } : { webhookSecret, previousWebhookSecret: previous };
}

/** All that a webhook may be signed with, the present one first. */
export function secretsOf({ webhookSecret, previousWebhookSecret }: WebhookSecrets): string[] {
  return previousWebhookSecret === undefined ? [webhookSecret] : [webhookSecret, previousWebhookSecret];
}

/** The secret that a payload was signed with; null: it is none of ours. */
export async function signedWith(
  secrets: readonly string[],
  body: string,
  signature: string,
): Promise<string | null> {
  for (const secret of secrets) if (await verify(secret, body, signature)) return secret;
  return null;
}

/** Whether a payload is signed with one of ours. */
export function verifierOf(secrets: WebhookSecrets): (body: string, signature: string) => Promise<boolean> {
  const known = secretsOf(secrets);
  return async (body, signature) => (await signedWith(known, body, signature)) !== null;
}
