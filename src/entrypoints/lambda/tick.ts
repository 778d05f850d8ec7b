import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { ScheduledEvent } from 'aws-lambda';
import { setTimeout as pause } from 'node:timers/promises';
import { keepTicking } from '../../app/keep-ticking.js';
import { onAws, traced, tracer } from './application.js';
import { metrics, observed } from './observability.js';
import { onceIn } from './once-in.js';

/** EventBridge schedule, each minute → has the workers see to whatever is due, and lost webhooks sent again. */
const { store, bus, wired } = onAws();
const clock = { now: () => Date.now() };

/** Until the next one begins, ms. */
const GOES_ON = 50_000;
/** A worker has begun by then with what it was told of, ms; until then it is not told again. */
const BEGUN_WITHIN = 30_000;
const CAPACITY = { atOnce: 1_000, sideBySide: 50 };
/** Given up ones that are counted: enough to see that there are some. */
const COUNTED = 100;

const tell = onceIn(BEGUN_WITHIN, clock, ({ what, id }) => bus.wake({ what, id }));

export const handler = observed(async (event: ScheduledEvent) => {
  tracer.putAnnotation('scheduled', event.time);
  const application = await wired();
  const tick = async () => {
    const [first] = await store.listWaiting(1);
    const late = first === undefined ? 0 : Math.max(0, clock.now() - first.dueAt);
    metrics.addMetric('oldest-due', MetricUnit.Milliseconds, late);
    const due = await application.tellDue(tell, CAPACITY);
    metrics.addMetric('due', MetricUnit.Count, due);
  };
  await Promise.all([
    application.redeliver(),
    keepTicking({ store, clock, tick, pause }, clock.now() + GOES_ON),
  ]);
  metrics.addMetric('dead-deliveries', MetricUnit.Count, (await store.listDead(COUNTED)).length);
}).use(traced);
