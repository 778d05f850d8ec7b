import type { DomainEvent, RepositorySnapshot } from '../../domain/event.js';
import { retryTime } from '../conduct/backoff.js';
import type { Chance, Clock, Log } from '../ports/environment.js';
import type { Delivery, DeliveryStore, Stored } from '../ports/store.js';

/** Tries before a delivery is parked for a person to look at. */
const TRIES = 8;
/** How long one try may take before another is made, ms. */
const TRY_TAKES = 60_000;

/** Where an event came from. */
export interface Occasion {
  repository: RepositorySnapshot | null;
  /** The delivery was begun before: what it wanted to do may be done. */
  again: boolean;
}

export interface Worker {
  store: DeliveryStore;
  clock: Clock;
  chance: Chance;
  log: Log;
  /** Brings one event to everything that it concerns. Safe to repeat. */
  handle(event: DomainEvent, occasion: Occasion): Promise<void>;
}

/**
 * Works one delivery off. One that fails is kept and tried again later, and after the last try parked as `dead`;
 * a claim keeps two workers from doing the same at once, and its expiry makes up for one that crashed.
 */
export async function workOff(worker: Worker, id: string): Promise<void> {
  const claimed = await claim(worker, id);
  if (claimed === null) return;
  const { value: delivery, version } = claimed;
  try {
    for (const event of delivery.events) {
      await worker.handle(event, { repository: delivery.repository, again: delivery.attempts > 1 });
    }
    await settle(worker, { ...delivery, state: 'done', dueAt: null, lastError: null }, version);
  } catch (error) {
    const lastError = error instanceof Error ? error.message : String(error);
    const dead = delivery.attempts >= TRIES;
    const now = worker.clock.now();
    const dueAt = retryTime({ attempts: delivery.attempts, now, fraction: worker.chance.fraction(), retryAt: null });
    worker.log.error({ delivery: id, attempts: delivery.attempts, dead, reason: lastError }, 'a delivery failed');
    const next: Delivery = { ...delivery, lastError, state: dead ? 'dead' : 'waiting', dueAt: dead ? null : dueAt };
    await settle(worker, next, version);
  }
}

async function claim({ store, clock }: Worker, id: string): Promise<Stored<Delivery> | null> {
  const stored = await store.getDelivery(id);
  const now = clock.now();
  if (stored === null || stored.value.state !== 'waiting') return null;
  // Between tries it waits for its time; the first try may come before it.
  const { attempts, dueAt } = stored.value;
  if (attempts > 0 && dueAt !== null && dueAt > now) return null;
  const value = { ...stored.value, attempts: attempts + 1, dueAt: now + TRY_TAKES };
  const saved = await store.saveDelivery(value, stored.version);
  return saved === 'saved' ? { value, version: stored.version + 1 } : null;
}

async function settle({ store, log }: Worker, delivery: Delivery, version: number): Promise<void> {
  if ((await store.saveDelivery(delivery, version)) === 'conflict') {
    log.warn({ delivery: delivery.id }, 'another worker settled this delivery');
  }
}
