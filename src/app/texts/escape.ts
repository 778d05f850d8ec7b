import { oneLine } from './clean.js';

/** Breaks up what GitHub or another bot would act on; drawn, it takes no room. */
const BREAK = '&#8203;';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  $: '&#36;',
};

/**
 * Somebody's words as one line of Markdown that shows them and does nothing else: no mention, reference, closing
 * keyword, link, command, HTML or Markdown of its own. Time in proportion to the text.
 */
export function escapeText(text: string, most = 300): string {
  return oneLine(text, most)
    .replaceAll(/[&<>|$]/g, (character) => ENTITIES[character] ?? '')
    .replaceAll(/[\\`*_~[\]]/g, '\\$&')
    .replaceAll('@', `@${BREAK}`)
    .replaceAll(/#(?=\d)/g, `#${BREAK}`)
    .replaceAll(/(?<=gh-)(?=\d)/gi, BREAK)
    .replaceAll('://', `:${BREAK}//`)
    .replaceAll(/(?<=www)\./gi, `${BREAK}.`)
    .replace(/^\//, '&#47;')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
