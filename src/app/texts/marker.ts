/** What our comments are; the marker is how one is found again. */
export type MarkerKind = 'status' | 'reply' | 'notice' | 'hand-over' | 'escalation' | 'report';

export interface Marker {
  kind: MarkerKind;
  /** Which of its kind it is: an issue's number, a command's id, a notice's cause. */
  key: string;
}

const KINDS: ReadonlySet<string> = new Set<MarkerKind>([
  'status',
  'reply',
  'notice',
  'hand-over',
  'escalation',
  'report',
]);
const LINE = /^<!-- tekton-core:v1 kind=([a-z-]+) key=([A-Za-z0-9._%-]*) -->/;

/** The hidden first line. It is only a claim: whoever looks for it must also check that the author is our App. */
export function markerOf(kind: MarkerKind, key: string): string {
  return `<!-- tekton-core:v1 kind=${kind} key=${encode(key)} -->`;
}

/** The marker at the very start of a comment's text. */
export function parseMarker(text: string): Marker | null {
  const found = LINE.exec(text);
  const [, kind = '', key = ''] = found ?? [];
  const decoded = decode(key);
  return isKind(kind) && decoded !== null ? { kind, key: decoded } : null;
}

function isKind(word: string): word is MarkerKind {
  return KINDS.has(word);
}

/** In percent form, whatever is not a letter, a digit or plain punctuation: no key can close the comment. */
function encode(key: string): string {
  const whole = key.replaceAll(/\p{Cs}/gu, '\uFFFD');
  return encodeURIComponent(whole).replaceAll(/[!'()*~]|-(?=-)/g, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function decode(key: string): string | null {
  try {
    return decodeURIComponent(key);
  } catch {
    return null;
  }
}
