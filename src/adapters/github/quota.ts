import * as z from 'zod';

/** What can wait leaves this share of the hour's requests to what cannot. */
const RESERVE = 0.5;

const Headers = z.object({
  'x-ratelimit-limit': z.coerce.number().positive(),
  'x-ratelimit-remaining': z.coerce.number().nonnegative(),
  /** Epoch s. */
  'x-ratelimit-reset': z.coerce.number().positive(),
});

/** What GitHub last said of the hour's requests, for each Octokit, and so for each installation. */
const told = new WeakMap<object, z.infer<typeof Headers>>();

/** Notes what the headers of an answer say. @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export function noteQuota(octokit: object, headers: unknown): void {
  const { data } = Headers.safeParse(headers);
  if (data !== undefined) told.set(octokit, data);
}

/** Until when what can wait should wait, epoch ms; 0: there is enough for everybody. */
export function scarceUntil(octokit: object): number {
  const quota = told.get(octokit);
  if (quota === undefined) return 0;
  const isScarce = quota['x-ratelimit-remaining'] < quota['x-ratelimit-limit'] * RESERVE;
  return isScarce ? quota['x-ratelimit-reset'] * 1000 : 0;
}
