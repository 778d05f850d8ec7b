import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import type * as z from 'zod';
import type { Saved, Stored } from '../../app/ports/store.js';
import { plain, validated } from '../storage/records.js';
import { saved, unchanged } from './conditional-put.js';
import type { ItemKey } from './item-keys.js';
import type { StoreTable } from './table.js';

/** Records of one kind, each under a key of its own, saved only while nobody else has; they are in no index. */
export interface Versioned<T> {
  get(id: string): Promise<Stored<T> | null>;
  save(id: string, value: T, version: number): Promise<Saved>;
}

/** The kinds by their literal names: dynamodb-toolbox infers nothing of an entity whose name may be any. */
type Name = 'closing' | 'installation' | 'pace' | 'redeliveries';

const entityIn = (table: StoreTable, name: Name, key: (id: string) => ItemKey) =>
  new Entity({
    name,
    table,
    schema: item({ id: string().key(), version: number(), record: any() }),
    computeKey: ({ id }) => key(id),
    timestamps: false,
  });

/** @param of `name`: of the kind, in the table and in what is said of a record that cannot be read. */
export function versioned<S extends z.ZodType>(
  table: StoreTable,
  of: { name: Name; schema: S; key: (id: string) => ItemKey },
): Versioned<z.output<S>> {
  const { name, schema, key } = of;
  const entity = entityIn(table, name, key);
  return {
    get: async (id) => {
      const { Item } = await entity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
      if (Item === undefined) return null;
      return { value: validated(schema, Item.record, `${name} ${id}`), version: Item.version };
    },
    save: (id, value, version) =>
      saved(() =>
        entity
          .build(PutItemCommand)
          .item({ id, version: version + 1, record: plain(value) })
          .options({ condition: unchanged(version) })
          .send(),
      ),
  };
}
