const HIDDEN = '[redacted]';

/** Tokens that say by their form what they are. Nothing follows the last run, so a search never turns back. */
const TOKENS =
  /\b(?:gh[oprsu]_\w{16,}|github_pat_\w{20,}|(?:AKIA|ASIA)[0-9A-Z]{16}|(?:xox[abeoprs]|glpat|npm|sk|rk|pk)[-_][\w-]{20,})/g;
const NAMED =
  /((?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|private[_-]?key|credentials?|authorization)["']?[ \t]{0,4}(?:=>?|:)[ \t]{0,4}(?:(?:bearer|basic|token)[ \t]{1,4})?)("[^"\n]+"|'[^'\n]+'|["']?[^\s"'`,;]+)/gi;
/** A JWT: a header that begins as all JSON does in base64, a payload, a signature. Tested on one run at a time. */
const WEB_TOKEN = /(?:^|\.)eyJ[\w-]{6,}\.[\w-]{6,}\./;
const BEARER = /\b(bearer[ \t]{1,4})[\w.~+/=-]{16,}/gi;
const IN_ADDRESS = /(:\/\/)[^\s/:@]{0,100}:[^\s/@]{1,200}@/g;

/** Text of a log or a check without what looks like a secret. Time in proportion to the text. */
export function redact(text: string): string {
  return withoutPrivateKeys(text)
    .replaceAll(/[\w.-]+/g, (run) => (WEB_TOKEN.test(run) ? HIDDEN : run))
    .replaceAll(TOKENS, HIDDEN)
    .replaceAll(IN_ADDRESS, `$1${HIDDEN}@`)
    .replaceAll(NAMED, (whole, name: string, value: string) =>
      /[A-Za-z0-9]/.test(value) ? name + HIDDEN : whole,
    )
    .replaceAll(BEARER, `$1${HIDDEN}`);
}

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----/;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----/;
const KEY_LINE = /^[ \t]*[A-Za-z0-9+/=]+[ \t]*$/;

/** Line by line, as a log's cut may have taken a key's beginning or its end. */
function withoutPrivateKeys(text: string): string {
  if (!text.includes('PRIVATE KEY')) return text;
  const kept: string[] = [];
  let inside = false;
  for (const line of text.split('\n')) {
    const begin = inside ? null : BEGIN.exec(line);
    const end = END.exec(line);
    if (begin !== null) {
      kept.push(line.slice(0, begin.index) + HIDDEN);
      inside = end === null;
    } else if (end !== null) {
      if (!inside) dropKeyLines(kept);
      kept.push((inside ? '' : HIDDEN) + line.slice(end.index + end[0].length));
      inside = false;
    } else if (!inside) {
      kept.push(line);
    }
  }
  return kept.join('\n');
}

function dropKeyLines(lines: string[]): void {
  while (KEY_LINE.test(lines.at(-1) ?? '')) lines.pop();
}
