import type { DueStore } from '../../app/ports/store.js';
import { forgetDeliveries } from './deliveries.js';
import { dueOf } from './due-entry.js';
import { dueEver, dueUntil } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';

/** How many old deliveries are forgotten each time that somebody asks what is due. */
const FORGOTTEN_AT_ONCE = 100;

export function due(map: OrderedMap): DueStore {
  return {
    listDue: async (now, limit) => {
      await forgetDeliveries(map, now, FORGOTTEN_AT_ONCE);
      return map.range({ ...dueUntil(now), limit }).map(dueOf);
    },
    listWaiting: (limit) => promised(() => map.range({ ...dueEver(), limit }).map(dueOf)),
  };
}
