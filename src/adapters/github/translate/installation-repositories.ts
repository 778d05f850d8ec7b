import * as z from 'zod';
import { Account, type EventOf } from '../../../domain/event.js';
import { ListedRepository } from '../payload/repository.js';
import { inGroups } from './groups.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.lazy(() =>
  z.object({
    installation: z.object({ account: Account }),
    repositories_added: z.array(ListedRepository),
    repositories_removed: z.array(ListedRepository),
  }),
);

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation_repositories
 *
 * A change between "all" and "selected" repositories comes as this too, with what it added or removed.
 */
export const installationRepositories: Translator = (arrival) => {
  if (arrival.action !== 'added' && arrival.action !== 'removed') return ignored('action-not-used');
  return read(Payload, arrival.payload, (shown) => {
    const { installationId, seenAt } = arrival;
    const changed = (of: Pick<EventOf<'repositories-changed'>, 'added' | 'removed'>) => ({
      kind: 'repositories-changed' as const,
      installationId,
      seenAt,
      account: shown.installation.account,
      ...of,
      at: seenAt,
    });
    return events(
      ...inGroups(shown.repositories_added).map((added) => changed({ added, removed: [] })),
      ...inGroups(shown.repositories_removed).map((removed) => changed({ added: [], removed })),
    );
  });
};
