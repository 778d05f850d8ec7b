import { cut } from '../cut.js';
import { labelValue } from '../labels.js';
import { LONGEST_VALUE, type Evidence } from './evidence.js';
import { filesOf, wordsOf, type BodyReading } from './reading.js';
import { vocabularyOf } from './topics.js';

/** An issue that names more fields than this is about none of the rest. */
const MOST = 8;

/**
 * What an issue needs. `capability/…` labels settle it; else whatever speaks of a capability that the team declares,
 * told by the strongest sign: a label, the title, the code and files, the body.
 */
export function capabilitiesOf(
  issue: { title: string; labels: readonly string[] },
  body: BodyReading,
  declared: readonly string[],
): { capabilities: string[]; evidence: Evidence[] } {
  const settled = issue.labels.flatMap((label) =>
    found([labelValue(label, 'capability/') ?? ''], 'label', label),
  );
  const signs = settled.length > 0 ? settled : signsIn(issue, body, declared);
  const first = new Map<string, Evidence>();
  for (const { capability, from, value } of signs) {
    if (first.size === MOST) break;
    const what = `capability/${capability}`;
    if (!first.has(capability)) first.set(capability, { what, from, value: cut(value, LONGEST_VALUE) });
  }
  return { capabilities: [...first.keys()], evidence: [...first.values()] };
}

interface Sign {
  capability: string;
  from: Evidence['from'];
  value: string;
}

function signsIn(
  issue: { title: string; labels: readonly string[] },
  body: BodyReading,
  declared: readonly string[],
): Sign[] {
  const vocabulary = vocabularyOf(declared);
  return [
    ...issue.labels.flatMap((label) =>
      wordsOf(label).flatMap((word) => found(vocabulary.inLabel(word), 'label', label)),
    ),
    ...wordsOf(issue.title).flatMap((word) => found(vocabulary.inSentence(word), 'title', word)),
    ...body.languages.flatMap((language) => found(vocabulary.inLabel(language), 'code', language)),
    ...filesOf(`${issue.title} ${body.shown}`).flatMap(({ name, extension }) =>
      found(vocabulary.ofExtension(extension), 'code', name),
    ),
    ...wordsOf(body.sentences).flatMap((word) => found(vocabulary.inSentence(word), 'body', word)),
  ];
}

function found(capabilities: readonly string[], from: Evidence['from'], value: string): Sign[] {
  return capabilities.flatMap((capability) => (capability === '' ? [] : [{ capability, from, value }]));
}
