import type { Activity } from '../../../domain/report/activity.js';
import { STEP_NAMES } from '../../../domain/workflow/step.js';
import { counted } from '../figures.js';
import { span } from '../moment.js';
import { joined } from '../names.js';

/** What was seen: `3 pushes, 4 checks passed and 1 failed, the pull request was opened`. */
export function seenWords({ pushes, checks, reviews, pullRequest }: Activity): string {
  const seen = [
    ...(pushes > 0 ? [counted(pushes, 'push', 'pushes')] : []),
    ...checkWords(checks),
    ...(reviews > 0 ? [counted(reviews, 'review')] : []),
    ...(pullRequest === null ? [] : [`the pull request was ${pullRequest}`]),
  ];
  return seen.length === 0 ? 'no push, check or review' : seen.join(', ');
}

/** The same, and how long each step took: `3 pushes; time: develop 5 hours and test 30 minutes`. */
export function activityWords(activity: Activity): string {
  const took = activity.steps.slice(0, STEP_NAMES.length).map(({ name, ms }) => `${name} ${span(ms)}`);
  return `${seenWords(activity)}${took.length === 0 ? '' : `; time: ${joined(took)}`}`;
}

function checkWords({ passed, failed }: Activity['checks']): string[] {
  if (passed === 0 && failed === 0) return [];
  if (failed === 0) return [`${counted(passed, 'check')} passed`];
  return passed === 0
    ? [`${counted(failed, 'check')} failed`]
    : [`${counted(passed, 'check')} passed and ${failed} failed`];
}
