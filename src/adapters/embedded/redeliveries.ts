import { Redeliveries, type RedeliveryStore } from '../../app/ports/store.js';
import { REDELIVERIES } from './keys.js';
import type { OrderedMap } from './ordered-map.js';
import { promised } from './promised.js';
import { load, save, type Kind } from './versioned.js';

const kind: Kind<typeof Redeliveries> = {
  name: 'redeliveries',
  schema: Redeliveries,
  key: () => REDELIVERIES,
  index: () => [],
};

export function redeliveries(map: OrderedMap): RedeliveryStore {
  return {
    getRedeliveries: () => promised(() => load(map, kind, REDELIVERIES)),
    saveRedeliveries: (record, version) => save(map, kind, record, version),
  };
}
