import { Refusal, Unavailable } from '../../app/ports/github.js';

/** The parts of Octokit's `RequestError` that tell a refusal from a fault on the way. */
interface RequestFault {
  status: number;
  message: string;
  headers: Record<string, unknown>;
}

/**
 * Runs one call and says in our words what went wrong. A 403 or 429 with a limit's marks is a time to wait, never a
 * refusal.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
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
  const fault = requestFault(error);
  if (fault === null) {
    return new Unavailable(
      error instanceof Error ? `GitHub could not be asked: ${error.message}` : 'GitHub could not be asked',
      null,
      error,
    );
  }
  const { status, message } = fault;
  const waitUntil = limitEnds(fault);
  if (waitUntil !== null || status === 429)
    return new Unavailable(`GitHub's limit: ${message}`, waitUntil, error);
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

/** Whether GitHub answered so, for calls where a status is an answer rather than a fault. */
export function isStatus(error: unknown, ...statuses: number[]): boolean {
  const fault = requestFault(error);
  return fault !== null && statuses.includes(fault.status) && limitEnds(fault) === null;
}

function requestFault(error: unknown): RequestFault | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  // Octokit gives 500 to requests that never got an answer.
  const response = 'response' in error ? error.response : undefined;
  if (typeof response !== 'object' || response === null || !('headers' in response)) return null;
  const headers = typeof response.headers === 'object' && response.headers !== null ? response.headers : {};
  return {
    status: error.status,
    message: error.message,
    headers: Object.fromEntries(Object.entries(headers)),
  };
}

/** When the limit that this answer speaks of ends, epoch ms; null when it speaks of none. */
function limitEnds({ status, message, headers }: RequestFault): number | null {
  if (status !== 403 && status !== 429) return null;
  const date = Date.parse(String(headers['date'] ?? '')) || Date.now();
  const after = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return date + after * 1000;
  const reset = Number(headers['x-ratelimit-reset']);
  if (String(headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset)) return reset * 1000;
  // A secondary limit without a time: GitHub's advice is to wait for at least a minute.
  return /secondary rate limit/i.test(message) ? date + 60_000 : null;
}
