import { isMap, isScalar, parseDocument } from 'yaml';

/** Another file that a configuration builds on. Without an owner it is of the same owner; without a path, in the same place. */
export interface Extends {
  owner?: string;
  repo: string;
  path?: string;
}

export const EXTENDS_KEY = '_extends';
export const EXTENDS_FORM =
  '`repo`, `owner/repo`, `repo:path` or `owner/repo:path`, where the path ends in `.yml` or `.yaml`';
/** For the published schema; `extendsFrom` is stricter about paths. */
export const EXTENDS_PATTERN = String.raw`^([A-Za-z0-9-]+/)?[A-Za-z0-9._-]+(:[A-Za-z0-9._/-]+\.ya?ml)?$`;

/** What a file extends. Reads that one key only, so that a fault elsewhere in the file hides nothing. */
export function extendsOf(text: string): Extends | null {
  const root = contentsOf(text);
  if (!isMap(root)) return null;
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === EXTENDS_KEY);
  return pair !== undefined && isScalar(pair.value) ? extendsFrom(pair.value.value) : null;
}

/** Probot's form (https://probot.github.io/docs/best-practices/#configuration). Null: not of that form. */
export function extendsFrom(value: unknown): Extends | null {
  if (typeof value !== 'string' || !new RegExp(EXTENDS_PATTERN).test(value)) return null;
  const [repository = '', path] = value.split(':');
  const [first = '', second] = repository.split('/');
  const repo = second ?? first;
  if (isDots(repo) || (path?.split('/').some((part) => part === '' || isDots(part)) ?? false)) return null;
  return { ...(second === undefined ? {} : { owner: first }), repo, ...(path === undefined ? {} : { path }) };
}

function isDots(part: string): boolean {
  return part === '.' || part === '..';
}

function contentsOf(text: string): unknown {
  try {
    return parseDocument(text).contents;
  } catch {
    // Nested deeper than the stack: `parseConfiguration` tells of it.
    return null;
  }
}
