import { Entity } from 'dynamodb-toolbox/entity';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { ReportStore } from '../../app/ports/store.js';
import { Day, dayId } from '../../domain/report/day.js';
import { MOST_DAYS } from '../storage/most-days.js';
import { plain, validated } from '../storage/records.js';
import { saved, unchanged } from './conditional-put.js';
import { dueAttributes } from './due-attributes.js';
import { dayKey } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'day',
    table,
    schema: item({
      repositoryId: number().key(),
      date: string().key(),
      /** By which the index of what is due names it. */
      id: string(),
      version: number(),
      record: any(),
      dueShard: string().optional(),
      dueAt: number().optional(),
    }),
    computeKey: ({ repositoryId, date }) => dayKey(repositoryId, date),
    timestamps: false,
  });

export function days(table: StoreTable): Pick<ReportStore, 'getDay' | 'saveDay' | 'listDays'> {
  const entity = entityIn(table);
  const dayOf = (id: string, record: unknown): Day => validated(Day, record, `day ${id}`);

  return {
    getDay: async (repositoryId, date) => {
      const { Item } = await entity
        .build(GetItemCommand)
        .key({ repositoryId, date })
        .options({ consistent: true })
        .send();
      return Item === undefined ? null : { value: dayOf(Item.id, Item.record), version: Item.version };
    },

    saveDay: (day, version) =>
      saved(() => {
        const { repositoryId, date, dueAt } = day;
        const id = dayId(day);
        return entity
          .build(PutItemCommand)
          .item({
            repositoryId,
            date,
            id,
            version: version + 1,
            record: plain(day),
            ...dueAttributes({ id, dueAt }),
          })
          .options({ condition: unchanged(version) })
          .send();
      }),

    listDays: async (repositoryId, of) => {
      const { pk, sk: from } = dayKey(repositoryId, of.from);
      const { sk: to } = dayKey(repositoryId, of.to);
      // DynamoDB refuses a range that ends before it begins.
      if (to < from) return [];
      const query = table
        .build(QueryCommand)
        .entities(entity)
        .query({ partition: pk, range: { between: [from, to] } })
        .options({ limit: MOST_DAYS, consistent: true });
      const listed: Day[] = [];
      // One answer ends after 1 MB, too.
      for await (const { Items = [] } of query.paginate()) {
        listed.push(...Items.map(({ id, record }) => dayOf(id, record)));
        if (listed.length >= MOST_DAYS) break;
      }
      return listed.slice(0, MOST_DAYS);
    },
  };
}
