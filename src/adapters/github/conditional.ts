import type { ProbotOctokit } from 'probot';
import { Lru } from 'toad-cache';
import * as z from 'zod';
import { isStatus } from './faults.js';

/** Answers that are kept for one installation, and how large one may be, characters of JSON. */
const KEPT = 200;
const LARGEST = 50_000;

type Answer = Omit<Awaited<ReturnType<ProbotOctokit['request']>>, 'data'> & { data: unknown };
const NotModified = z.object({ response: z.object({ headers: z.record(z.string(), z.string()) }) });

/**
 * Asks again for what was read before with its ETag: when nothing has changed GitHub answers 304, which costs none of the
 * hour's requests, and the answer is the one that is known.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export function askConditionally(octokit: Pick<ProbotOctokit, 'hook' | 'request'>): void {
  const known = new Lru<Answer & { etag: string }>(KEPT);
  octokit.hook.wrap('request', async (request, options) => {
    if (options.method !== 'GET') return request(options);
    const { url } = octokit.request.endpoint(options);
    const before = known.get(url);
    // Changed in place: the hooks further in were given these options already.
    if (before !== undefined) options.headers['if-none-match'] = before.etag;
    try {
      const answer = await request(options);
      keep(known, url, answer);
      return answer;
    } catch (error) {
      if (before === undefined || !isStatus(error, 304)) throw error;
      const { etag: _, ...answer } = before;
      // How much of the hour is left is told by the newest answer. And nobody may change what is kept.
      const { headers } = NotModified.safeParse(error).data?.response ?? { headers: {} };
      return {
        ...answer,
        headers: { ...answer.headers, ...headers },
        data: structuredClone(answer.data),
      };
    }
  });
}

function keep(known: Lru<Answer & { etag: string }>, url: string, answer: Answer): void {
  const { etag } = answer.headers;
  const { data } = answer;
  // A body that broke off is text.
  const isWhole = typeof data === 'object' && data !== null;
  if (isWhole && typeof etag === 'string' && JSON.stringify(data).length <= LARGEST) {
    known.set(url, { ...answer, data: structuredClone(data), etag });
  } else known.delete(url);
}
