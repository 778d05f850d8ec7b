import type { Config } from '../config/schema.js';
import type { Check } from '../event.js';

/** What one check says about the work. `needs-approval` waits for a person in GitHub, not for the agent. */
export type CheckMeaning = 'pass' | 'fail' | 'pending' | 'needs-approval';

/**
 * The published meaning of GitHub's conclusions (docs/checks.md). What is not known to pass does not pass:
 * a conclusion that GitHub invents tomorrow blocks.
 */
export function meaningOf(check: Check, treatSkippedAs: Config['checks']['treat_skipped_as']): CheckMeaning {
  if (check.status !== 'completed') return 'pending';
  switch (check.conclusion) {
    case 'success':
    case 'neutral':
      return 'pass';
    case 'skipped':
      return treatSkippedAs;
    case 'action_required':
      return 'needs-approval';
    case 'failure':
    case 'timed_out':
    case 'cancelled':
    case 'startup_failure':
    case 'stale':
    default:
      return 'fail';
  }
}
