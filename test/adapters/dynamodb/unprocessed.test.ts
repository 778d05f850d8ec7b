import { describe, expect, it } from '@jest/globals';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { NOW, sampleAuditEntry, sampleLease } from '../../contract/samples.js';
import { upTo } from '../../contract/store/opened.js';
import { dynaliteClient } from './dynalite.js';
import { storeOnNewTable } from './tables.js';

const client = dynaliteClient();

const Keys = z.looseObject({ Keys: z.array(z.unknown()) });
const Batch = z.object({ RequestItems: z.record(z.string(), z.union([z.array(z.unknown()), Keys])) });

/** Makes it a DynamoDB of little capacity: of each batch it does the first few and leaves the rest undone; with 0 all is left. */
function doFirst(count: number, hurried: DynamoDBClient): { batches: number } {
  const seen = { batches: 0 };
  hurried.middlewareStack.add(
    (next) => async (args) => {
      const batch = Batch.safeParse(args.input).data?.RequestItems;
      if (batch === undefined) return next(args);
      seen.batches += 1;
      const part = (from: number, to?: number) =>
        Object.fromEntries(
          Object.entries(batch).map(([table, of]) => [
            table,
            Array.isArray(of) ? of.slice(from, to) : { ...of, Keys: of.Keys.slice(from, to) },
          ]),
        );
      const isWhole = Object.values(batch).every((of) => (Array.isArray(of) ? of : of.Keys).length <= count);
      Object.assign(args.input, { RequestItems: part(0, count || undefined) });
      const result = await next(args);
      if (!isWhole)
        Object.assign(result.output, { UnprocessedKeys: part(count), UnprocessedItems: part(count) });
      return result;
    },
    { step: 'initialize', name: 'do-first', override: true },
  );
  return seen;
}

describe('batches of which DynamoDB does only a part', () => {
  it('are gone on with until all is written, and all is read', async () => {
    const store = await storeOnNewTable(client());
    const agents = upTo(20).map((at) => `agent-${at}`);
    await Promise.all(
      agents.map((agent) => store.reserve({ installationId: 1, agent }, sampleLease(), 1, NOW)),
    );

    const seen = doFirst(9, client());
    const entries = upTo(30).map((at) => sampleAuditEntry({ id: String(at).padStart(2, '0') }));
    await store.appendAudit(entries);
    expect(seen.batches).toBe(4);
    const leases = await store.getLeases(1, agents, NOW);
    expect(seen.batches).toBe(7);
    client().middlewareStack.remove('do-first');

    expect(Object.values(leases)).toEqual(agents.map(() => [sampleLease()]));
    const { items } = await store.listAudit('wf-100-7', { limit: 50, after: null });
    expect(items.map(({ id }) => id).reverse()).toEqual(entries.map(({ id }) => id));
    await store.close();
  });

  it('are given up with an error when nothing goes on', async () => {
    const store = await storeOnNewTable(client());
    doFirst(0, client());
    await expect(store.appendAudit([sampleAuditEntry()])).rejects.toThrow(
      'left 1 items of a batch undone after 7 tries',
    );
    client().middlewareStack.remove('do-first');
    await store.close();
  }, 15_000);
});
