import { Delivery, type DeliveryStore } from '../../app/ports/store.js';
import { dueEntry } from './due-entry.js';
import { dead, deadKey, deliveryKey, forgetKey, forgettableAt } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';
import { forget, load, save, type Kind } from './versioned.js';

const kind: Kind<typeof Delivery> = {
  name: 'delivery',
  schema: Delivery,
  key: ({ id }) => deliveryKey(id),
  index: ({ id, dueAt, forgetAt, receivedAt, state }) => [
    ...(state === 'dead' ? [{ key: deadKey(receivedAt, id), value: id }] : []),
    { key: forgetKey(forgetAt, id), value: id },
    ...dueEntry({ what: 'delivery', id, dueAt }),
  ],
};

export function deliveries(map: OrderedMap): DeliveryStore {
  return {
    addDelivery: async (delivery) =>
      (await save(map, kind, delivery, 0)) === 'saved' ? 'added' : 'duplicate',
    getDelivery: (id) => promised(() => load(map, kind, deliveryKey(id))),
    saveDelivery: (delivery, version) => save(map, kind, delivery, version),
    listDead: (limit) => promised(() => map.range({ ...dead(), limit }).map(({ value: id }) => id)),
  };
}

/** Forgets the few deliveries whose time came first. */
export async function forgetDeliveries(map: OrderedMap, now: number, limit: number): Promise<void> {
  const range = { ...forgettableAt(now), limit };
  if (map.range({ ...range, limit: 1 }).length === 0) return;
  await map.transaction((writer) => {
    for (const { value: id } of writer.range(range)) forget(writer, kind.name, deliveryKey(id));
  });
}
