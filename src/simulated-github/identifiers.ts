import { createHash } from 'node:crypto';

/** Everything that GitHub makes up, made from a counter and a seed: the same history gives the same names. */
export interface Identifiers {
  number(): number;
  /** A token's or similar secret's tail. */
  word(prefix: string): string;
  uuid(): string;
}

export function createIdentifiers(seed: string): Identifiers {
  let last = 1000;
  const digest = () => createHash('sha256').update(`${seed}:${++last}`).digest('hex');
  return {
    number: () => ++last,
    word: (prefix) => `${prefix}${digest().slice(0, 36)}`,
    uuid: () => {
      const d = digest();
      return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-a${d.slice(17, 20)}-${d.slice(20, 32)}`;
    },
  };
}

/** GitHub's opaque global id; here the kind and the number can be read back by `fromNodeId`. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}

export function fromNodeId(kind: string, id: string): number | null {
  if (!id.startsWith(`${kind}_`)) return null;
  const number = Number(Buffer.from(id.slice(kind.length + 1), 'base64url').toString());
  return Number.isInteger(number) ? number : null;
}

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** The name git gives to this content. */
export function blobSha(content: string): string {
  return sha1(`blob ${Buffer.byteLength(content)}\0${content}`);
}
