/**
 * Reads a comment roughly as GitHub and other bots do, to see what in it would act. Written apart from the
 * code under test, and a little stricter than GitHub.
 */

/** The text without what GitHub draws as code. */
export function withoutCode(markdown: string): string {
  return withoutSpans(withoutFences(markdown)).replaceAll(/<code>.*?<\/code>/g, '□');
}

function withoutFences(markdown: string): string {
  const kept: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const marks = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence === null && marks !== null) {
      fence = marks[1] ?? '';
    } else if (fence !== null) {
      const closing = marks?.[2]?.trim() === '' ? (marks[1] ?? '') : '';
      if (closing.startsWith(fence)) fence = null;
    } else {
      kept.push(line);
    }
  }
  if (fence !== null) throw new Error('a fence is left open');
  return kept.join('\n');
}

function withoutSpans(markdown: string): string {
  let kept = '';
  for (let at = 0; at < markdown.length; at++) {
    const character = markdown.charAt(at);
    if (character === '\\') {
      kept += markdown.slice(at, at + 2);
      at += 1;
    } else if (character === '`') {
      const end = markdown.indexOf('`', at + 1);
      if (end === -1) throw new Error('a code span is left open');
      kept += '□';
      at = end;
    } else {
      kept += character;
    }
  }
  return kept;
}

/** What GitHub would do with a text beyond showing it. */
export function actsIn(markdown: string): string[] {
  const markup = withoutCode(markdown);
  const prose = decoded(markup);
  const outsideLinks = prose.replaceAll(/\]\(https?:\/\/[^\s()<>]+\)/g, ']');
  return [
    ...matches('mention', prose, /(?<![\w/])@[a-z\d][\w/-]*/gi),
    ...matches('reference', prose, /(?:[\w.-]+\/[\w.-]+)?#\d+|\bgh-\d+/gi),
    ...matches(
      'closing',
      prose,
      /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:[\w.-]+\/[\w.-]+)?#\d+/gi,
    ),
    ...matches('address', outsideLinks, /\b(?:https?|ftp):\/\/|www\.|[\w.]@\w/gi),
    ...matches('html', markup, /<(?!\/?(?:details|summary|sub|code)>)[^\s]?/gi),
    ...matches('link', markup, /(?<!\\)\]\((?!https:\/\/github\.com\/octo)[^)]*\)|(?<!\\)!\[/g),
    ...matches('invisible', markdown, /(?![\n\t])[\p{Cc}\p{Cf}]/gu),
  ];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&ZeroWidthSpace;': '\u200B',
  '&sol;': '/',
  '&vert;': '|',
  '&dollar;': '$',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/** As the page's text is when GitHub looks for mentions and references in it. */
function decoded(markup: string): string {
  return markup
    .replaceAll(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\\([\\`*_~[\]#+=-])/g, '$1');
}

function matches(kind: string, text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([found]) => `${kind} ${found}`);
}

/** Cells of each table row, separators that GitHub would see. */
export function cellCounts(markdown: string): number[] {
  const rows = withoutFences(markdown)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return rows.map((row) => row.replaceAll(/\\./g, '').split('|').length - 2);
}
