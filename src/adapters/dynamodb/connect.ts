import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { patience } from '../aws/patience.js';
import { storeTable, type StoreTable } from './table.js';

/** Where DynamoDB is. Without `credentials` and `endpoint` the SDK finds them where it runs. */
export interface DynamoAddress {
  endpoint?: string;
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** Three tries of two seconds: together less than GitHub waits for the answer to a webhook. */
export function dynamoClient(address: DynamoAddress): DynamoDBClient {
  return new DynamoDBClient({ ...address, maxAttempts: 3, requestHandler: patience(2_000) });
}

export function tableOn(client: DynamoDBClient, tableName: string): StoreTable {
  return storeTable(DynamoDBDocumentClient.from(client), tableName);
}
