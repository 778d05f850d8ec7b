import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import type { ReportStore } from '../../app/ports/store.js';
import { Closing } from '../../domain/report/closing.js';
import { plain, validated } from '../storage/records.js';
import { saved, unchanged } from './conditional-put.js';
import { closingKey } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'closing',
    table,
    schema: item({ repositoryId: number().key(), version: number(), record: any() }),
    computeKey: ({ repositoryId }) => closingKey(repositoryId),
    timestamps: false,
  });

export function closings(table: StoreTable): Pick<ReportStore, 'getClosing' | 'saveClosing'> {
  const entity = entityIn(table);
  return {
    getClosing: async (repositoryId) => {
      const { Item } = await entity
        .build(GetItemCommand)
        .key({ repositoryId })
        .options({ consistent: true })
        .send();
      if (Item === undefined) return null;
      const value = validated(Closing, Item.record, `closing ${repositoryId}`);
      return { value, version: Item.version };
    },
    saveClosing: (closing, version) =>
      saved(() => {
        const { repositoryId } = closing;
        return entity
          .build(PutItemCommand)
          .item({ repositoryId, version: version + 1, record: plain(closing) })
          .options({ condition: unchanged(version) })
          .send();
      }),
  };
}
