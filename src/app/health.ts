import type { DeliveryStore, Due, DueStore, WorkflowStore } from './ports/store.js';
import { isInHand, waitsForNextTry } from './inbox/work-off.js';

/** What is over this is not counted. */
const AT_MOST = 100;

/** `>100`: that many were counted, and there are more. */
export type Count = number | `>${number}`;

export interface Backlog {
  inbox: {
    /** Stored and not begun. */
    waiting: Count;
    inHand: Count;
    /** Failed, and to be tried again. */
    retrying: Count;
    nextTryAt: string | null;
    /** Given up: they need a person. */
    dead: Count;
  };
  effects: { waiting: Count; nextTryAt: string | null };
}

/** What waits, by two bounded queries and a bounded number of reads. */
export async function backlog(store: DueStore & DeliveryStore & WorkflowStore): Promise<Backlog> {
  const due = await store.listWaiting(AT_MOST + 1);
  const dead = await store.listDead(AT_MOST + 1);
  const seen = due.slice(0, AT_MOST);
  const deliveries = await dueRecords(seen, 'delivery', (id) => store.getDelivery(id));
  const workflows = await dueRecords(seen, 'workflow', (id) => store.getWorkflow(id));
  const retrying = deliveries.filter(waitsForNextTry);
  const effects = workflows.flatMap(({ outbox }) => Object.values(outbox));
  const count = (of: readonly unknown[]) => counted(of.length, due.length > AT_MOST);
  return {
    inbox: {
      waiting: count(deliveries.filter(({ attempts }) => attempts === 0)),
      inHand: count(deliveries.filter(isInHand)),
      retrying: count(retrying),
      nextTryAt: first(retrying.flatMap(({ dueAt }) => dueAt ?? [])),
      dead: counted(Math.min(dead.length, AT_MOST), dead.length > AT_MOST),
    },
    effects: { waiting: count(effects), nextTryAt: first(effects.map(({ notBefore }) => notBefore)) },
  };
}

/** The records of one kind among what is due. */
export async function dueRecords<T>(
  due: readonly Due[],
  what: Due['what'],
  get: (id: string) => Promise<{ value: T } | null>,
): Promise<T[]> {
  const records = await Promise.all(due.filter((item) => item.what === what).map(({ id }) => get(id)));
  return records.flatMap((stored) => stored?.value ?? []);
}

const counted = (number: number, thereAreMore: boolean): Count => (thereAreMore ? `>${number}` : number);

const first = (times: readonly number[]): string | null =>
  times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
