/** What GitHub answered, as far as it tells of a limit. */
export interface Answered {
  status: number;
  message: string;
  headers: Record<string, unknown>;
}

/** GitHub's advice where a limit comes without a time: wait for at least a minute. */
const AT_LEAST = 60_000;

/**
 * When the limit that an answer speaks of ends, epoch ms; null when it speaks of none. Told from the answer's own date
 * on, so that a clock that is wrong does no harm.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function limitEnds({ status, message, headers }: Answered): number | null {
  // Comments and issues that come too fast are "invalid" to GitHub.
  if (status === 422) return /submitted too quickly/i.test(message) ? waitEnds(headers) : null;
  if (status !== 403 && status !== 429) return null;
  const isLimit = status === 429 || /rate limit|abuse detection/i.test(message);
  return toldEnd(headers) ?? (isLimit ? waitEnds(headers) : null);
}

/** For what is a limit by other signs than its status. */
export function waitEnds(headers: Record<string, unknown>): number {
  return toldEnd(headers) ?? dateOf(headers) + AT_LEAST;
}

function toldEnd(headers: Record<string, unknown>): number | null {
  const after = numberIn(headers['retry-after']);
  if (after !== null) return dateOf(headers) + after * 1000;
  const reset = numberIn(headers['x-ratelimit-reset']);
  return numberIn(headers['x-ratelimit-remaining']) === 0 && reset !== null ? reset * 1000 : null;
}

function dateOf(headers: Record<string, unknown>): number {
  const { date } = headers;
  return (typeof date === 'string' ? Date.parse(date) : NaN) || Date.now();
}

function numberIn(header: unknown): number | null {
  return typeof header === 'string' && /^\d{1,12}$/.test(header) ? Number(header) : null;
}
