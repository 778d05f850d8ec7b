import type { StatusView } from '../../domain/workflow/status-view.js';
import type { StepVerdict } from '../../domain/workflow/step.js';
import { say } from './because.js';

const MOST_REASONS = 3;
const LONGEST_REASONS = 3_000;

/** Why each step stands as it does; what an earlier step said already is not said again. */
export function stepReasons({ steps }: StatusView): (StepVerdict & { sentences: string[] })[] {
  const told = new Map<string, string>();
  return steps.map((step) => {
    const sentences = sentencesOf(step);
    const all = sentences.join(' ');
    const before = told.get(all);
    if (before !== undefined && all !== '') return { ...step, sentences: [`The same as for ${before}.`] };
    told.set(all, step.name);
    return { ...step, sentences };
  });
}

function sentencesOf({ because }: StepVerdict): string[] {
  const sentences: string[] = [];
  let length = 0;
  for (const sentence of because.slice(0, MOST_REASONS).map(say)) {
    length += sentence.length;
    if (sentences.length === 0 || length <= LONGEST_REASONS) sentences.push(sentence);
  }
  return sentences;
}
