import * as z from 'zod';
import { ShownRepository } from '../payload/repository.js';
import { Moment } from '../payload/time.js';
import { origin } from './context.js';
import { events, ignored, read, type Translator } from './translation.js';

const Payload = z.object({ repository: ShownRepository });
const ChangedAt = z.object({ repository: z.object({ updated_at: Moment }) });

const USED = new Set<string | null>([
  'created',
  'renamed',
  'archived',
  'unarchived',
  'deleted',
  'transferred',
  'edited',
  'publicized',
  'privatized',
]);

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository */
export const repository: Translator = (arrival) => {
  if (!USED.has(arrival.action)) return ignored('action-not-used');
  const removed = arrival.action === 'deleted';
  return read(Payload, arrival.payload, (shown) =>
    read(ChangedAt, arrival.payload, (changed) =>
      events({
        kind: 'repository-changed',
        ...origin(arrival, shown),
        repository: shown.repository,
        removed,
        // A deleted repository still shows the time of its last change.
        at: removed ? arrival.seenAt : changed.repository.updated_at,
      }),
    ),
  );
};
