import { Entity } from 'dynamodb-toolbox/entity';
import { PutItemCommand } from 'dynamodb-toolbox/entity/actions/put';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { string } from 'dynamodb-toolbox/schema/string';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { ReportStore } from '../../app/ports/store.js';
import { Outcome } from '../../domain/report/outcome.js';
import { OutcomesCursor, pageOf, readCursor } from '../storage/cursor.js';
import { plain, validated } from '../storage/records.js';
import { after, endedAtKey, outcomeKey, outcomesOf } from './item-keys.js';
import type { StoreTable } from './table.js';

const entityIn = (table: StoreTable) =>
  new Entity({
    name: 'outcome',
    table,
    schema: item({ pk: string().key(), sk: string().key(), record: any() }),
    timestamps: false,
  });

export function outcomes(table: StoreTable): Pick<ReportStore, 'putOutcome' | 'listOutcomes'> {
  const entity = entityIn(table);

  return {
    putOutcome: async (outcome) => {
      await entity
        .build(PutItemCommand)
        .item({ ...outcomeKey(outcome), record: plain(outcome) })
        .send();
    },

    listOutcomes: async (repositoryId, { since, until }, page) => {
      const cursor = page.after === null ? null : readCursor(OutcomesCursor, page.after);
      // Where a page ended may be before all that is asked for now; as a start DynamoDB would refuse it.
      const from =
        cursor === null || cursor.endedAt < since
          ? endedAtKey(since)
          : after(outcomeKey({ repositoryId, ...cursor }).sk);
      const to = endedAtKey(until);
      // It refuses a range that ends before it begins, too.
      if (to < from) return { items: [], next: null };
      const { Items = [], LastEvaluatedKey } = await table
        .build(QueryCommand)
        .entities(entity)
        .query({ partition: outcomesOf(repositoryId), range: { between: [from, to] } })
        .options({ limit: page.limit + 1, consistent: true })
        .send();
      const rows = Items.map(({ pk, sk, record }) => validated(Outcome, record, `${pk} ${sk}`));
      // A page ends after 1 MB, too.
      const more = LastEvaluatedKey !== undefined;
      return pageOf(
        rows,
        page.limit,
        ({ endedAt, issueNumber, end }) => ({ list: 'outcomes', endedAt, issueNumber, end }),
        more,
      );
    },
  };
}
