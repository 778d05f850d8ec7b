import * as z from 'zod';
import { Account, type EventOf } from '../../../domain/event.js';
import { Moment } from '../payload/time.js';
import { ListedRepository } from '../payload/repository.js';
import { AT_ONCE, inGroups } from './groups.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.lazy(() =>
  z.object({
    installation: z.object({
      account: Account,
      created_at: Moment.nullish(),
      suspended_at: Moment.nullish(),
    }),
    repositories: z.array(ListedRepository).nullish(),
  }),
);

const CHANGES = new Map<string | null, EventOf<'installation-changed'>['change']>([
  ['created', 'created'],
  ['deleted', 'deleted'],
  ['suspend', 'suspended'],
  ['unsuspend', 'unsuspended'],
  ['new_permissions_accepted', 'permissions-accepted'],
]);

/**
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation
 *
 * GitHub does not move `updated_at` with each of these changes, so their time is that of the news, but for the making and
 * a suspension, which have a time of their own.
 */
export const installation: Translator = (arrival) => {
  const change = CHANGES.get(arrival.action);
  if (change === undefined) return ignored('action-not-used');
  return read(Payload, arrival.payload, (shown) => {
    const { installationId, seenAt } = arrival;
    const { account, created_at, suspended_at } = shown.installation;
    const told = change === 'created' ? created_at : change === 'suspended' ? suspended_at : null;
    // It is told by the second: of all that was seen in that second, it came last.
    const at = told == null ? seenAt : told + 999;
    const from = { installationId, seenAt, account, at };
    // Of the other changes we know the repositories already.
    const repositories = change === 'created' ? (shown.repositories ?? []) : [];
    return events(
      { kind: 'installation-changed', ...from, change, repositories: repositories.slice(0, AT_ONCE) },
      ...inGroups(repositories.slice(AT_ONCE)).map((added): EventOf<'repositories-changed'> => ({
        kind: 'repositories-changed',
        ...from,
        added,
        removed: [],
      })),
    );
  });
};
