import type { Some } from '../../../domain/report/summary.js';
import { fitting, folded } from '../layout.js';
import { joined } from '../names.js';

/** What is posted as an issue of its own; the body is Markdown, the title plain text. */
export interface ReportIssue {
  title: string;
  body: string;
}

/** GitHub takes 256 characters. */
export const LONGEST_TITLE = 240;

const LONGEST_OPEN = 1_200;
const MOST_OPEN = 8;

/** How many there are, those that are not shown included. */
export function countOf({ shown, more }: Some<unknown>): number {
  return shown.length + more;
}

/** The items of a list as far as they fit into `most` characters, and how many more there are. */
export function list<T>({ shown, more }: Some<T>, show: (item: T) => string, most: number): string {
  const fit = fitting(shown, show, most);
  const left = fit.more + more;
  return [...fit.shown, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n');
}

/** A heading and a list, folded where it is long; null: there is nothing to list. */
export function section<T>(
  title: string,
  items: Some<T>,
  show: (item: T) => string,
  most: number,
): string | null {
  const count = countOf(items);
  if (count === 0) return null;
  const text = list(items, show, most);
  const isLong = text.length > LONGEST_OPEN || text.split('\n').length > MOST_OPEN;
  return `### ${title} (${count})\n\n${isLong ? folded('Show them', text) : text}`;
}

/** A table, which begins with `head`, as far as it fits, and how many more rows there are. */
export function table<T>(
  head: string,
  { shown, more }: Some<T>,
  cells: (item: T) => readonly string[],
  most: number,
): string {
  const fit = fitting(shown, (item) => `| ${cells(item).join(' | ')} |`, most);
  const left = fit.more + more;
  return [head, ...fit.shown, ...(left > 0 ? ['', `And ${left} more.`] : [])].join('\n');
}

/** Names in a row as far as they fit, and how many more there are. */
export function names<T>({ shown, more }: Some<T>, show: (item: T) => string, most: number): string {
  const fit = fitting(shown, show, most);
  const left = fit.more + more;
  return joined(left > 0 ? [...fit.shown, `${left} more`] : fit.shown);
}
