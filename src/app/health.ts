import type { DeliveryStore, DueStore, WorkflowStore } from './ports/store.js';
import { isInHand } from './inbox/work-off.js';

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
  const deliveries = await found(seen, 'delivery', (id) => store.getDelivery(id));
  const workflows = await found(seen, 'workflow', (id) => store.getWorkflow(id));
  const begun = deliveries.filter(({ attempts }) => attempts > 0);
  const retrying = begun.filter((delivery) => !isInHand(delivery));
  const effects = workflows.flatMap(({ outbox }) => Object.values(outbox));
  const count = (of: readonly unknown[]) => counted(of.length, due.length > AT_MOST);
  return {
    inbox: {
      waiting: count(deliveries.filter(({ attempts }) => attempts === 0)),
      inHand: count(begun.filter(isInHand)),
      retrying: count(retrying),
      nextTryAt: first(retrying.flatMap(({ dueAt }) => dueAt ?? [])),
      dead: counted(Math.min(dead.length, AT_MOST), dead.length > AT_MOST),
    },
    effects: { waiting: count(effects), nextTryAt: first(effects.map(({ notBefore }) => notBefore)) },
  };
}

async function found<T>(
  due: readonly { what: string; id: string }[],
  what: string,
  get: (id: string) => Promise<{ value: T } | null>,
): Promise<T[]> {
  const records = await Promise.all(due.filter((item) => item.what === what).map(({ id }) => get(id)));
  return records.flatMap((stored) => stored?.value ?? []);
}

const counted = (number: number, thereAreMore: boolean): Count => (thereAreMore ? `>${number}` : number);

const first = (times: readonly number[]): string | null =>
  times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
