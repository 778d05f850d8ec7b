import * as z from 'zod';
import { Refusal, Unavailable } from '../../app/ports/github.js';
import { explainedGraphql } from './graphql-faults.js';
import { limitEnds, type Answered } from './limits.js';
import { faultOf } from './translate/translation.js';

/**
 * Runs one call and says in our words what went wrong. A 403 or 429 with a limit's marks is a time to wait, never a
 * refusal.
 *
 * @throws Refusal | Unavailable
 */
export async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw explained(error);
  }
}

export function explained(error: unknown): Refusal | Unavailable {
  if (error instanceof Refusal || error instanceof Unavailable) return error;
  if (error instanceof z.ZodError) {
    return new Unavailable(`GitHub's answer is not as documented: ${faultOf(error)}`, null, error);
  }
  // Octokit's own error is about the one that its request met.
  if (error instanceof Error && error.cause instanceof Unavailable) return error.cause;
  if (!(error instanceof Error)) return new Unavailable('GitHub could not be asked', null, error);
  const answered = answerIn(error);
  if (answered !== null) return ofAnswer(answered, error);
  return (
    explainedGraphql(error) ?? new Unavailable(`GitHub could not be asked: ${error.message}`, null, error)
  );
}

/** It says nothing of what was asked for, and may be lifted. */
const SUSPENDED = /^This installation has been suspended/;

function ofAnswer(answered: Answered, error: Error): Refusal | Unavailable {
  const { status, message } = answered;
  const waitUntil = limitEnds(answered);
  if (waitUntil !== null) return new Unavailable(`GitHub's limit: ${message}`, waitUntil, error);
  // Of what was asked for it says nothing: the App is suspended or no longer installed, or its key is wrong.
  if (isAboutToken(error)) return new Unavailable(`GitHub gave no token: ${message}`, null, error);
  if (status === 403 && SUSPENDED.test(message))
    return new Unavailable(`GitHub lets nobody in: ${message}`, null, error);
  switch (status) {
    case 403:
    case 451:
      return new Refusal('forbidden', message);
    case 404:
    case 410:
      return new Refusal('not-found', message);
    case 405:
      return new Refusal('not-allowed', message);
    case 409:
      return new Refusal('conflict', message);
    case 400:
    case 422:
      return new Refusal('invalid', message);
    default:
      return new Unavailable(`GitHub answered ${status}: ${message}`, null, error);
  }
}

/** When the limit ends that a request met, epoch ms; null: it met none. */
export function limitOf(error: unknown): number | null {
  const answered = error instanceof Error ? answerIn(error) : null;
  return answered === null ? null : limitEnds(answered);
}

/** Whether GitHub answered so, for calls where a status is an answer rather than a fault. */
export function isStatus(error: unknown, ...statuses: number[]): boolean {
  if (!(error instanceof Error)) return false;
  const answered = answerIn(error);
  return (
    answered !== null &&
    statuses.includes(answered.status) &&
    limitEnds(answered) === null &&
    !isAboutToken(error)
  );
}

/** The parts of Octokit's `RequestError` that say what GitHub answered; without `response` nobody did. */
const WithAnswer = z.object({
  status: z.number(),
  message: z.string(),
  response: z.object({ headers: z.record(z.string(), z.unknown()) }),
});

function answerIn(error: Error): Answered | null {
  const { data } = WithAnswer.safeParse(error);
  return data === undefined
    ? null
    : { status: data.status, message: data.message, headers: data.response.headers };
}

const WithAddress = z.object({ request: z.object({ url: z.string() }) });

/** Whether it was the installation's token that was asked for, on the way to what we wanted. */
function isAboutToken(error: Error): boolean {
  const url = WithAddress.safeParse(error).data?.request.url ?? '';
  return /\/app\/installations\/\d+\/access_tokens$/.test(url);
}
