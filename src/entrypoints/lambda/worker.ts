import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod';
import { WorkItem } from '../../app/ports/environment.js';
import { onAws, traced, tracer } from './application.js';
import { metrics, observed } from './observability.js';

/** EventBridge rule → sees to one thing. What fails is kept in the table, with the time of its next try. */
const { wired } = onAws();
const WakeUp = z.object({ detail: WorkItem });

export const handler = observed(async (event: EventBridgeEvent<string, unknown>) => {
  const { detail: item } = WakeUp.parse(event);
  tracer.putAnnotation(item.what, item.id);
  metrics.addMetric(`seen-to-${item.what}`, MetricUnit.Count, 1);
  await (await wired()).seeTo(item);
}).use(traced);
