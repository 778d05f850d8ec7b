import * as z from 'zod';
import { Refusal, Unavailable } from '../../app/ports/github.js';
import { waitEnds } from './limits.js';

const Headers = z.record(z.string(), z.unknown());
const Errors = z
  .array(
    z.object({
      type: z.string().nullish(),
      message: z.string(),
      extensions: z.object({ code: z.string().nullish() }).nullish(),
    }),
  )
  .min(1);

/** Errors that came with status 200, as Octokit's GraphQL client throws them, or its throttling before it. */
const GraphqlFault = z.union([
  z.object({ errors: Errors, headers: Headers }),
  z
    .object({ response: z.object({ headers: Headers, data: z.object({ errors: Errors }) }) })
    .transform(({ response }) => ({ errors: response.data.errors, headers: response.headers })),
]);

const CODES: Readonly<Record<string, string>> = {
  NOT_FOUND: 'not-found',
  FORBIDDEN: 'forbidden',
  INSUFFICIENT_SCOPES: 'forbidden',
  STALE_DATA: 'conflict',
};
const PASSING: ReadonlySet<string> = new Set(['INTERNAL', 'LOADING', 'SERVICE_UNAVAILABLE', 'TIMEOUT']);

/**
 * What GraphQL's errors mean; null when it is none. Those without a type are faults on GitHub's side, but for those of
 * the query itself, which have a code.
 */
export function explainedGraphql(error: Error): Refusal | Unavailable | null {
  const fault = GraphqlFault.safeParse(error).data;
  const first = fault?.errors[0];
  if (fault === undefined || first === undefined) return null;
  const { errors, headers } = fault;
  const message = errors.map((each) => each.message).join('; ');
  if (errors.some((each) => each.type === 'RATE_LIMITED' || /rate limit/i.test(each.message))) {
    return new Unavailable(`GitHub's limit: ${message}`, waitEnds(headers), error);
  }
  const isTold = first.type != null ? !PASSING.has(first.type) : first.extensions?.code != null;
  if (!isTold) return new Unavailable(`GitHub answered: ${message}`, null, error);
  return new Refusal(CODES[first.type ?? ''] ?? 'invalid', message);
}
