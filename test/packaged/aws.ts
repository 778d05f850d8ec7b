import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createTable } from '../../src/adapters/dynamodb/create-table.js';
import { createDynamoStore } from '../../src/adapters/dynamodb/dynamo-store.js';
import { STAGE } from '../deployment/package.js';
import type { Product, ProductOptions } from '../e2e/product.js';
import { newFolder, onDynamoDb } from '../e2e/stores.js';
import { awsEndpoint, type AwsEndpoint, type BusEvent } from './aws-endpoint.js';
import { gateway } from './gateway.js';
import { startInstance, unpacked, type LambdaInstance } from './lambda.js';
import { readDeployed, type DeployedFunction } from './template.js';

const REGION = 'us-east-1';
/** Any will do: nobody here checks them. */
const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** What is packaged, as if it were deployed: its functions in processes of their own, and AWS around them at the wire. */
export interface OnAws extends Product {
  endpoint: AwsEndpoint;
  /** Gives one event to an instance of a function. */
  invoke(key: string, event: unknown): Promise<unknown>;
  /** One more instance of a function, in a changed environment; whoever asks for it stops it. */
  another(key: string, changes?: Record<string, string>): Promise<LambdaInstance>;
  /** Ends all instances where they are, and starts others whose clock is so far ahead, ms. */
  replaced(ahead: number): Promise<void>;
  /** What the functions wrote. */
  said(): string;
  /** Asynchronous invocations that failed, each with why. */
  failures: string[];
}

/**
 * @param of `instances`: of the worker, side by side. `only`: the keys of the functions that are wanted. `isBinary`:
 * whether a request's body is handed on as base64. `dynamoThrough`: what stands between the functions and DynamoDB.
 */
export async function deployed(
  packageFolder: string,
  { credentials, apiUrl }: ProductOptions,
  of: {
    instances?: number;
    only?: readonly string[];
    isBinary?: (requests: number) => boolean;
    dynamoThrough?: (dynamoUrl: string) => Promise<{ url: string; close(): Promise<void> }>;
  } = {},
): Promise<OnAws> {
  const { instances = 2, only, isBinary, dynamoThrough = directly } = of;
  const { functions: all, rules, busName, routes } = readDeployed(packageFolder);
  const functions = Object.fromEntries(
    Object.entries(all).filter(([, { key }]) => only === undefined || only.includes(key)),
  );
  const place = await onDynamoDb();
  if (place.store.kind !== 'dynamodb' || place.store.endpoint === null) throw new Error('It is DynamoDB.');
  const { endpoint: dynamoUrl } = place.store;
  const way = await dynamoThrough(dynamoUrl);
  const underWay = new Set<Promise<void>>();
  const failures: string[] = [];
  const running = new Map<string, LambdaInstance[]>();
  let turn = 0;

  const invoke = (key: string, event: unknown): Promise<unknown> => {
    const all = running.get(key) ?? [];
    const one = all[turn++ % all.length];
    if (one === undefined) throw new Error(`There is no function ${key}.`);
    return one.invoke(event);
  };
  const put = (event: BusEvent) => {
    for (const rule of rules) {
      if (!rule.sources.includes(event.source) || !rule.detailTypes.includes(event['detail-type'])) continue;
      for (const target of rule.targets) {
        const { key } = functions[target] ?? {};
        if (key === undefined) continue;
        const doing = invoke(key, event).then(
          () => undefined,
          (error: unknown) => void failures.push(String(error)),
        );
        underWay.add(doing);
        void doing.then(() => underWay.delete(doing));
      }
    }
  };
  const endpoint = await awsEndpoint({ busName, region: REGION, put });
  const { appId, privateKey, webhookSecret } = credentials;
  endpoint.secrets.set(
    `tekton-core/${STAGE}/app`,
    JSON.stringify({ APP_ID: String(appId), PRIVATE_KEY: privateKey }),
  );
  endpoint.secrets.set(`tekton-core/${STAGE}/webhook`, JSON.stringify({ WEBHOOK_SECRET: webhookSecret }));

  const folder = newFolder();
  const roots = new Map<string, string>();
  const start = (deployedFunction: DeployedFunction, changes: Record<string, string> = {}) => {
    const { key, zip, environment, ...rest } = deployedFunction;
    const root = roots.get(key) ?? unpacked(zip, join(folder, key));
    roots.set(key, root);
    return startInstance({
      ...rest,
      root,
      environment: {
        ...environment,
        GITHUB_API_URL: apiUrl,
        WRITE_SPACING_MS: '0',
        AWS_REGION: REGION,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
        AWS_ENDPOINT_URL_DYNAMODB: way.url,
        AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint.url,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint.url,
        ...changes,
      },
    });
  };
  const tableName = Object.values(functions)[0]?.environment['TABLE_NAME'] ?? '';
  const client = new DynamoDBClient({ endpoint: dynamoUrl, region: REGION, credentials: CREDENTIALS });
  await createTable(client, tableName);
  const startAll = (changes: Record<string, string> = {}) =>
    Promise.all(
      Object.values(functions).map(async (each) => {
        const count = each.key === 'worker' ? instances : 1;
        running.set(each.key, await Promise.all(Array.from({ length: count }, () => start(each, changes))));
      }),
    );
  await startAll();

  const [route = ''] = routes;
  const http = await gateway({
    route,
    region: REGION,
    invoke: (event) => invoke('webhook', event),
    ...(isBinary === undefined ? {} : { isBinary }),
  });
  const instancesOf = () => [...running.values()].flat();
  return {
    webhookUrl: `${http.url}${route.slice(route.indexOf('/'))}`,
    store: createDynamoStore({ tableName, client }),
    endpoint,
    invoke,
    another: (key, changes) => {
      const found = Object.values(functions).find((each) => each.key === key);
      if (found === undefined) throw new Error(`There is no function ${key}.`);
      return start(found, changes);
    },
    replaced: async (ahead) => {
      for (const one of instancesOf()) await one.stop();
      await startAll({ CLOCK_AHEAD_MS: String(ahead) });
    },
    failures,
    said: () =>
      instancesOf()
        .map((one) => one.said())
        .join(''),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    tick: async () => {
      await invoke('tick', SCHEDULED);
    },
    stop: async () => {
      await http.close();
      await Promise.all(instancesOf().map((one) => one.stop()));
      await endpoint.close();
      client.destroy();
      await way.close();
      await place.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const directly = (url: string) => Promise.resolve({ url, close: () => Promise.resolve() });

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html */
const SCHEDULED = {
  version: '0',
  id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '123456789012',
  time: '2026-11-28T09:00:00Z',
  region: REGION,
  resources: [`arn:aws:events:us-east-1:123456789012:rule/tekton-core-${STAGE}-tick`],
  detail: {},
};
