/** The one word that a command takes after its verb. */
export interface Argument {
  required: boolean;
  /** The word in its normal form, or null when it cannot be meant. */
  read: (word: string) => string | null;
  /** All that can be meant, where that is a few words only. */
  words?: readonly string[];
}

/** GitHub logins have at most 39 characters, and so have our agents' names; an App's ends in `[bot]`. */
const NAME = /^[a-z0-9][a-z0-9-]{0,38}(\[bot\])?$/;
const COMMIT = /^[0-9a-f]{7,64}$/;

/** An agent by name or login. `@` and `agent:` before it are optional, as `@` is in Prow's `/assign`. */
export function agentName(word: string): string | null {
  const name = word
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/^agent:/, '')
    .replace(/^@/, '');
  return NAME.test(name) ? name : null;
}

/** A commit by its whole SHA or its first seven characters at least. */
export function commit(word: string): string | null {
  const sha = word.toLowerCase();
  return COMMIT.test(sha) ? sha : null;
}

/** One of a few words. */
export function oneOf(...words: readonly string[]): Pick<Argument, 'read' | 'words'> {
  return { words, read: (word) => (words.includes(word.toLowerCase()) ? word.toLowerCase() : null) };
}
