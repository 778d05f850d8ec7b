import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTable } from '../../src/adapters/dynamodb/create-table.js';
import { createDynamoStore } from '../../src/adapters/dynamodb/dynamo-store.js';
import type { Store } from '../../src/app/ports/store.js';
import { sampleDelivery, NOW } from '../contract/samples.js';
import { onDynamoDb, type StorePlace } from '../e2e/stores.js';
import { meteredDynamo, type MeteredDynamo } from './metered-dynamo.js';
import { indexCharges } from './metering.js';

const due = (shard: string, at: string) => ({ dueShard: { S: shard }, dueAt: { N: at }, id: { S: 'one' } });
const charge = (key: string) => ({ place: 'due', key: `{"S":"${key}"}`, units: 1 });

describe('the indexes charge for', () => {
  it('nothing where an item is in none of them', () => {
    expect(indexCharges(null, { pk: { S: 'a' }, dueAt: { N: '1' } })).toEqual([]);
  });
  it('an entry that comes, and one that goes', () => {
    expect(indexCharges(null, due('a', '1'))).toEqual([charge('a')]);
    expect(indexCharges(due('a', '1'), {})).toEqual([charge('a')]);
  });
  it('both entries when its key changes, each at its own partition', () => {
    expect(indexCharges(due('a', '1'), due('b', '1'))).toEqual([charge('a'), charge('b')]);
    expect(indexCharges(due('a', '1'), due('a', '2'))).toEqual([charge('a'), charge('a')]);
  });
  it('one when only what it projects changes, and nothing when all of that stays', () => {
    expect(indexCharges(due('a', '1'), { ...due('a', '1'), id: { S: 'two' } })).toEqual([charge('a')]);
    expect(indexCharges(due('a', '1'), { ...due('a', '1'), record: { S: 'other' } })).toEqual([]);
  });
  it('each index by itself', () => {
    const open = { openIn: { N: '7' }, issueNumber: { N: '1' } };
    expect(indexCharges(null, { ...due('a', '1'), ...open })).toEqual([
      charge('a'),
      { place: 'open-workflows', key: '{"N":"7"}', units: 1 },
    ]);
  });
});

describe('the way to DynamoDB that counts', () => {
  let place: StorePlace;
  let metered: MeteredDynamo;
  let client: DynamoDBClient;
  let store: Store;

  beforeAll(async () => {
    place = await onDynamoDb();
    if (place.store.kind !== 'dynamodb' || place.store.endpoint === null) throw new Error('It is DynamoDB.');
    const { endpoint, region, table: tableName } = place.store;
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
    const direct = new DynamoDBClient({ endpoint, region, credentials });
    await createTable(direct, tableName);
    direct.destroy();
    metered = await meteredDynamo(endpoint);
    client = new DynamoDBClient({ endpoint: metered.url, region, credentials });
    store = createDynamoStore({ tableName, client });
  });
  afterAll(async () => {
    client.destroy();
    await metered.close();
    await place.remove();
  });
  beforeEach(() => {
    metered.meter.reset();
  });

  const usageOf = async (act: () => Promise<unknown>) => {
    metered.meter.reset();
    await act();
    return metered.meter.usage().places;
  };
  /** So much text in a delivery that it has between two and three kilobytes. */
  const delivery = sampleDelivery({ id: 'large', lastError: 'x'.repeat(1_500) });

  it('charges a delivery’s item by its size, and its entry in the index of what is due from its coming to its going', async () => {
    const save = (dueAt: number | null, version: number) =>
      usageOf(() => store.saveDelivery({ ...delivery, dueAt }, version));
    const cost = (due?: number) => ({
      table: { read_units: 0, write_units: 3 },
      ...(due === undefined ? {} : { due: { read_units: 0, write_units: due } }),
    });
    expect(await save(NOW, 0)).toEqual(cost(1));
    expect(await save(NOW, 1)).toEqual(cost());
    expect(await save(NOW + 1, 2)).toEqual(cost(2));
    expect(await save(null, 3)).toEqual(cost(1));
  });

  it('charges for a put that is refused', async () => {
    await store.addDelivery(sampleDelivery({ id: 'twice' }));
    expect(await usageOf(() => store.addDelivery(sampleDelivery({ id: 'twice' })))).toEqual({
      table: { read_units: 0, write_units: 2 },
    });
  });

  it('charges a consistent read by 4 KB, and one of an index half of that', async () => {
    await store.addDelivery({ ...delivery, id: 'larger', lastError: 'x'.repeat(5_000) });
    const reads = (read_units: number) => ({ read_units, write_units: 0 });
    expect(await usageOf(() => store.getDelivery('larger'))).toEqual({ table: reads(2) });
    expect(await usageOf(() => store.listDead(10))).toEqual({ due: reads(0.5) });
  });

  it('charges each entry of a batch, and says where', async () => {
    const entry = (id: string) => ({ workflowId: 'w', id, at: NOW, what: 'x', detail: {} });
    expect(await usageOf(() => store.appendAudit([entry('a'), entry('b')]))).toEqual({
      table: { read_units: 0, write_units: 2 },
    });
    expect([...(metered.meter.keys().get('table') ?? [])]).toEqual([['{"S":"audit#=w"}', 2]]);
    expect(metered.meter.usage().operations).toEqual({
      BatchWriteItem: { requests: 1, read_units: 0, write_units: 2 },
    });
  });
});
