import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { storeTable, type StoreTable } from './table.js';

/** Where DynamoDB is. Without `credentials` and `endpoint` the SDK finds them where it runs. */
export interface DynamoAddress {
  endpoint?: string;
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** The SDK waits for ever by default; a Lambda does not. Both in ms, for each of its three tries. */
const requestHandler = {
  connectionTimeout: 1_000,
  requestTimeout: 5_000,
} satisfies DynamoDBClientConfig['requestHandler'];

export function dynamoClient(address: DynamoAddress): DynamoDBClient {
  return new DynamoDBClient({ ...address, requestHandler });
}

export function tableOn(client: DynamoDBClient, tableName: string): StoreTable {
  return storeTable(DynamoDBDocumentClient.from(client), tableName);
}
