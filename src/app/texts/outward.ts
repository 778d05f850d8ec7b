import { oneLine } from './clean.js';
import { redact } from './redact.js';

/** What a message quotes or lists can be anybody's text: a title, a file, an answer. */
const QUOTED = /"[^"]*(?:"|$)|“[^”]*(?:”|$)|`[^`]*(?:`|$)|(?<!\w)'[^']*(?:'(?!\w)|$)/g;
const LISTED = /[{[](?!redacted\])[^]*$/;

/** A reason for whoever may ask: on one line, without secrets, and without what others wrote. */
export function outward(reason: string): string {
  return oneLine(redact(reason).replaceAll(QUOTED, '…').replace(LISTED, '…'), 300);
}
