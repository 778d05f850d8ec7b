import { bytesOf, cutBytes } from '../cut.js';
import { hashOf } from '../effect.js';

/** Bytes of a check's name that are kept: a name may be long, and there may be hundreds. */
const LONGEST = 100;

/** A check's name as it is kept, shown and compared: a long one is cut, and still told apart from what begins alike. */
export function checkName(name: string): string {
  if (bytesOf(name) <= LONGEST) return name;
  return `${cutBytes(name, LONGEST - 20)} (${hashOf(name)})`;
}
