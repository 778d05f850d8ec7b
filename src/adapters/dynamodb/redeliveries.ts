import { Redeliveries, type RedeliveryStore } from '../../app/ports/store.js';
import { redeliveriesKey } from './item-keys.js';
import type { StoreTable } from './table.js';
import { versioned } from './versioned.js';

/** There is one for the whole App. */
const ID = 'app';

export function redeliveries(table: StoreTable): RedeliveryStore {
  const records = versioned(table, { name: 'redeliveries', schema: Redeliveries, key: redeliveriesKey });
  return {
    getRedeliveries: () => records.get(ID),
    saveRedeliveries: (record, version) => records.save(ID, record, version),
  };
}
