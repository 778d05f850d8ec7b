import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import type { PointerStore } from '../../app/ports/store.js';
import { pointerKey } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'pointer',
    table,
    schema: item({ pk: string().key(), sk: string().key(), workflowId: string() }),
    timestamps: false,
  });

export function pointers(table: StoreTable): PointerStore {
  const entity = entityIn(table);
  return {
    putPointer: async (pointer, workflowId) => {
      await entity
        .build(PutItemCommand)
        .item({ ...pointerKey(pointer), workflowId })
        .send();
    },
    getPointer: async (pointer) => {
      const { Item } = await entity
        .build(GetItemCommand)
        .key(pointerKey(pointer))
        .options({ consistent: true })
        .send();
      return Item?.workflowId ?? null;
    },
  };
}
