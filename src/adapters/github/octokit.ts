import Bottleneck from 'bottleneck';
import type { OctokitOptions } from '@octokit/core/types';
import { ProbotOctokit } from 'probot';

export interface OctokitSettings {
  /** The least time between two writes of one installation, ms. GitHub asks for a second. */
  writeSpacing: number;
  /** How long one request may take, ms. */
  timeout: number;
  /** Stands in for the network: the simulated GitHub, in process. */
  fetch?: typeof fetch;
}

/**
 * Probot's Octokit with our manners. Reads are tried again by the retry plugin; writes never are, for a create that
 * timed out may have taken effect, and only the outbox knows to look first. Limits are not slept through in here:
 * the error says when to come back, and the outbox waits.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function octokitWith(settings: OctokitSettings): typeof ProbotOctokit {
  const { writeSpacing, timeout } = settings;
  const pace = (id: string) =>
    new Bottleneck.Group({ id, maxConcurrent: 1, minTime: writeSpacing, timeout: 120_000 });
  const write = pace('tekton-write');
  const send = settings.fetch ?? fetch;
  return ProbotOctokit.defaults((options: OctokitOptions) => ({
    ...options,
    userAgent: 'tekton-core',
    request: {
      ...options.request,
      fetch: (url: string | URL | Request, init?: RequestInit) =>
        send(url, { ...init, signal: AbortSignal.timeout(timeout) }),
    },
    retry: { ...options.retry, retries: 2 },
    throttle: {
      ...options.throttle,
      write,
      // Comments, pull requests and reviews keep the same pace: one queue, so that their order is kept too.
      notifications: write,
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
  })).plugin((octokit) => {
    octokit.hook.before('request', (request) => {
      if (request.method !== 'GET') request.request = { ...request.request, retries: 0 };
    });
  });
}
