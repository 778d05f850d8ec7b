/** What was read from a value. `whole`: it says no more than that; what is not whole must be kept in words as well. */
export interface Read<T> {
  value: T | null;
  whole: boolean;
}

type Words<T> = readonly (readonly [word: T, pattern: RegExp])[];

const STATUS = [
  ['on-track', /^on[\s_-]?track/i],
  ['blocked', /^blocked/i],
  ['ahead', /^ahead/i],
] as const;

const CONFIDENCE = [
  ['high', /^high/i],
  ['medium', /^medium/i],
  ['low', /^low/i],
] as const;

/** Space, bold and code marks, emoji and GitHub's names of emoji. */
const DECOR = /^(?:[\s*_`]|:[a-z0-9_+-]+:|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D})*/iu;
const NO_WORD = /^[.!]*$/;
/** What may follow a word without making it another: `blocked by the review`, but not `blocked?` or `on track|blocked`. */
const GOES_ON = /^[,;.(–—]/;
const GOES_ON_APART = /^(?:-|as|because|by|for|of|on|since|until)\s/i;

/** Longer than this is no figure and no word for nothing, in UTF-16 units. */
const LONGEST_FIGURE = 60;
const NUMBER = String.raw`(?<number>(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,9})?)`;
const COST = new RegExp(
  String.raw`^[~≈]?\s*(?:US\s?\$|\$|USD)?\s*${NUMBER}\s*(?:\$|USD|(?:US\s)?dollars?)?[\s.*_]*$`,
  'i',
);
const TOKENS = new RegExp(
  String.raw`^[~≈]?\s*${NUMBER}\s*(?<unit>[km]|thousand|million)?\s*(?:tokens?)?[\s.*_]*$`,
  'i',
);
const NOTHING = /^[\s*_`+•-]*(?:none|nothing|n\/?a|[-–—]+)?[\s*_`.!]*$/i;

export function statusIn(text: string): Read<(typeof STATUS)[number][0]> {
  return wordIn(text, STATUS);
}

export function confidenceIn(text: string): Read<(typeof CONFIDENCE)[number][0]> {
  return wordIn(text, CONFIDENCE);
}

/** In US dollars. */
export function costIn(text: string): Read<number> {
  return figureIn(text, COST, ({ number }) => Number(number));
}

export function tokensIn(text: string): Read<number> {
  return figureIn(text, TOKENS, ({ number, unit }) => {
    const tokens = Number(number) * factorOf(unit);
    // A part of a token is none, but `1.1M` is a whole number only nearly.
    return unit === undefined ? tokens : Math.round(tokens);
  });
}

/** Whether a text only says that there is nothing to say. */
export function saysNothing(text: string): boolean {
  return text.length <= LONGEST_FIGURE && NOTHING.test(text);
}

function wordIn<T>(text: string, words: Words<T>): Read<T> {
  if (saysNothing(text)) return { value: null, whole: true };
  const bare = text.replace(DECOR, '');
  for (const [value, pattern] of words) {
    const found = pattern.exec(bare);
    if (found === null) continue;
    const rest = bare.slice(found[0].length);
    const tail = rest.replace(DECOR, '');
    if (NO_WORD.test(tail)) return { value, whole: true };
    const goesOn = GOES_ON.test(tail) || (tail.length < rest.length && GOES_ON_APART.test(tail));
    return { value: goesOn ? value : null, whole: false };
  }
  return { value: null, whole: false };
}

interface Figure {
  /** Without the commas between its thousands. */
  number: string;
  unit: string | undefined;
}

function figureIn(text: string, pattern: RegExp, read: (figure: Figure) => number): Read<number> {
  if (saysNothing(text)) return { value: null, whole: true };
  const found = text.length > LONGEST_FIGURE ? null : pattern.exec(text.replace(DECOR, ''));
  if (found === null) return { value: null, whole: false };
  const value = read({
    number: (found.groups?.['number'] ?? '').replaceAll(',', ''),
    unit: found.groups?.['unit'],
  });
  const isSafe = pattern !== TOKENS || Number.isSafeInteger(value);
  return isSafe ? { value, whole: true } : { value: null, whole: false };
}

function factorOf(unit: string | undefined): number {
  switch (unit?.toLowerCase()) {
    case 'k':
    case 'thousand':
      return 1e3;
    case 'm':
    case 'million':
      return 1e6;
    default:
      return 1;
  }
}
