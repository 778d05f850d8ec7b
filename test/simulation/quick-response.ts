import type { SimulatedAnswer } from '../../src/simulated-github/http/call.js';

const EMPTY = new Set([204, 205, 304]);

/** An answer whose text is there at once: reading it takes no turn of the event loop, whose order nobody could repeat. */
export function quickResponse({ status, headers, body }: SimulatedAnswer, url: string): Response {
  const response = new Response(EMPTY.has(status) ? null : '', { status, headers });
  return Object.defineProperties(response, {
    url: { value: url },
    text: { value: () => Promise.resolve(body) },
    json: { value: () => Promise.resolve(body).then((text): unknown => JSON.parse(text)) },
  });
}

/** The same of a whole answer. */
export async function quickened(response: Response): Promise<Response> {
  const { status, url, headers } = response;
  return quickResponse({ status, headers: Object.fromEntries(headers), body: await response.text() }, url);
}
