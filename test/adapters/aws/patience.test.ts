import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createServer, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { patience } from '../../../src/adapters/aws/patience.js';
import { portOf } from '../../loopback.js';

it('a call of AWS that is never answered ends, after as many tries as there are to be', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket));
  const port = await portOf(server);
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 2,
    requestHandler: patience(50),
  });
  await expect(client.send(new DescribeTableCommand({ TableName: 'any' }))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  expect(sockets).toHaveLength(2);
  for (const socket of sockets) socket.destroy();
  client.destroy();
  server.close();
});
