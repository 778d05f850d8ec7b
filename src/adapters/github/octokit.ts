import type { OctokitOptions } from '@octokit/core/types';
// For their options among Octokit's own.
import type {} from '@octokit/plugin-retry';
import type {} from '@octokit/plugin-throttling';
import { ProbotOctokit } from 'probot';
import { Unavailable } from '../../app/ports/github.js';
import type { PaceStore } from '../../app/ports/store.js';
import { Breaker } from './breaker.js';
import { askConditionally } from './conditional.js';
import { isStatus, limitOf } from './faults.js';
import { Pace } from './pace.js';
import { noteQuota } from './quota.js';
import { forgetToken, installationOf } from './token-cache.js';

export type OctokitSettings = Transport & (Paced | { writeSpacing: null });

/** Without it there is no pace at all. */
interface Paced {
  /** The least time between two writes of one installation, ms. GitHub asks for a second. */
  writeSpacing: number;
  /** How long a write waits here for its turn, ms. */
  patience: number;
  store: PaceStore;
}

interface Transport {
  /** How long one request may take, ms; null: for ever. */
  timeout: number | null;
  /** Epoch ms. */
  now?: () => number;
  /** Stands in for the network: the simulated GitHub, in process. */
  fetch?: typeof fetch;
  /** Told after each request whether GitHub answered it, other than by a fault of its own. */
  heard?: (answered: boolean) => void;
}

interface Answer {
  data: unknown;
  status: number;
  headers: unknown;
}

/** An answer that a second try would not change; and a limit, which a second try would only make worse. */
const NOT_TRIED_AGAIN = [400, 401, 403, 404, 405, 409, 410, 422, 429, 451];

/** As much of a queue as the throttling plugin needs where we have a pace of our own. */
const UNPACED = { key: () => ({ schedule: (_: unknown, doing: () => Promise<void>) => doing() }) };

/**
 * Probot's Octokit with our manners. Reads are tried again by the retry plugin; writes never are, for a create that
 * timed out may have taken effect, and only the outbox knows to look first. Limits are not slept through in here:
 * the error says when to come back, and the outbox waits.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function octokitWith(settings: OctokitSettings): typeof ProbotOctokit {
  const { writeSpacing, now = () => Date.now() } = settings;
  // Asked for once for each Octokit, and so for each installation: its breaker is its own.
  return ProbotOctokit.defaults((options: OctokitOptions) => {
    const breaker = new Breaker(now);
    return {
      ...options,
      breaker,
      userAgent: 'tekton-core',
      request: { ...options.request, fetch: fetchThrough(breaker, settings) },
      // Without a pace nothing is waited for: a simulation has a clock of its own.
      retry: { ...options.retry, enabled: writeSpacing !== null, retries: 2, doNotRetry: NOT_TRIED_AGAIN },
      throttle: {
        ...options.throttle,
        enabled: writeSpacing !== null,
        write: UNPACED,
        notifications: UNPACED,
        onRateLimit: () => false,
        onSecondaryRateLimit: () => false,
      },
    };
  }).plugin((octokit, options) => {
    askConditionally(octokit);
    const breaker: unknown = options['breaker'];
    const pace = paceOf(settings, installationOf(options.auth), now);
    octokit.hook.before('request', async (request) => {
      // What would be in vain takes no turn.
      if (breaker instanceof Breaker) breaker.check();
      if (request.method === 'GET') return;
      request.request = { ...request.request, retries: 0 };
      // A token is asked for on the way to something else, and in its turn.
      if (!request.url.endsWith('/access_tokens')) await pace?.turn();
    });
    octokit.hook.error('request', async (error) => {
      if (isStatus(error, 401)) forgetToken(options.auth);
      if ('response' in error) noteQuota(octokit, error.response?.headers);
      const until = limitOf(error);
      if (breaker instanceof Breaker) {
        if (until !== null) breaker.limit(until);
        await pace?.rest(breaker.restsUntil).catch((reason: unknown) => {
          octokit.log.warn(`the store was not told that GitHub is given a rest: ${String(reason)}`);
        });
      }
      throw error;
    });
    octokit.hook.after('request', ({ data, status, headers }: Answer) => {
      noteQuota(octokit, headers);
      // A body that broke off, or a proxy's page. Octokit would hand it over as an empty list, or as text.
      if (status !== 204 && (typeof data !== 'object' || data === null))
        throw new Unavailable(`GitHub's answer is not JSON (status ${status})`, null);
    });
  });
}

function paceOf(settings: OctokitSettings, installationId: number | null, now: () => number): Pace | null {
  if (settings.writeSpacing === null) return null;
  const { store, patience, writeSpacing: spacing } = settings;
  return new Pace({ store, installationId, spacing, patience, now });
}

/** Where every request goes out, those for tokens too. */
function fetchThrough(breaker: Breaker, settings: OctokitSettings): typeof fetch {
  const { timeout, heard = () => undefined, fetch: send = fetch } = settings;
  return async (url, init) => {
    const passage = breaker.enter();
    const told = (answered: boolean) => {
      breaker.leave(passage, answered);
      heard(answered);
    };
    try {
      const signal = timeout === null ? {} : { signal: AbortSignal.timeout(timeout) };
      const response = await send(url, { ...init, ...signal });
      told(response.status < 500);
      return response;
    } catch (error) {
      told(false);
      throw error;
    }
  };
}
