import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../../app/ports/store.js';
import { agents } from './agents.js';
import { audit } from './audit.js';
import { closings } from './closings.js';
import { days } from './days.js';
import { deliveries } from './deliveries.js';
import { due } from './due.js';
import { installations } from './installations.js';
import { outcomes } from './outcomes.js';
import { pointers } from './pointers.js';
import { projects } from './projects.js';
import { redeliveries } from './redeliveries.js';
import { reports } from './reports.js';
import { storeTable } from './table.js';
import { workflows } from './workflows.js';

/** Where DynamoDB is. Without `credentials` the SDK finds them where it runs. */
export interface DynamoAddress {
  endpoint?: string;
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

export type DynamoStoreOptions = { tableName: string } & ({ client: DynamoDBClient } | DynamoAddress);

/** The SDK waits for ever by default; a Lambda does not. Both in ms, for each of its three tries. */
const requestHandler = {
  connectionTimeout: 1_000,
  requestTimeout: 5_000,
} satisfies DynamoDBClientConfig['requestHandler'];

/** The store on one DynamoDB table. A client that was given is not closed with it. */
export function createDynamoStore(options: DynamoStoreOptions): Store {
  const { tableName, ...rest } = options;
  const given = 'client' in rest;
  const client = given ? rest.client : new DynamoDBClient({ ...rest, requestHandler });
  const table = storeTable(DynamoDBDocumentClient.from(client), tableName);
  return {
    ...deliveries(table),
    ...workflows(table),
    ...due(table),
    ...projects(table),
    ...installations(table),
    ...pointers(table),
    ...agents(table),
    ...audit(table),
    ...redeliveries(table),
    ...days(table),
    ...closings(table),
    ...reports(table),
    ...outcomes(table),
    close: () => {
      if (!given) client.destroy();
      return Promise.resolve();
    },
  };
}
