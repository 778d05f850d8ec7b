import type { Summary } from '../../../domain/report/summary.js';
import { helpItem, reporters } from './agents-text.js';
import { countOf, list } from './section.js';
import { needItem } from './work-text.js';

const LONGEST = 9_000;

/** What needs a person today, to be ticked; what concerns all stands first. */
export function needsText(summary: Summary): string {
  const { needs, agents } = summary;
  const shown: (() => string)[] = [
    ...ofAll(summary).map((words) => () => `- [ ] ${words}`),
    ...needs.shown.map((need) => () => needItem(need)),
    ...agents.shown.map(helpItem).flatMap((item) => (item === null ? [] : [() => item])),
  ];
  const items = { shown, more: needs.more };
  if (countOf(items) === 0) return '**Nothing needs a person today.**';
  return `### Needs a person today\n\n${list(items, (item) => item(), LONGEST)}`;
}

function ofAll(summary: Summary): string[] {
  const { reported, expected } = reporters(summary);
  return [
    ...(summary.defaultBranch === 'failed'
      ? ['The checks of the default branch fail: make them pass first.']
      : []),
    // Where nobody answers, something may be wrong with all.
    ...(reported === 0 && expected > 0
      ? ['No agent reported, though each was asked: see on their issues whether they still work.']
      : []),
  ];
}
