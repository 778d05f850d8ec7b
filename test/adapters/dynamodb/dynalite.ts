import { afterAll, beforeAll } from '@jest/globals';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { Server } from 'node:http';
import { clientOf } from './tables.js';
import { urlOf } from '../../loopback.js';

/** Dynalite on loopback for the tests around, and a client of it. */
export function dynaliteClient(): () => DynamoDBClient {
  let server: Server;
  let client: DynamoDBClient;
  beforeAll(async () => {
    server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
    client = clientOf(await urlOf(server));
  });
  afterAll(async () => {
    client.destroy();
    await new Promise((closed) => server.close(closed));
  });
  return () => client;
}
