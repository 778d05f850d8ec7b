/** The body of an issue, taken apart. */
export interface BodyReading {
  /** What is said, without code and without what a template hides in HTML comments. */
  sentences: string;
  /** The languages that code blocks name. */
  languages: string[];
  /** Everything that is shown: the sentences and the code, where files are named. */
  shown: string;
  /** Items of task lists. */
  tasks: number;
}

const FENCE = /^\s*(`{3,}|~{3,})\s*([^\s`{]*)/;
const TASK = /^\s*(?:[-*+]|\d{1,9}[.)])\s+\[[ xX]\]\s/;
const COMMENT = /<!--[^]*?(?:-->|$)/g;
/** The host of an address looks like a file (`docs.rs`) and is none. */
const HOST = /\bhttps?:\/\/[^\s/]+/g;

export function readBody(body: string): BodyReading {
  const shown = body.replace(COMMENT, ' ').replace(HOST, ' ');
  const sentences: string[] = [];
  const languages: string[] = [];
  let tasks = 0;
  let open: string | null = null;
  for (const line of shown.split('\n')) {
    const [, fence = '', language = ''] = FENCE.exec(line) ?? [];
    if (open !== null) {
      if (fence.startsWith(open)) open = null;
    } else if (fence !== '') {
      open = fence;
      if (language !== '') languages.push(language.toLowerCase());
    } else {
      sentences.push(line);
      if (TASK.test(line)) tasks++;
    }
  }
  return { sentences: sentences.join('\n').trim(), languages, shown, tasks };
}

const WORD = /[\p{L}\p{N}.][\p{L}\p{N}+#._-]*/gu;

/** Lower-case words; of one with dashes in it, the whole and its parts. */
export function wordsOf(text: string): string[] {
  return [...text.toLowerCase().matchAll(WORD)].flatMap(([found]) => {
    const word = trimmed(found);
    return word.includes('-') ? [word, ...word.split('-')] : [word];
  });
}

/** The names of files with their extension, as far as they look like such: `src/main.py` gives `main.py` and `py`. */
export function filesOf(text: string): { name: string; extension: string }[] {
  return [...text.matchAll(WORD)].flatMap(([found]) => {
    const name = trimmed(found);
    const dot = name.lastIndexOf('.');
    return dot > 0 ? [{ name, extension: name.slice(dot + 1).toLowerCase() }] : [];
  });
}

/** Without the dots and dashes at its end. By hand: the regular expression takes the square of the length. */
function trimmed(word: string): string {
  let end = word.length;
  while (end > 0 && '._-'.includes(word.charAt(end - 1))) end--;
  return word.slice(0, end);
}
