import type { SimulatedAnswer, SimulatedRequest } from './call.js';

export type Respond = (request: SimulatedRequest) => Promise<SimulatedAnswer>;

const empty = new Set([204, 205, 304]);

/** The simulated GitHub as `fetch`, for Octokit's `request.fetch`: no socket between. */
export function createFetch(respond: Respond, prefix: () => string): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { status, headers, body } = await respond(
      requestOf(
        request.method,
        request.url,
        Object.fromEntries(request.headers),
        await request.text(),
        prefix(),
      ),
    );
    const answer = new Response(empty.has(status) ? null : body, { status, headers });
    Object.defineProperty(answer, 'url', { value: request.url });
    return answer;
  };
}

export function requestOf(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: string,
  prefix: string,
): SimulatedRequest {
  const { pathname, searchParams } = new URL(url);
  return { method, path: withoutPrefix(pathname, prefix), query: searchParams, headers, body };
}

/** Enterprise clients speak to `/api/v3/…`, and to `/api/graphql` beside it. */
function withoutPrefix(path: string, prefix: string): string {
  if (prefix !== '' && path.startsWith(`${prefix}/`)) return path.slice(prefix.length);
  return path === '/api/graphql' ? '/graphql' : path;
}
