import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import { WorkItem } from '../../app/ports/environment.js';
import { onAws, traced, tracer } from './application.js';
import { metrics, observed } from './observability.js';

/** EventBridge rule → sees to one thing. What fails is kept in the table, with the time of its next try. */
/** So long before the end no effect is begun, ms: it could still run when another worker takes over. */
const LEAST_LEFT = 30_000;
let endsAt = 0;

const { wired } = onAws({ timeIsUp: () => Date.now() > endsAt - LEAST_LEFT });
const WakeUp = z.object({ detail: WorkItem });

export const handler = observed(async (event: EventBridgeEvent<string, unknown>, context) => {
  endsAt = Date.now() + context.getRemainingTimeInMillis();
  const { detail: item } = WakeUp.parse(event);
  tracer.putAnnotation(item.what, item.id);
  metrics.addMetric(`seen-to-${item.what}`, MetricUnit.Count, 1);
  await (await wired()).seeTo(item);
}).use(traced);
