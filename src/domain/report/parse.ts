import { cut } from '../cut.js';
import type { ReportFields } from './report.js';
import { confidenceIn, costIn, saysNothing, statusIn, tokensIn } from './values.js';

type TextName = 'progress' | 'blockers' | 'tomorrow' | 'help';
type ValueName = Exclude<keyof ReportFields, TextName>;

/** Of each text, in UTF-16 units: a day keeps several reports of an agent in one item. */
const LONGEST = 1_000;

const KEYS: ReadonlyMap<string, keyof ReportFields> = new Map([
  ['status', 'status'],
  ['progress', 'progress'],
  ['blocker', 'blockers'],
  ['blockers', 'blockers'],
  ['tomorrow', 'tomorrow'],
  ['next', 'tomorrow'],
  ['next steps', 'tomorrow'],
  ['confidence', 'confidence'],
  ['help', 'help'],
  ['help needed', 'help'],
  ['cost', 'cost'],
  ['tokens', 'tokens'],
]);

const KEY = String.raw`(?<key>status|progress|blockers?|tomorrow|next(?:\s+steps)?|confidence|help(?:\s+needed)?|cost|tokens)`;
const EMOJI = String.raw`:[a-z0-9_+-]+:|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D}`;
/** `- **Status:** on track`. */
const KEYED = new RegExp(
  String.raw`^(?:[\s*_#+•-]|\d{1,9}[.)]|\[[ x]\]|${EMOJI})*${KEY}[\s*_]*:(?:(?:\*{1,2}|_{1,2})(?=\s|$))?`,
  'iu',
);
/** `## Status` and `**Status**`, with what it says beneath. */
const HEADED = new RegExp(
  String.raw`^\s*(?:#{1,6}|\*\*|__)(?:[\s*_]|${EMOJI})*${KEY}(?:[\s*_]|${EMOJI})*$`,
  'iu',
);

/**
 * What an agent says of its day: lines such as `status: on track`, each text going on until the next key, or free words,
 * which are its progress. What cannot be understood stays in the progress, so that nothing is lost. Null: nothing was said.
 * Takes time in proportion to the text, whatever it holds.
 *
 * @param text what was written after `/tekton report`, the lines beneath included.
 */
export function parseReport(text: string): ReportFields | null {
  const said: Said = { values: {}, texts: { progress: [], blockers: [], tomorrow: [], help: [] } };
  let isSaid = false;
  let inText: TextName = 'progress';
  let awaited: ValueName | null = null;
  for (const line of text.split(/\r\n?|\n/)) {
    const keyed = keyIn(line);
    const words = keyed?.rest ?? line;
    const isBlank = words.trim() === '';
    isSaid ||= !isBlank;
    const name: keyof ReportFields = keyed?.key ?? awaited ?? inText;
    if (isText(name)) {
      inText = name;
      awaited = null;
      said.texts[name].push(words);
      continue;
    }
    // What follows a word or a figure is about the day, not about that.
    inText = 'progress';
    awaited = isBlank ? name : null;
    if (!isBlank) take(said, name, { words: words.trim(), line });
  }
  return isSaid ? fieldsOf(said) : null;
}

interface Said {
  values: Partial<Pick<ReportFields, ValueName>>;
  texts: Record<TextName, string[]>;
}

/** The key that a line begins with, and what it says after that; null: it begins with none. */
function keyIn(line: string): { key: keyof ReportFields; rest: string } | null {
  const found = KEYED.exec(line) ?? HEADED.exec(line);
  const key = KEYS.get(found?.groups?.['key']?.toLowerCase().replace(/\s+/, ' ') ?? '');
  return found === null || key === undefined ? null : { key, rest: line.slice(found[0].length).trim() };
}

function isText(name: keyof ReportFields): name is TextName {
  return name === 'progress' || name === 'blockers' || name === 'tomorrow' || name === 'help';
}

/** Of several of one kind the last that is understood counts. */
function take(
  { values, texts }: Said,
  name: ValueName,
  { words, line }: { words: string; line: string },
): void {
  const read = readingOf(name, words);
  Object.assign(values, read.values);
  if (!read.whole) texts.progress.push(line);
}

function readingOf(name: ValueName, words: string): Pick<Said, 'values'> & { whole: boolean } {
  switch (name) {
    case 'status': {
      const { value: status, whole } = statusIn(words);
      return { values: status === null ? {} : { status }, whole };
    }
    case 'confidence': {
      const { value: confidence, whole } = confidenceIn(words);
      return { values: confidence === null ? {} : { confidence }, whole };
    }
    case 'cost': {
      const { value: cost, whole } = costIn(words);
      return { values: cost === null ? {} : { cost }, whole };
    }
    case 'tokens': {
      const { value: tokens, whole } = tokensIn(words);
      return { values: tokens === null ? {} : { tokens }, whole };
    }
  }
}

function fieldsOf({ values, texts }: Said): ReportFields {
  const whole = (name: TextName) => texts[name].join('\n').trim();
  const orNothing = (name: TextName) => (saysNothing(whole(name)) ? '' : cut(whole(name), LONGEST));
  return {
    status: values.status ?? null,
    progress: cut(whole('progress'), LONGEST),
    blockers: orNothing('blockers'),
    tomorrow: orNothing('tomorrow'),
    confidence: values.confidence ?? null,
    help: orNothing('help'),
    cost: values.cost ?? null,
    tokens: values.tokens ?? null,
  };
}
