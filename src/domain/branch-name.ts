/** What a branch is about. */
export interface BranchAbout {
  terminal: string;
  agent: string;
  issue: number;
  title: string;
}

/** Names stay readable in GitHub's lists, and so does any number behind them. */
const LONGEST = 100;
const ROOM_FOR_NUMBER = '-9999'.length;

/**
 * The name of an issue's branch: the pattern filled in, and a number behind it where that name is taken. It is a
 * valid branch name whatever the title holds (https://git-scm.com/docs/git-check-ref-format), and the numbered
 * names begin with the plain one, so that they can be looked up together.
 */
export function branchName(pattern: string, about: BranchAbout, taken: (name: string) => boolean): string {
  const plain = plainName(pattern, about);
  if (!taken(plain)) return plain;
  let number = 2;
  while (number < 9999 && taken(`${plain}-${number}`)) number++;
  return `${plain}-${number}`;
}

function plainName(pattern: string, about: BranchAbout): string {
  const longest = LONGEST - ROOM_FOR_NUMBER;
  const filled = (slug: string) => {
    const words: Record<string, string> = { ...about, issue: String(about.issue), slug };
    const kept = slug === '' ? pattern.replaceAll(/[-._]?<slug>/g, '') : pattern;
    return kept.replaceAll(/<(terminal|agent|issue|slug)>/g, (_, word: string) => words[word] ?? '');
  };
  const room = longest - filled('').length - 1;
  const name = safe(filled(shortened(slugOf(about.title), room)));
  return name.length <= longest ? name : safe(name.slice(0, longest));
}

/** Letters that no Unicode decomposition turns into ASCII. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** A title as lower-case ASCII words with dashes between them; empty for one without any letter or digit of ASCII. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .replaceAll(/[ßæœøđðþłı]/g, (letter) => LETTERS[letter] ?? '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .replace(/-$/, '');
}

/** Ends with a whole word where there is more than one. */
function shortened(slug: string, longest: number): string {
  if (slug.length <= longest) return slug;
  const start = slug.slice(0, Math.max(longest, 0));
  const end = slug[start.length] === '-' ? start.length : start.lastIndexOf('-');
  return end > 0 ? start.slice(0, end) : start;
}

/** Each part between slashes as git wants it: no `..`, no dot or dash at either end, no `.lock`; and none is empty. */
function safe(name: string): string {
  const parts = name
    .replaceAll(/[^A-Za-z0-9._/-]/g, '')
    .replaceAll(/\.{2,}/g, '.')
    .split('/')
    .map((part) => part.replace(/^[.-]+/, '').replace(/(?:\.lock|[.-])+$/i, ''));
  return parts.filter((part) => part !== '').join('/');
}
