import type { Bus, Clock, Log } from '../ports/environment.js';
import type { Delivery, DeliveryStore } from '../ports/store.js';

/**
 * A GUID is known for so long, ms: GitHub sends nothing again by itself, but a person or a script may ask it to, for
 * three days.
 */
const REMEMBERED = 7 * 24 * 60 * 60_000;
/** A wake-up that was lost is made up for after this, ms. */
const WAKE_UP_LOST = 30_000;

/**
 * Takes a delivery in: durable before it answers, and harmless the second time. Nothing else happens here, so that
 * GitHub gets its answer at once.
 */
export async function accept(
  inbox: { store: DeliveryStore; bus: Bus; clock: Clock; log: Log },
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
  if (added === 'duplicate') return 'duplicate';
  try {
    await inbox.bus.wake(delivery.id);
  } catch (error) {
    // It is stored, and due soon: GitHub must not be told otherwise.
    const reason = error instanceof Error ? error.message : String(error);
    inbox.log.warn({ delivery: delivery.id, reason }, 'a wake-up was lost');
  }
  return 'accepted';
}
