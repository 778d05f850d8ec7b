import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable } from './create-table.js';
import type { DynamoAddress } from './connect.js';

/**
 * Sees that the table is there before anything is served. A server of one's own (an `endpoint` is given) gets it made;
 * on AWS the deployment makes it, with its backups and alarms, and nothing else may.
 *
 * @throws with what to do, when the table is missing or cannot be asked for.
 */
export async function ensureTable({
  tableName,
  ...address
}: { tableName: string } & DynamoAddress): Promise<void> {
  const client = new DynamoDBClient({ ...address, maxAttempts: 2 });
  const where = address.endpoint ?? `region ${address.region}`;
  try {
    await client.send(new DescribeTableCommand({ TableName: tableName }));
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error));
    if (reason.name !== 'ResourceNotFoundException') {
      throw new Error(
        `DynamoDB at ${where} cannot be asked for the table ${tableName}: ${reason.message || reason.name}. See that it runs, and that AWS credentials are set.`,
        { cause: error },
      );
    }
    if (address.endpoint === undefined) {
      throw new Error(
        `there is no table ${tableName} in ${where}: deploy first, or set DYNAMODB_ENDPOINT for a server of your own`,
        {
          cause: error,
        },
      );
    }
    await createTable(client, tableName);
  } finally {
    client.destroy();
  }
}
