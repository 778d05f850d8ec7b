import { setImmediate } from 'node:timers/promises';
import { createDynamoStore } from '../../src/adapters/dynamodb/dynamo-store.js';
import type { Store } from '../../src/app/ports/store.js';
import { sampleDay, sampleLease, sampleProject, sampleWorkflow } from '../../test/contract/samples.js';
import type { WireItem } from '../../test/packaged/metering.js';
import { countingClient } from './counting-client.js';

/** What DynamoDB takes in one request. */
const BATCH = 25;
/** Requests under way at once. */
const SIDE_BY_SIDE = 8;
const HOUR = 3_600_000;
/** Above the ids that the simulated GitHub gives. */
const FIRST_ID = 500_000_000;

export interface Others {
  installationId: number;
  count: number;
  /** ms. */
  now: number;
}

/**
 * Puts projects beside the one that is measured into the table, in the same installation: each with an open workflow that
 * is looked at anew within hours, a day that closes after that, and an agent who has a place taken. The adapter makes
 * the items; they go over in batches, which is faster than one by one.
 */
export async function addOthers(dynamoUrl: string, tableName: string, of: Others): Promise<void> {
  const { client, items } = countingClient();
  await makeOthers(createDynamoStore({ tableName, client }), of);
  client.destroy();
  const puts = [...items.values()].map((Item) => ({ PutRequest: { Item } }));
  const batches = Array.from({ length: Math.ceil(puts.length / BATCH) }, (_, at) =>
    puts.slice(at * BATCH, (at + 1) * BATCH),
  ).values();
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (const batch of batches) await write(dynamoUrl, tableName, batch);
    }),
  );
}

async function makeOthers(store: Store, { installationId, count, now }: Others): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const repositoryId = FIRST_ID + at;
    const of = { repositoryId, installationId };
    const name = `other-${at}`;
    // None becomes due while this runs.
    const dueAt = now + HOUR + at;
    const workflow = sampleWorkflow({ ...of, issueNumber: 1, dueAt });
    await store.saveProject(sampleProject({ ...of, slug: `acme-${name}`, owner: 'acme', name }), 0);
    await store.saveWorkflow(workflow, 0);
    await store.saveDay(sampleDay({ ...of, dueAt: dueAt + HOUR }), 0);
    const lease = sampleLease({ workflowId: workflow.id, until: now + 24 * HOUR });
    await store.reserve({ installationId, agent: name }, lease, 1, now);
    // Nothing in here waits for anything: connections that end meanwhile would go unnoticed.
    await setImmediate();
  }
}

async function write(
  dynamoUrl: string,
  tableName: string,
  batch: { PutRequest: { Item: WireItem } }[],
): Promise<void> {
  const response = await fetch(dynamoUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.BatchWriteItem',
      // It must be there; dynalite does not check it.
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ RequestItems: { [tableName]: batch } }),
  });
  const text = await response.text();
  if (text !== '{"UnprocessedItems":{}}')
    throw new Error(`The table did not take a batch: ${text.slice(0, 200)}`);
}
