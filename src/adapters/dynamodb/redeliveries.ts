import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { Redeliveries, type RedeliveryStore } from '../../app/ports/store.js';
import { plain, validated } from '../storage/records.js';
import { saved, unchanged } from './conditional-put.js';
import { redeliveriesKey } from './item-keys.js';
import type { StoreTable } from './table.js';

/** There is one for the whole App. */
const ID = 'app';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'redeliveries',
    table,
    schema: item({ id: string().key(), version: number(), record: any() }),
    computeKey: ({ id }) => redeliveriesKey(id),
    timestamps: false,
  });

export function redeliveries(table: StoreTable): RedeliveryStore {
  const entity = entityIn(table);
  return {
    getRedeliveries: async () => {
      const { Item } = await entity
        .build(GetItemCommand)
        .key({ id: ID })
        .options({ consistent: true })
        .send();
      if (Item === undefined) return null;
      return { value: validated(Redeliveries, Item.record, 'redeliveries'), version: Item.version };
    },
    saveRedeliveries: (record, version) =>
      saved(() =>
        entity
          .build(PutItemCommand)
          .item({ id: ID, version: version + 1, record: plain(record) })
          .options({ condition: unchanged(version) })
          .send(),
      ),
  };
}
