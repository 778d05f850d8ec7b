import type { Bus, Clock, Log } from '../ports/environment.js';
import type { Delivery, DeliveryStore } from '../ports/store.js';
import { REMEMBERED, revive } from './revive.js';

/** A wake-up that was lost is made up for after this, ms. */
const WAKE_UP_LOST = 30_000;

/** How large the events of one record may be, as characters of JSON: DynamoDB takes items of up to 400 KB. */
const LARGEST = 100_000;

/**
 * Takes a delivery in: durable before it answers, and harmless the second time. Nothing else happens here, so that
 * GitHub gets its answer at once. News too large for one record is kept in several, each to be worked off by itself.
 */
export async function accept(
  inbox: Inbox,
  delivery: Pick<Delivery, 'id' | 'name' | 'repository' | 'events'>,
): Promise<'accepted' | 'duplicate'> {
  const parts = inParts(delivery.events).map((events, part) => ({
    ...delivery,
    id: part === 0 ? delivery.id : `${delivery.id}.${part + 1}`,
    events,
  }));
  const outcomes: ('accepted' | 'duplicate')[] = [];
  // One after another: the last is there only if all are, and a delivery sent again fills in what is missing.
  for (const part of parts) outcomes.push(await acceptPart(inbox, part));
  return outcomes.includes('accepted') ? 'accepted' : 'duplicate';
}

function inParts(events: Delivery['events']): Delivery['events'][] {
  const parts: Delivery['events'][] = [];
  let size = 0;
  for (const event of events) {
    const length = JSON.stringify(event).length;
    const last = parts.at(-1);
    if (last !== undefined && size + length <= LARGEST) {
      last.push(event);
      size += length;
    } else {
      parts.push([event]);
      size = length;
    }
  }
  return parts.length === 0 ? [[]] : parts;
}

export interface Inbox {
  store: Pick<DeliveryStore, 'addDelivery' | 'getDelivery' | 'saveDelivery'>;
  bus: Bus;
  clock: Clock;
  log: Log;
}

async function acceptPart(
  inbox: Inbox,
  delivery: Pick<Delivery, 'id' | 'name' | 'repository' | 'events'>,
): Promise<'accepted' | 'duplicate'> {
  const now = inbox.clock.now();
  const added = await inbox.store.addDelivery({
    ...delivery,
    receivedAt: now,
    state: 'waiting',
    attempts: 0,
    lastError: null,
    dueAt: now + WAKE_UP_LOST,
    forgetAt: now + REMEMBERED,
  });
  // GitHub sends again only what it is asked to: somebody wants it tried anew.
  if (added === 'duplicate' && !(await revive(inbox, delivery.id))) return 'duplicate';
  try {
    await inbox.bus.wake({ what: 'delivery', id: delivery.id });
  } catch (error) {
    // It is stored, and due soon: GitHub must not be told otherwise.
    const reason = error instanceof Error ? error.message : String(error);
    inbox.log.warn({ delivery: delivery.id, reason }, 'a wake-up was lost');
  }
  return 'accepted';
}
