import type { Notice } from './notice.js';

/** What the issues bear that are opened for a person to see to. */
export const ESCALATION_LABEL = 'tekton/escalation';

/** How much something needs a person, the least first. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Null: it is the agent's to act on. */
export function severityOf({ code }: Notice): Severity | null {
  switch (code) {
    case 'tests-red':
    case 'changes-requested':
    case 'agent-quiet':
    case 'taken-off':
    case 'report-due':
    case 'reminder':
      return null;
    case 'checks-need-approval':
    case 'medium-confidence':
    case 'pull-request-closed':
      return 'low';
    case 'nobody-available':
    case 'no-team':
    case 'low-confidence':
    case 'branch-deleted':
    case 'merge-refused':
      return 'medium';
    case 'full':
    case 'loop':
      return 'critical';
    case 'tests-stay-red':
    case 'escalated':
    case 'refused':
      return 'high';
  }
}

export function atLeastAs(severity: Severity, from: Severity | 'never'): boolean {
  return from !== 'never' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(from);
}
