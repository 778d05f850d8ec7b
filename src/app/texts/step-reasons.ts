import type { StatusView } from '../../domain/workflow/status-view.js';
import type { StepName, StepVerdict } from '../../domain/workflow/step.js';
import { say } from './because.js';
import { joined } from './names.js';

const MOST_REASONS = 3;
const LONGEST_REASONS = 3_000;

/** Steps in a row that stand alike for the same reasons. */
export interface StepGroup {
  names: StepName[];
  status: StepVerdict['status'];
  sentences: string[];
}

/** Why each step stands as it does; what was said of an earlier step is not said again. */
export function stepReasons({ steps }: StatusView): StepGroup[] {
  const told = new Map<string, StepGroup>();
  const groups: StepGroup[] = [];
  for (const step of steps) {
    const { name, status } = step;
    const sentences = sentencesOf(step);
    const all = sentences.join(' ');
    const before = all === '' ? undefined : told.get(all);
    if (before !== undefined && before === groups.at(-1) && before.status === status) {
      before.names.push(name);
      continue;
    }
    const same = before && [`The same as for ${joined(before.names)}.`];
    const group = { names: [name], status, sentences: same ?? sentences };
    told.set(all, group);
    groups.push(group);
  }
  return groups;
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
