import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { APIGatewayProxyStructuredResultV2, Handler, LambdaFunctionURLEvent } from 'aws-lambda';
import { dynamoClient, tableOn } from '../../adapters/dynamodb/connect.js';
import { deliveries } from '../../adapters/dynamodb/deliveries.js';
import { eventBridgeBus } from '../../adapters/eventbridge/bus.js';
import { eventBridgeClient } from '../../adapters/eventbridge/client.js';
import { accept } from '../../app/inbox/accept.js';
import { secretsIn, WebhookSecretVariables } from '../webhook-secrets.js';
import { log, metrics, observed } from './observability.js';
import { receiverOver } from './receiver.js';
import { fromSecret } from './secret.js';
import { readPlace } from './place.js';

/** HTTP API → verify, translate, store, wake. It loads nothing of what works the webhooks off. */
const { table, bus: busName, secretId, region } = readPlace(process.env);
const store = deliveries(tableOn(dynamoClient({ region }), table));
const bus = eventBridgeBus(eventBridgeClient(region), busName);
const clock = { now: () => Date.now() };

const receiver = fromSecret({
  id: secretId,
  schema: WebhookSecretVariables,
  log,
  make: (secret) =>
    receiverOver(
      { accept: (delivery) => accept({ store, bus, clock, log }, delivery), now: () => clock.now() },
      secretsIn(secret),
    ),
});

export const handler: Handler<LambdaFunctionURLEvent, APIGatewayProxyStructuredResultV2> = observed(
  async (event, context) => {
    const { status: statusCode, outcome, body } = await (await receiver())(event, context);
    metrics.addMetric(`webhook-${outcome}`, MetricUnit.Count, 1);
    // Whoever is not GitHub can send any number of those: they are counted, and fill no log.
    if (outcome !== 'unsigned') {
      const { 'x-github-delivery': delivery = null, 'x-github-event': name = null } = event.headers;
      log.info({ delivery, event: name, statusCode, reason: body.reason ?? null }, `webhook ${outcome}`);
    }
    return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  },
);
