import { oneLine } from './clean.js';

/** Breaks up what GitHub or another bot would act on; drawn, it takes no room. By name, as `&#8203;` holds a `#8203`. */
const BREAK = '&ZeroWidthSpace;';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&vert;',
  $: '&dollar;',
};

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

function escaped(line: string): string {
  return line
    .replaceAll(/[&<>|$]/g, (character) => ENTITIES[character] ?? '')
    .replaceAll(/[\\`*_~[\]]/g, '\\$&')
    .replaceAll('@', `@${BREAK}`)
    .replaceAll(/#(?=\d)/g, `#${BREAK}`)
    .replaceAll(/(?<=gh-)(?=\d)/gi, BREAK)
    .replaceAll('://', `:${BREAK}//`)
    .replaceAll(/(?<=www)\./gi, `${BREAK}.`)
    .replace(/^\//, '&sol;')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
