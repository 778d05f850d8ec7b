import { proseLines } from '../../../domain/commands/prose.js';

/** More than anybody means; a text of nothing but promises is not kept whole. */
const MOST = 50;

// Every part is bounded and none can match what its neighbour matches, so that a search takes one pass.
const PROMISE = new RegExp(
  [
    /(?<![\p{L}\p{N}@/-])/u,
    /(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)/u,
    /(?::[ \t]{0,9}|[ \t]{1,9})/u,
    /(?:(?<repository>[\w-]{1,100}\/[\w.-]{1,100})?#|(?<url>https?:\/\/[^\s/]{1,100}\/[\w-]{1,100}\/[\w.-]{1,100})\/issues\/)/u,
    /(?<number>\d{1,9})(?![\p{L}\p{N}])/u,
  ]
    .map(({ source }) => source)
    .join(''),
  'giu',
);

/**
 * The issues of this repository that a pull request's text promises to close, in the order of the text. Keywords and
 * forms as in https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue.
 * Code, quotes and hidden text promise nothing.
 */
export function closingReferences(text: string, repository: { fullName: string; url: string }): number[] {
  const fullName = repository.fullName.toLowerCase();
  const url = repository.url.toLowerCase();
  const found = new Set<number>();
  for (const line of proseLines(text)) {
    for (const { groups } of withoutCode(line).matchAll(PROMISE)) {
      const isHere =
        (groups?.['repository'] ?? fullName).toLowerCase() === fullName &&
        (groups?.['url'] ?? url).toLowerCase() === url;
      const number = Number(groups?.['number']);
      if (isHere && number > 0) found.add(number);
      if (found.size === MOST) return [...found];
    }
  }
  return [...found];
}

/** A line without its code spans: each reaches to the next run of as many backticks. */
function withoutCode(line: string): string {
  const runs = [...line.matchAll(/`+/g)].map(({ 0: run, index }) => ({
    length: run.length,
    index,
    end: index + run.length,
  }));
  const later = new Map<number, number>();
  const closedAt = new Map<number, number>();
  for (const { length, index, end } of runs.toReversed()) {
    const close = later.get(length);
    if (close !== undefined) closedAt.set(index, close);
    later.set(length, end);
  }

  let text = '';
  let from = 0;
  for (const { index } of runs) {
    const end = closedAt.get(index);
    if (index < from || end === undefined) continue;
    // Something must stand there, or the words on both sides would become one.
    text += `${line.slice(from, index)}\``;
    from = end;
  }
  return text + line.slice(from);
}
