import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { getPrivateKey } from '@probot/get-private-key';
import * as z from 'zod';
import { dynamoClient } from '../../adapters/dynamodb/connect.js';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.js';
import { eventBridgeBus } from '../../adapters/eventbridge/bus.js';
import { eventBridgeClient } from '../../adapters/eventbridge/client.js';
import type { Bus } from '../../app/ports/environment.js';
import type { Store } from '../../app/ports/store.js';
import { AppId } from '../tuning.js';
import { wire, type Wired } from '../wire.js';
import { log } from './observability.js';
import { fromSecret } from './secret.js';
import { readLambdaSettings } from './settings.js';

/** Calls to AWS and GitHub are shown in the trace of an invocation. */
export const tracer = new Tracer();
export const traced = captureLambdaHandler(tracer, { captureResponse: false });

const Secret = z.object({
  APP_ID: AppId,
  PRIVATE_KEY: z.string().transform((text, { addIssue }) => {
    try {
      return getPrivateKey({ env: { PRIVATE_KEY: text } }) ?? z.NEVER;
    } catch {
      addIssue('is not the App’s private key: put in the whole .pem file that GitHub gave you');
      return z.NEVER;
    }
  }),
});

/**
 * How long a write waits for its turn in here, ms: less than in a process that waits for nothing's sake, so that one
 * installation with much to write does not hold the workers of all.
 */
const PATIENCE = 1_500;

/** The whole application on AWS, with the store that it has between invocations. */
export interface OnAws {
  store: Store;
  bus: Bus;
  /** Answers the application as it is with the App's present credentials. */
  wired: () => Promise<Wired>;
}

/**
 * Put together once for each instance: Octokits, their tokens and configurations are kept from one invocation to the next.
 *
 * @param of `timeIsUp`: nothing more is to be begun in this invocation.
 */
export function onAws({ timeIsUp }: { timeIsUp?: () => boolean } = {}): OnAws {
  const settings = readLambdaSettings(process.env);
  const { region, table: tableName, bus: busName } = settings;
  const store = createDynamoStore({ tableName, client: tracer.captureAWSv3Client(dynamoClient({ region })) });
  const events = tracer.captureAWSv3Client(eventBridgeClient(region));
  const bus = eventBridgeBus(events, busName);
  const wired = fromSecret({
    id: settings.secretId,
    schema: Secret,
    log,
    make: ({ APP_ID: appId, PRIVATE_KEY: privateKey }) =>
      wire({
        settings,
        credentials: { appId, privateKey },
        store,
        bus,
        log,
        patience: PATIENCE,
        ...(timeIsUp === undefined ? {} : { timeIsUp }),
      }),
  });
  return { store, bus, wired };
}
