import middy, { type MiddyfiedHandler } from '@middy/core';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import type { Context } from 'aws-lambda';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Log } from '../../app/ports/environment.js';
import { correlation } from '../correlation.js';

/** `POWERTOOLS_SERVICE_NAME`, `POWERTOOLS_METRICS_NAMESPACE` and `POWERTOOLS_LOG_LEVEL` are read by them. */
const logger = new Logger();
export const metrics = new Metrics();

/** The application's notes as Powertools' structured lines, each with the delivery in whose name it is. */
export const log: Log = {
  info: (fields, message) => {
    logger.info(message, { ...correlation(), ...fields });
  },
  warn: (fields, message) => {
    logger.warn(message, { ...correlation(), ...fields });
  },
  error: (fields, message) => {
    logger.error(message, { ...correlation(), ...fields });
  },
};

/** A handler with what Powertools says of each invocation: its lines bear the request's id, and its metrics go out. */
export function observed<Event, Result>(
  handle: (event: Event, context: Context) => Promise<Result>,
): MiddyfiedHandler<Event, Result> {
  // Or else what goes on past the end of an invocation would thaw in the next one: Lambda ends the process instead.
  return middy<Event, Result>(handle, { timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics, { captureColdStartMetric: true }));
}
