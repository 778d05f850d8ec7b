import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import type { PaceStore } from '../../app/ports/store.js';
import { NO_PACE, Pace, withRest, withTurn } from '../storage/pace.js';
import { plain, validated } from '../storage/records.js';
import { saved, unchanged } from './conditional-put.js';
import { paceKey } from './item-keys.js';
import type { StoreTable } from './table.js';
import { update, type Contended } from './update.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'pace',
    table,
    schema: item({ installationId: number().key(), version: number(), record: any() }),
    computeKey: ({ installationId }) => paceKey(installationId),
    timestamps: false,
  });

export function pace(table: StoreTable): PaceStore {
  const entity = entityIn(table);

  const paceOf = (installationId: number): Contended<Pace> => {
    const what = `the pace of installation ${installationId}`;
    return {
      what,
      read: async () => {
        const { Item } = await entity
          .build(GetItemCommand)
          .key({ installationId })
          .options({ consistent: true })
          .send();
        if (Item === undefined) return { value: NO_PACE, version: 0 };
        return { value: validated(Pace, Item.record, what), version: Item.version };
      },
      write: (value, version) =>
        saved(() =>
          entity
            .build(PutItemCommand)
            .item({ installationId, version: version + 1, record: plain(value) })
            .options({ condition: unchanged(version) })
            .send(),
        ),
    };
  };

  return {
    takeTurn: async (installationId, of) => {
      const { before } = await update(paceOf(installationId), (known) => withTurn(known, of).pace);
      return withTurn(before, of).turn;
    },
    rest: async (installationId, of) => {
      await update(paceOf(installationId), (known) => withRest(known, of));
    },
  };
}
