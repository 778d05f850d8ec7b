import { code } from './code.js';
import { escapeText } from './escape.js';

const LOGIN = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}(\[bot\])?$/;

/** A mention on purpose. What is not one account's login, such as a team, is shown and not mentioned. */
export function mention(login: string): string {
  return LOGIN.test(login) ? `@${login}` : code(login, 60);
}

/** `@alice and @bob: `, or nothing when there is nobody to call. */
export function calling(logins: readonly string[]): string {
  const called = [...new Set(logins)].filter((login) => login !== '').slice(0, 10);
  return called.length === 0 ? '' : `${joined(called.map(mention))}: `;
}

/** A person, named and not called. */
export function person(login: string): string {
  return escapeText(login, 60) || 'somebody';
}

export function people(logins: readonly string[]): string {
  return logins.length === 0 ? 'somebody' : listed(logins, person);
}

export function agentName(name: string): string {
  return escapeText(name, 60) || 'the agent';
}

/** The same at the start of a sentence: our own words get a capital letter, a name stays as it is. */
export function starting(name: string): string {
  return /^(the agent|somebody|some checks)$/.test(name)
    ? name.charAt(0).toUpperCase() + name.slice(1)
    : name;
}

/** Several names as code, mostly of checks. */
export function codes(names: readonly string[], most = 6, others = 0): string {
  return names.length === 0 ? 'some checks' : listed(names, (name) => code(name, 80), most, others);
}

/** Required checks, each with the App that must report it where one is named. */
export function requiredChecks(checks: readonly { name: string; app: string | null }[]): string {
  return listed(checks, ({ name, app }) => code(name, 80) + (app === null ? '' : ` of ${code(app, 80)}`));
}

/** At most so many of them, and how many more there are, with the `others` that are not among the items. */
export function listed<T>(items: readonly T[], show: (item: T) => string, most = 6, others = 0): string {
  const shown = items.slice(0, most).map(show);
  const more = items.length - shown.length + others;
  return joined(more > 0 ? [...shown, `${more} more`] : shown);
}

/** `a, b and c` */
export function joined(parts: readonly string[], word = 'and'): string {
  return parts.length < 2
    ? (parts[0] ?? '')
    : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1) ?? ''}`;
}

export function commit(sha: string): string {
  return code(sha.slice(0, 7));
}

/** `octo/list`, in Markdown. */
export function repositoryName({ owner, name }: { owner: string; name: string }): string {
  return escapeText(`${owner}/${name}`, 140);
}

/** An issue of another repository: `octo/list#12`. What cannot be a repository refers to nothing. */
export function issueOf(repository: { owner: string; name: string }, number: number): string {
  const isName = [repository.owner, repository.name].every((part) => /^[\w.-]{1,100}$/.test(part));
  return `${repositoryName(repository)}${isName ? '#' : ', issue '}${number}`;
}

/** An issue's title, in Markdown. */
export function titled(title: string): string {
  return escapeText(title, 160) || 'without a title';
}

/** A link, when the address is one for browsers; else only its words. */
export function link(words: string, address: string | null): string {
  const url = webAddress(address);
  return url === null ? escapeText(words, 120) : `[${escapeText(words, 120)}](${url})`;
}

function webAddress(address: string | null): string | null {
  if (address === null || address.length > 2000 || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  url.username = '';
  url.password = '';
  return url.href.length > 2000 ? null : url.href.replaceAll(/[()<>\\`|*_~[\]@ ]/g, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** A full sentence's end, unless the words have one. */
export function ended(words: string): string {
  return /[.!?…:]$/.test(words) ? words : `${words}.`;
}

/** Somebody's own words in the middle of a sentence. */
export function saying(words: string): string {
  return words.trim() === '' ? '' : ` (“${escapeText(words, 240)}”)`;
}
