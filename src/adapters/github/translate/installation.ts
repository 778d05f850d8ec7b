import * as z from 'zod';
import { Account, type EventOf } from '../../../domain/event.js';
import { ListedRepository } from '../payload/repository.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.object({
  installation: z.object({ account: Account }),
  repositories: z.array(ListedRepository).nullish(),
});

const CHANGES = new Map<string | null, EventOf<'installation-changed'>['change']>([
  ['created', 'created'],
  ['deleted', 'deleted'],
  ['suspend', 'suspended'],
  ['unsuspend', 'unsuspended'],
]);

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation
 *
 * GitHub does not move `updated_at` with each of these changes, so their time is that of the news.
 */
export const installation: Translator = (arrival) => {
  const change = CHANGES.get(arrival.action);
  if (change === undefined) return ignored('action-not-used');
  return read(Payload, arrival.payload, (shown) =>
    events({
      kind: 'installation-changed',
      installationId: arrival.installationId,
      seenAt: arrival.seenAt,
      account: shown.installation.account,
      change,
      repositories: shown.repositories ?? [],
      at: arrival.seenAt,
    }),
  );
};
