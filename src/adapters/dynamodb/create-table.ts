import {
  CreateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { tableDefinition, timeToLive } from './table-definition.js';

/** How long the table may take to be there, seconds. */
const PATIENCE = 60;

/**
 * Makes the table and waits until it is there, for a local server or a test; the deployment makes its own.
 *
 * @throws ResourceInUseException when there is a table of this name.
 */
export async function createTable(client: DynamoDBClient, tableName: string): Promise<void> {
  await client.send(new CreateTableCommand({ ...tableDefinition, TableName: tableName }));
  await waitUntilTableExists({ client, maxWaitTime: PATIENCE, minDelay: 1 }, { TableName: tableName });
  try {
    await client.send(
      new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification: timeToLive }),
    );
  } catch (error) {
    // Some local servers know no time to live; then nothing is forgotten.
    if (!(error instanceof Error && error.name === 'UnknownOperationException')) throw error;
  }
}
