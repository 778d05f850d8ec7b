import type { Clock } from '../ports/environment.js';
import type { DeliveryStore } from '../ports/store.js';

/**
 * A GUID is known for so long, ms: GitHub sends nothing again by itself, but a person or a script may ask it to, for
 * three days.
 */
export const REMEMBERED = 7 * 24 * 60 * 60_000;

/**
 * Takes a delivery that was given up back into the inbox, due at once, so that `tick` finds it. One try stays counted: what it
 * wanted to do may be done. For a
 * person who has mended what was wrong, and for one that GitHub was asked to send again.
 *
 * @returns whether it is on its way; false: it is not there, or not dead.
 */
export async function revive(
  { store, clock }: { store: Pick<DeliveryStore, 'getDelivery' | 'saveDelivery'>; clock: Clock },
  id: string,
): Promise<boolean> {
  const stored = await store.getDelivery(id);
  if (stored?.value.state !== 'dead') return false;
  const now = clock.now();
  const forgetAt = Math.max(stored.value.forgetAt, now + REMEMBERED);
  const waiting = { ...stored.value, state: 'waiting' as const, attempts: 1, dueAt: now, forgetAt };
  return (await store.saveDelivery(waiting, stored.version)) === 'saved';
}
