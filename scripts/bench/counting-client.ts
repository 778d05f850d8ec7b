import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import {
  indexCharges,
  newMeter,
  partitionOf,
  TABLE,
  unitsOf,
  type Meter,
  type WireItem,
} from '../../test/packaged/metering.js';

const Request = z.object({
  headers: z.object({ 'x-amz-target': z.string() }),
  body: z.instanceof(Uint8Array).transform((bytes): unknown => JSON.parse(new TextDecoder().decode(bytes))),
});
const Put = z.object({ Item: z.record(z.string(), z.unknown()) });
const Get = z.object({ Key: z.record(z.string(), z.unknown()) });

/** A client whose DynamoDB is a map of items in this process: it keeps what is put, and counts what that costs and where. */
export function countingClient(): {
  client: DynamoDBClient;
  meter: Meter;
  /** As they would go over the wire. */
  items: ReadonlyMap<string, WireItem>;
} {
  const meter = newMeter();
  const items = new Map<string, WireItem>();
  const keyOf = (item: WireItem) => JSON.stringify([item['pk'], item['sk']]);
  const answerTo = (target: string, body: unknown): object => {
    switch (target) {
      case 'DynamoDB_20120810.PutItem': {
        const { Item: item } = Put.parse(body);
        const before = items.get(keyOf(item)) ?? null;
        items.set(keyOf(item), item);
        const here = { place: TABLE, key: partitionOf(item), units: unitsOf(item) };
        meter.wrote('PutItem', [here, ...indexCharges(before, item)]);
        return {};
      }
      case 'DynamoDB_20120810.GetItem': {
        const Item = items.get(keyOf(Get.parse(body).Key));
        return Item === undefined ? {} : { Item };
      }
      default:
        throw new Error(`Nobody here knows ${target}.`);
    }
  };
  const handle = (request: unknown) => {
    const { headers, body } = Request.parse(request);
    const answer = Buffer.from(JSON.stringify(answerTo(headers['x-amz-target'], body)));
    return Promise.resolve({ response: { statusCode: 200, headers: {}, body: answer } });
  };
  const client = new DynamoDBClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    requestHandler: { handle },
    // Signing takes most of the time, and nobody looks at it.
    signer: { sign: (request) => Promise.resolve(request) },
  });
  return { client, meter, items };
}
