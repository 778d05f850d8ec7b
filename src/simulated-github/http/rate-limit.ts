/** GitHub's primary limit: 5,000 requests an hour for each actor, told in headers and never refused here. */
export interface RateLimit {
  spend(actor: string): void;
  headers(actor: string): Record<string, string>;
}

const hour = 3_600_000;

export function createRateLimit(now: () => number, limit = 5000): RateLimit {
  const windows = new Map<string, { resetAt: number; used: number }>();
  const windowOf = (actor: string) => {
    const known = windows.get(actor);
    if (known !== undefined && known.resetAt > now()) return known;
    const fresh = { resetAt: now() + hour, used: 0 };
    windows.set(actor, fresh);
    return fresh;
  };
  return {
    spend(actor) {
      windowOf(actor).used++;
    },
    headers(actor) {
      const { used, resetAt } = windowOf(actor);
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - used)),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(Math.floor(resetAt / 1000)),
        'x-ratelimit-resource': 'core',
      };
    },
  };
}
