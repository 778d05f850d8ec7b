import type { Answer, Call } from './call.js';

/**
 * One page of a list, with its `Link` header.
 * https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function page<Item>(call: Call, items: readonly Item[], show: (item: Item) => unknown): Answer {
  const { shown, headers } = slice(call, items);
  return { status: 200, body: shown.map(show), headers };
}

/** A page of those lists that GitHub wraps with their total. */
export function countedPage<Item>(
  call: Call,
  name: string,
  items: readonly Item[],
  show: (item: Item) => unknown,
  more: Record<string, unknown> = {},
): Answer {
  const { shown, headers } = slice(call, items);
  return { status: 200, body: { total_count: items.length, ...more, [name]: shown.map(show) }, headers };
}

function slice<Item>(
  call: Call,
  items: readonly Item[],
): { shown: readonly Item[]; headers: Record<string, string> } {
  const { query } = call.request;
  const size = bounded(query.get('per_page'), 30, 100);
  const current = bounded(query.get('page'), 1, Number.MAX_SAFE_INTEGER);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links: string[] = [];
  const link = (number: number, rel: string) =>
    links.push(`<${pageUrl(call, { page: String(number) })}>; rel="${rel}"`);
  if (current > 1) link(Math.min(current - 1, last), 'prev');
  if (current < last) {
    link(current + 1, 'next');
    link(last, 'last');
  }
  if (current > 1) link(1, 'first');
  return {
    shown: items.slice((current - 1) * size, current * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

export function pageUrl({ world, request }: Call, change: Record<string, string>): string {
  const query = new URLSearchParams(request.query);
  for (const [name, value] of Object.entries(change)) query.set(name, value);
  return `${world.apiUrl}${request.path}?${query.toString()}`;
}

export function bounded(value: string | null, otherwise: number, maximum: number): number {
  const number = Number(value ?? otherwise);
  return Number.isInteger(number) && number > 0 ? Math.min(number, maximum) : otherwise;
}
