import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { patience } from '../../../src/adapters/aws/patience.js';

it('a call of AWS that is never answered ends, after as many tries as there are to be', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
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
