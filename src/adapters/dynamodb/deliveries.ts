import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import * as z from 'zod';
import { Delivery, type DeliveryStore, type Saved } from '../../app/ports/store.js';
import { plain, validated } from '../storage/records.js';
import { saved, unchanged } from './conditional-put.js';
import { DEAD, dueAttributes } from './due-attributes.js';
import { deliveryKey } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'delivery',
    table,
    schema: item({
      id: string().key(),
      version: number(),
      record: any(),
      dueShard: string().optional(),
      dueAt: number().optional(),
      ttl: number(),
    }),
    computeKey: ({ id }) => deliveryKey(id),
    timestamps: false,
  });

const DeadRow = z.object({ id: z.string() });

export function deliveries(table: StoreTable): DeliveryStore {
  const entity = entityIn(table);

  const save = (delivery: Delivery, version: number): Promise<Saved> =>
    saved(() =>
      entity
        .build(PutItemCommand)
        .item({
          id: delivery.id,
          version: version + 1,
          record: plain(delivery),
          ...(delivery.state === 'dead'
            ? { dueShard: DEAD, dueAt: delivery.receivedAt }
            : dueAttributes(delivery)),
          ttl: Math.ceil(delivery.forgetAt / 1000),
        })
        .options({ condition: unchanged(version) })
        .send(),
    );

  return {
    addDelivery: async (delivery) => ((await save(delivery, 0)) === 'saved' ? 'added' : 'duplicate'),
    getDelivery: async (id) => {
      const { Item } = await entity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
      if (Item === undefined) return null;
      return { value: validated(Delivery, Item.record, `delivery ${id}`), version: Item.version };
    },
    saveDelivery: save,
    listDead: async (limit) => {
      const { Items = [] } = await table
        .build(QueryCommand)
        .query({ index: 'due', partition: DEAD })
        .options({ limit })
        .send();
      return Items.map((row) => validated(DeadRow, row, 'row of the index "due"').id);
    },
  };
}
