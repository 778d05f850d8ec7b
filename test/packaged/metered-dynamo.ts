import { once } from 'node:events';
import { createServer } from 'node:http';
import * as z from 'zod';
import { indexCharges, newMeter, partitionOf, TABLE, unitsOf, type Meter } from './metering.js';
import { urlOf } from '../loopback.js';

/** A way to DynamoDB that counts what goes through it. */
export interface MeteredDynamo {
  url: string;
  meter: Meter;
  close(): Promise<void>;
}

const Item = z.record(z.string(), z.unknown());
const Capacity = z.object({ CapacityUnits: z.number() });
const Asked = z.object({
  IndexName: z.string().optional(),
  Item: Item.optional(),
  RequestItems: z
    .record(z.string(), z.union([z.array(z.object({ PutRequest: z.object({ Item }) })), z.object({})]))
    .optional(),
});
const Answered = z.object({
  ConsumedCapacity: z.union([Capacity.transform((one) => [one]), z.array(Capacity)]).default([]),
  Attributes: Item.nullable().default(null),
});

/**
 * Stands between the functions and dynalite. It asks for the capacity that each request took, and of a put for what was
 * there before, from which follows what its indexes cost.
 */
export async function meteredDynamo(dynamoUrl: string): Promise<MeteredDynamo> {
  const meter = newMeter();
  const server = createServer((request, response) => {
    void (async () => {
      const body = Item.parse(JSON.parse(await textOf(request)));
      const target = String(request.headers['x-amz-target']);
      const operation = target.slice(target.indexOf('.') + 1);
      const puts = operation === 'PutItem';
      const answer = await fetch(dynamoUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': target,
          'x-amz-date': String(request.headers['x-amz-date']),
          authorization: request.headers.authorization ?? '',
        },
        body: JSON.stringify({
          ...body,
          ReturnConsumedCapacity: 'TOTAL',
          ...(puts ? { ReturnValues: 'ALL_OLD' } : {}),
        }),
      });
      const answered = Item.parse(await answer.json());
      count(meter, operation, answer.status, body, answered);
      // Nobody asked for these.
      const { Attributes: _, ConsumedCapacity: __, ...rest } = answered;
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(puts ? rest : answered));
    })().catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const url = await urlOf(server);
  return {
    url,
    meter,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function count(meter: Meter, operation: string, status: number, body: unknown, answer: unknown): void {
  const { IndexName, Item: item, RequestItems = {} } = Asked.parse(body);
  const { ConsumedCapacity, Attributes: before } = Answered.parse(answer);
  const units = ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  switch (operation) {
    case 'PutItem': {
      if (item === undefined) throw new Error('A put has an item.');
      const key = partitionOf(item);
      // Refused by its condition: nothing is written, and it is paid for.
      if (status >= 400) meter.wrote(operation, [{ place: TABLE, key, units: unitsOf(item) }]);
      else meter.wrote(operation, [{ place: TABLE, key, units }, ...indexCharges(before, item)]);
      return;
    }
    case 'BatchWriteItem': {
      const written = Object.values(RequestItems).flatMap((puts) => (Array.isArray(puts) ? puts : []));
      meter.wrote(
        operation,
        // What was there before is not to be had here: it is taken to be new.
        written.flatMap(({ PutRequest }) => [
          { place: TABLE, key: partitionOf(PutRequest.Item), units: units / written.length },
          ...indexCharges(null, PutRequest.Item),
        ]),
      );
      return;
    }
    case 'GetItem':
    case 'BatchGetItem':
      meter.read(operation, TABLE, units);
      return;
    case 'Query':
      // DynamoDB charges for one that finds nothing, too; dynalite does not.
      meter.read(operation, IndexName ?? TABLE, Math.max(units, 0.5));
      return;
    default:
      throw new Error(`Nobody here knows what ${operation} costs.`);
  }
}

async function textOf(request: AsyncIterable<unknown>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
