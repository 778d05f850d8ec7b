import { AsyncLocalStorage } from 'node:async_hooks';
import type { WorkItem } from '../app/ports/environment.js';

const seenTo = new AsyncLocalStorage<WorkItem>();

/** Does the work in the name of a delivery, a workflow or a day: every log line until it ends says of which. */
export function inNameOf<T>(item: WorkItem, work: () => Promise<T>): Promise<T> {
  return seenTo.run(item, work);
}

/** What each log line says beside its own fields. */
export function correlation(): Partial<Record<WorkItem['what'], string>> {
  const item = seenTo.getStore();
  return item === undefined ? {} : { [item.what]: item.id };
}
