import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventBridgeBus } from '../../../src/adapters/eventbridge/bus.js';
import type { Bus } from '../../../src/app/ports/environment.js';
import { awsEndpoint, type AwsEndpoint } from '../../packaged/aws-endpoint.js';

let endpoint: AwsEndpoint;
let client: EventBridgeClient;
let bus: Bus;

beforeEach(async () => {
  endpoint = await awsEndpoint({ busName: 'tekton', region: 'us-east-1' });
  client = new EventBridgeClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  bus = eventBridgeBus(client, 'tekton');
});
afterEach(async () => {
  client.destroy();
  await endpoint.close();
});

const wakeAll = (count: number) =>
  Promise.allSettled(
    Array.from({ length: count }, (_, at) => bus.wake({ what: 'delivery', id: `delivery-${at}` })),
  );
const idsOf = ({ events }: AwsEndpoint) => events.map(({ detail }) => detail['id']);

describe('the bus on EventBridge', () => {
  it('takes a wake-up as an event of ours, in the form that AWS documents', async () => {
    await bus.wake({ what: 'workflow', id: 'wf-100-7' });
    expect(endpoint.events).toMatchObject([
      {
        source: 'tekton-core',
        'detail-type': 'tekton.wake-up',
        detail: { what: 'workflow', id: 'wf-100-7' },
      },
    ]);
    expect(endpoint.faults).toEqual([]);
  });

  it('puts what is said at the same time together, ten by ten', async () => {
    const outcomes = await wakeAll(25);
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(endpoint.requests).toEqual([10, 10, 5]);
    expect(new Set(idsOf(endpoint)).size).toBe(25);
  });

  it('sends again what was refused of a batch, and nothing else', async () => {
    endpoint.refuse((id) => ['delivery-2', 'delivery-7'].includes(id), 1);
    await wakeAll(10);
    expect(endpoint.requests).toEqual([10, 2]);
    expect(idsOf(endpoint).sort()).toEqual(Array.from({ length: 10 }, (_, at) => `delivery-${at}`));
  });

  it('tells whoever said what is refused to the end, and nobody else', async () => {
    endpoint.refuse((id) => id === 'delivery-1', Infinity);
    const outcomes = await wakeAll(3);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({
      reason: { message: 'EventBridge did not take an event: ThrottlingException' },
    });
    expect(endpoint.requests).toEqual([3, 1, 1, 1]);
  });

  it('tells all of them when EventBridge cannot be reached', async () => {
    await endpoint.close();
    const outcomes = await wakeAll(2);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    endpoint = await awsEndpoint({ busName: 'tekton', region: 'us-east-1' });
  });
});
