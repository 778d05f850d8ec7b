import { AsyncLocalStorage } from 'node:async_hooks';

const delivery = new AsyncLocalStorage<string>();

/** Does the work in the name of a delivery: every log line until it ends says of which. */
export function inNameOf<T>(deliveryId: string, work: () => Promise<T>): Promise<T> {
  return delivery.run(deliveryId, work);
}

/** What each log line says beside its own fields. */
export function correlation(): { delivery?: string } {
  const id = delivery.getStore();
  return id === undefined ? {} : { delivery: id };
}
