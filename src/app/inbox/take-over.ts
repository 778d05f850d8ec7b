import type { Bus, Clock, Log } from '../ports/environment.js';
import type { DeliveryStore, DueStore, Saved, WorkflowStore } from '../ports/store.js';
import { isInHand } from './work-off.js';

/** What was in hand is due within a minute, and so among the first; what is over this waits for its own time. */
const AT_MOST = 10_000;

/**
 * Frees what an earlier process on this store had in hand when it ended, and wakes the worker for what it left in its
 * queue: nothing of it need wait for a claim of the dead to run out. Tries stay counted, so whoever goes on looks first.
 *
 * Only for a store that nobody else can have open. Answers how much was in hand.
 */
export async function takeOver(of: {
  store: DueStore & DeliveryStore & WorkflowStore;
  bus: Bus;
  clock: Clock;
  log: Log;
}): Promise<number> {
  const { store, bus, clock, log } = of;
  const now = clock.now();
  let deliveries = 0;
  let workflows = 0;
  for (const { what, id } of await store.listWaiting(AT_MOST)) {
    if (what === 'delivery') {
      if (await freeDelivery(store, id, now)) deliveries += 1;
      await bus.wake({ what, id });
    } else if (what === 'workflow' && (await freeWorkflow(store, id, now))) {
      workflows += 1;
    }
  }
  const inHand = deliveries + workflows;
  if (inHand > 0) log.info({ deliveries, workflows }, 'goes on with what the last process had in hand');
  return inHand;
}

async function freeDelivery(store: DeliveryStore, id: string, now: number): Promise<boolean> {
  const stored = await store.getDelivery(id);
  if (stored === null || !isInHand(stored.value)) return false;
  return isSaved(await store.saveDelivery({ ...stored.value, dueAt: now }, stored.version));
}

async function freeWorkflow(store: WorkflowStore, id: string, now: number): Promise<boolean> {
  const stored = await store.getWorkflow(id);
  if (stored === null || stored.value.lease === null) return false;
  return isSaved(await store.saveWorkflow({ ...stored.value, lease: null, dueAt: now }, stored.version));
}

const isSaved = (saved: Saved): boolean => saved === 'saved';
