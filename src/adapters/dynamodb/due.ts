import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import * as z from 'zod';
import type { Due, DueStore } from '../../app/ports/store.js';
import { validated } from '../storage/records.js';
import { dueShards } from './due-attributes.js';
import type { StoreTable } from './table.js';

/** An item's sort key says what it is: alone, or before a `#`. */
const What = z
  .string()
  .transform((sk) => sk.split('#', 1)[0])
  .pipe(z.enum(['delivery', 'workflow', 'day']));

/** A row of the index. */
const DueRow = z.object({ sk: What, id: z.string(), dueAt: z.number() });

export function due(table: StoreTable): DueStore {
  const dueIn = async (shard: string, until: { lte: number } | null, limit: number): Promise<Due[]> => {
    const { Items = [] } = await table
      .build(QueryCommand)
      .query({ index: 'due', partition: shard, ...(until === null ? {} : { range: until }) })
      .options({ limit })
      .send();
    return Items.map((row) => {
      const { sk, id, dueAt } = validated(DueRow, row, 'row of the index "due"');
      return { what: sk, id, dueAt };
    });
  };
  const dueInAll = async (until: { lte: number } | null, limit: number): Promise<Due[]> => {
    const shards = await Promise.all(dueShards.map((shard) => dueIn(shard, until, limit)));
    return shards
      .flat()
      .sort((a, b) => a.dueAt - b.dueAt)
      .slice(0, limit);
  };

  return {
    listDue: (now, limit) => dueInAll({ lte: now }, limit),
    listWaiting: (limit) => dueInAll(null, limit),
  };
}
