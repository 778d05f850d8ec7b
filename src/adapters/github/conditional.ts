import type { ProbotOctokit } from 'probot';
import { Lru } from 'toad-cache';
import { isStatus } from './faults.js';

/** Answers that are kept for one installation, and how large one may be, characters of JSON. */
const KEPT = 200;
const LARGEST = 50_000;

type Answer = Omit<Awaited<ReturnType<ProbotOctokit['request']>>, 'data'> & { data: unknown };

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
    try {
      const etag = before === undefined ? {} : { 'if-none-match': before.etag };
      const answer = await request({ ...options, headers: { ...options.headers, ...etag } });
      keep(known, url, answer);
      return answer;
    } catch (error) {
      if (before === undefined || !isStatus(error, 304)) throw error;
      // Nobody may change what is kept.
      return { ...before, data: structuredClone(before.data) };
    }
  });
}

function keep(known: Lru<Answer & { etag: string }>, url: string, answer: Answer): void {
  const { etag } = answer.headers;
  const isKept = typeof etag === 'string' && JSON.stringify(answer.data).length <= LARGEST;
  if (isKept) known.set(url, { ...answer, data: structuredClone(answer.data), etag });
  else known.delete(url);
}
