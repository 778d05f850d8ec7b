import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable } from '../../../src/adapters/dynamodb/create-table.js';
import { createDynamoStore } from '../../../src/adapters/dynamodb/dynamo-store.js';
import type { Store } from '../../../src/app/ports/store.js';

/** Servers of this machine do not look at them. */
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

export function clientOf(endpoint: string): DynamoDBClient {
  const region = process.env['AWS_REGION'] ?? 'us-east-1';
  const isAws = new URL(endpoint).hostname.endsWith('.amazonaws.com');
  return new DynamoDBClient({ endpoint, region, ...(isAws ? {} : { credentials }) });
}

let tables = 0;

/** A store on a table of its own, which is removed when the store is closed. */
export async function storeOnNewTable(client: DynamoDBClient): Promise<Store> {
  const tableName = `tekton-test-${process.pid}-${Date.now().toString(36)}-${(tables += 1)}`;
  await createTable(client, tableName);
  const store = createDynamoStore({ client, tableName });
  return {
    ...store,
    close: async () => {
      await store.close();
      await client.send(new DeleteTableCommand({ TableName: tableName }));
    },
  };
}
