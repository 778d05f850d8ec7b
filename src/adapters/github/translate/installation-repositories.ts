import * as z from 'zod';
import { Account } from '../../../domain/event.js';
import { ListedRepository } from '../payload/repository.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.object({
  installation: z.object({ account: Account }),
  repositories_added: z.array(ListedRepository),
  repositories_removed: z.array(ListedRepository),
});

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation_repositories
 *
 * A change between "all" and "selected" repositories comes as this too, with what it added or removed.
 */
export const installationRepositories: Translator = (arrival) => {
  if (arrival.action !== 'added' && arrival.action !== 'removed') return ignored('action-not-used');
  return read(Payload, arrival.payload, (shown) =>
    events({
      kind: 'repositories-changed',
      installationId: arrival.installationId,
      seenAt: arrival.seenAt,
      account: shown.installation.account,
      added: shown.repositories_added,
      removed: shown.repositories_removed,
      at: arrival.seenAt,
    }),
  );
};
