import { createHash } from 'node:crypto';

/** Below every key limit there is: a sort key of DynamoDB has 1,024 bytes, a key of LMDB 1,978. */
const LONGEST = 900;

/**
 * Free text (a branch name, a delivery's GUID) as the last part of a key: never empty, never too long, and two
 * texts never alike. Up to 900 bytes keep their order; a longer text is its hash.
 */
export function keyText(text: string): string {
  if (Buffer.byteLength(text) <= LONGEST) return `=${text}`;
  return `~${createHash('sha256').update(text).digest('hex')}`;
}

/**
 * Free text as the last part of a key whose order matters.
 *
 * @throws RangeError above 900 bytes.
 */
export function orderedKeyText(text: string): string {
  const key = keyText(text);
  if (key.startsWith('~'))
    throw new RangeError(`An ordered key has at most ${LONGEST} bytes: ${text.slice(0, 60)}…`);
  return key;
}
