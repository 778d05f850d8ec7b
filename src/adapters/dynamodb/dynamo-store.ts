import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../app/ports/store.js';
import { agents } from './agents.js';
import { audit } from './audit.js';
import { closings } from './closings.js';
import { dynamoClient, tableOn, type DynamoAddress } from './connect.js';
import { days } from './days.js';
import { deliveries } from './deliveries.js';
import { due } from './due.js';
import { installations } from './installations.js';
import { outcomes } from './outcomes.js';
import { pace } from './pace.js';
import { pointers } from './pointers.js';
import { projects } from './projects.js';
import { redeliveries } from './redeliveries.js';
import { reports } from './reports.js';
import { workflows } from './workflows.js';

export type DynamoStoreOptions = { tableName: string } & ({ client: DynamoDBClient } | DynamoAddress);

/** The store on one DynamoDB table. A client that was given is not closed with it. */
export function createDynamoStore(options: DynamoStoreOptions): Store {
  const { tableName, ...rest } = options;
  const given = 'client' in rest;
  const client = given ? rest.client : dynamoClient(rest);
  const table = tableOn(client, tableName);
  return {
    ...deliveries(table),
    ...workflows(table),
    ...due(table),
    ...projects(table),
    ...installations(table),
    ...pointers(table),
    ...agents(table),
    ...audit(table),
    ...pace(table),
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
