import type { SimulatedAnswer, SimulatedRequest } from './call.js';

export type Respond = (request: SimulatedRequest) => Promise<SimulatedAnswer>;

const empty = new Set([204, 205, 304]);
const redirects = new Set([301, 302, 307, 308]);

/** The simulated GitHub as `fetch`, for Octokit's `request.fetch`: no socket between. */
export function createFetch(respond: Respond, prefix: () => string): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const sent = Object.fromEntries(request.headers);
    const text = await request.text();
    const ask = (url: string) => respond(requestOf(request.method, url, sent, text, prefix()));
    let { url } = request;
    let answered = await ask(url);
    // As every fetch does, unless told otherwise: a renamed repository answers under its number.
    for (let hops = 0; hops < 5 && request.redirect === 'follow'; hops++) {
      const to = answered.headers['location'];
      if (to === undefined || !redirects.has(answered.status)) break;
      url = to;
      answered = await ask(url);
    }
    const { status, headers, body } = answered;
    const answer = new Response(empty.has(status) ? null : body, { status, headers });
    Object.defineProperty(answer, 'url', { value: url });
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
