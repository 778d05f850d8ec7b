import type { RepositorySnapshot } from '../../domain/event.js';
import { retryTime } from '../conduct/backoff.js';
import type { Chance, Clock, Log } from '../ports/environment.js';
import { NotYet, Unavailable } from '../ports/github.js';
import type { Delivery, DeliveryStore, Stored } from '../ports/store.js';

/** How long one try may take before another is made, ms. */
export const TRY_TAKES = 60_000;
/**
 * As long as GitHub cannot be asked, a delivery waits, up to this long, ms: GitHub does not send it again by itself, and
 * for so long a person can have it sent again.
 */
const PATIENCE = 3 * 24 * 60 * 60_000;
/** What a record says while a try is under way, and after one that took its process with it. */
const UNENDED = 'the last try did not come to an end';

/** What the log says of a try that failed and was not the last. */
export const TRIED_AGAIN = 'a delivery failed, and is tried again';
const GIVEN_UP = 'a delivery was given up: mend what the reason says, then /tekton refresh on the issue';

/** What a log line says of a delivery: its event and repository, nothing of its text. */
function noteOf({ id, name, repository }: Delivery): Record<string, string | null> {
  const where = repository === null ? null : `${repository.owner}/${repository.name}`;
  return { delivery: id, event: name, repository: where };
}

/** Where news came from, and when. */
export interface Occasion {
  repository: RepositorySnapshot | null;
  /** ms. */
  receivedAt: number;
  /** The delivery was begun before: what it wanted to do may be done. */
  again: boolean;
}

export interface Worker {
  /** Before a delivery is parked for a person to look at. */
  mostTries: number;
  store: DeliveryStore;
  clock: Clock;
  chance: Chance;
  log: Log;
  /** Brings a delivery's events to everything that they concern. Safe to repeat. */
  handle(events: Delivery['events'], occasion: Occasion): Promise<void>;
}

/**
 * Works one delivery off. One that fails is kept and tried again later, and after the last try parked as `dead`;
 * a claim keeps two workers from doing the same at once, and its expiry makes up for one that crashed.
 */
export async function workOff(worker: Worker, id: string): Promise<void> {
  const claimed = await claim(worker, id);
  if (claimed === null) return;
  const { value: delivery, version } = claimed;
  const { repository, receivedAt, attempts, events } = delivery;
  try {
    await worker.handle(events, { repository, receivedAt, again: attempts > 1 });
    await settle(worker, { ...delivery, state: 'done', dueAt: null, lastError: null }, version);
  } catch (error) {
    await settle(worker, afterFailure(worker, delivery, error), version);
  }
}

/** Whether somebody works on it, or ended while doing so. */
export function isInHand({ state, lastError }: Delivery): boolean {
  return state === 'waiting' && lastError === UNENDED;
}

/** Whether a try of it failed, and it waits for the next. */
export function waitsForNextTry(delivery: Delivery): boolean {
  return delivery.state === 'waiting' && delivery.attempts > 0 && !isInHand(delivery);
}

function afterFailure(
  { clock, chance, log, mostTries }: Worker,
  delivery: Delivery,
  error: unknown,
): Delivery {
  const lastError = error instanceof Error ? error.message : String(error);
  const { attempts, receivedAt } = delivery;
  if (error instanceof NotYet) {
    log.info({ ...noteOf(delivery), reason: lastError }, 'a delivery was put off');
    // No try that counts; but what came before in it is done, and the next one is told so.
    return { ...delivery, attempts: Math.max(1, attempts - 1), lastError, dueAt: error.retryAt };
  }
  const now = clock.now();
  // That GitHub is out of reach, or that a limit is used up, says nothing against the delivery.
  const waits = error instanceof Unavailable && now - receivedAt < PATIENCE;
  const dead = attempts >= mostTries && !waits;
  const retryAt = error instanceof Unavailable ? error.retryAt : null;
  const note = { ...noteOf(delivery), attempts, dead, reason: lastError };
  if (dead) log.error(note, GIVEN_UP);
  else log.warn(note, TRIED_AGAIN);
  if (dead) return { ...delivery, lastError, state: 'dead', dueAt: null };
  return {
    ...delivery,
    lastError,
    dueAt: retryTime({ attempts, now, fraction: chance.fraction(), retryAt }),
  };
}

async function claim(worker: Worker, id: string): Promise<Stored<Delivery> | null> {
  const { store, clock } = worker;
  const stored = await store.getDelivery(id);
  const now = clock.now();
  if (stored === null || stored.value.state !== 'waiting') return null;
  // Between tries it waits for its time; the first try may come before it.
  const { attempts, dueAt } = stored.value;
  if (attempts > 0 && dueAt !== null && dueAt > now) return null;
  if (attempts >= worker.mostTries && isInHand(stored.value)) {
    worker.log.error({ ...noteOf(stored.value), attempts, dead: true, reason: UNENDED }, GIVEN_UP);
    await settle(worker, { ...stored.value, state: 'dead', dueAt: null }, stored.version);
    return null;
  }
  const value = { ...stored.value, attempts: attempts + 1, dueAt: now + TRY_TAKES, lastError: UNENDED };
  const saved = await store.saveDelivery(value, stored.version);
  return saved === 'saved' ? { value, version: stored.version + 1 } : null;
}

async function settle({ store, log }: Worker, delivery: Delivery, version: number): Promise<void> {
  if ((await store.saveDelivery(delivery, version)) === 'conflict') {
    log.warn(noteOf(delivery), 'another worker settled this delivery');
  }
}
