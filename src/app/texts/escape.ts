import { clean, oneLine } from './clean.js';

/** Breaks up what GitHub or another bot would act on; drawn, it takes no room. By name, as `&#8203;` holds a `#8203`. */
const BREAK = '&ZeroWidthSpace;';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&vert;',
  $: '&dollar;',
};

/** The last word, where it would close an issue whose number we may write after it. */
const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?=:?$)/i;

/**
 * Somebody's words as one line of Markdown that shows them and does nothing else: no mention, reference, closing
 * keyword, link, command, HTML or Markdown of its own. Time in proportion to the text; words that escaping blows
 * up are cut shorter, so that a comment keeps its size.
 */
export function escapeText(text: string, most = 300): string {
  const line = oneLine(text, most);
  const shown = escaped(line);
  return shown.length <= 4 * most ? shown : escaped(oneLine(line, Math.ceil(most / 4)));
}

/** The same of words of several lines, one for one; what marks each as an item of a list is left out. */
export function escapeLines(text: string, { most, lines }: { most: number; lines: number }): string[] {
  const written = clean(text)
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+•]\s+)?/, '').trim())
    .filter((line) => line !== '');
  const shown = written.slice(0, lines).map((line) => escapeText(line, most));
  return written.length > lines ? [...shown, '…'] : shown;
}

function escaped(line: string): string {
  return line
    .replaceAll(/[&<>|$]/g, (character) => ENTITIES[character] ?? '')
    .replaceAll(/[\\`*_~[\]]/g, '\\$&')
    .replaceAll('@', `@${BREAK}`)
    .replaceAll(/#(?=\d)/g, `#${BREAK}`)
    .replaceAll(/(?<=gh-)(?=\d)/gi, BREAK)
    .replaceAll('://', `:${BREAK}//`)
    .replaceAll(/(?<=www)\./gi, `${BREAK}.`)
    .replace(CLOSING, `$&${BREAK}`)
    .replace(/^\//, '&sol;')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
