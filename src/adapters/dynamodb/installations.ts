import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import type { ProjectStore } from '../../app/ports/store.js';
import { Installation } from '../../domain/project/project.js';
import { plain, validated } from '../storage/records.js';
import { saved, unchanged } from './conditional-put.js';
import { installationKey } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'installation',
    table,
    schema: item({ id: number().key(), version: number(), record: any() }),
    computeKey: ({ id }) => installationKey(id),
    timestamps: false,
  });

export function installations(table: StoreTable): Pick<ProjectStore, 'getInstallation' | 'saveInstallation'> {
  const entity = entityIn(table);
  return {
    getInstallation: async (id) => {
      const { Item } = await entity.build(GetItemCommand).key({ id }).options({ consistent: true }).send();
      if (Item === undefined) return null;
      return { value: validated(Installation, Item.record, `installation ${id}`), version: Item.version };
    },
    saveInstallation: (installation, version) =>
      saved(() =>
        entity
          .build(PutItemCommand)
          .item({ id: installation.id, version: version + 1, record: plain(installation) })
          .options({ condition: unchanged(version) })
          .send(),
      ),
  };
}
