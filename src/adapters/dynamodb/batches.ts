import { BatchGetCommand, BatchWriteCommand, type BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { setTimeout as delay } from 'node:timers/promises';
import type { ItemKey } from './item-keys.js';
import type { StoreTable } from './table.js';

/** What DynamoDB takes at once. */
const GET = 100;
const WRITE = 25;
/** Tries before what is left over is an error; the waits between them add up to 3 to 5 s. */
const TRIES = 7;

type RawItem = Record<string, unknown>;
type Put = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/**
 * The items with these keys as they are now, in the order of the keys; those that are not there are left out.
 *
 * @throws Error when DynamoDB leaves some unread after 7 tries.
 */
export async function getAll(table: StoreTable, keys: readonly ItemKey[]): Promise<RawItem[]> {
  const found = new Map<unknown, RawItem>();
  // DynamoDB refuses a key given twice.
  const distinct = [...new Map(keys.map((key) => [key.pk, key])).values()];
  await Promise.all(
    chunks(distinct, GET).map(async (chunk) => {
      for (const raw of await getChunk(table, chunk)) found.set(raw['pk'], raw);
    }),
  );
  return keys.map(({ pk }) => found.get(pk)).filter((raw) => raw !== undefined);
}

async function getChunk(table: StoreTable, chunk: ItemKey[]): Promise<RawItem[]> {
  const name = table.getName();
  const found: RawItem[] = [];
  let left: RawItem[] = chunk.map(({ pk, sk }) => ({ pk, sk }));
  for (let tried = 0; left.length > 0; tried += 1) {
    await pause(tried, left.length);
    const { Responses, UnprocessedKeys } = await table
      .getDocumentClient()
      .send(new BatchGetCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: true } } }));
    found.push(...(Responses?.[name] ?? []));
    left = UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return found;
}

/**
 * Performs all these puts, whatever was there before; no two may have one key.
 *
 * @throws Error when DynamoDB leaves some unwritten after 7 tries.
 */
export async function putAll(table: StoreTable, puts: readonly Put[]): Promise<void> {
  const name = table.getName();
  for (const chunk of chunks(puts, WRITE)) {
    let left = chunk;
    for (let tried = 0; left.length > 0; tried += 1) {
      await pause(tried, left.length);
      const { UnprocessedItems } = await table
        .getDocumentClient()
        .send(new BatchWriteCommand({ RequestItems: { [name]: left } }));
      left = UnprocessedItems?.[name] ?? [];
    }
  }
}

async function pause(tried: number, left: number): Promise<void> {
  if (tried === TRIES) throw new Error(`DynamoDB left ${left} items of a batch undone after ${TRIES} tries`);
  if (tried > 0) await delay(2 ** tried * 20 * (1 + Math.random()));
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}
