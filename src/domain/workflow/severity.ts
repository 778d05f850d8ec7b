import type { Notice } from './notice.js';

/** What the issues bear that are opened for a person to see to. */
export const ESCALATION_LABEL = 'tekton/escalation';

/** How much something needs a person, the least first. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a person is called for. */
export const CALL_CODES = [
  'checks-need-approval',
  'medium-confidence',
  'pull-request-closed',
  'nobody-available',
  'no-team',
  'low-confidence',
  'branch-deleted',
  'merge-refused',
  'tests-stay-red',
  'escalated',
  'refused',
  'full',
  'loop',
] as const;

export interface Call {
  code: (typeof CALL_CODES)[number];
  severity: Severity;
}

/** Null: it is the agent's to act on. */
export function severityOf(notice: Notice): Severity | null {
  return callOf(notice)?.severity ?? null;
}

/** What a person is called for by a notice; null: it is the agent's to act on. */
export function callOf({ code }: Notice): Call | null {
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
      return { code, severity: 'low' };
    case 'nobody-available':
    case 'no-team':
    case 'low-confidence':
    case 'branch-deleted':
    case 'merge-refused':
      return { code, severity: 'medium' };
    case 'tests-stay-red':
    case 'escalated':
    case 'refused':
      return { code, severity: 'high' };
    case 'full':
    case 'loop':
      return { code, severity: 'critical' };
  }
}

export function atLeastAs(severity: Severity, from: Severity | 'never'): boolean {
  return from !== 'never' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(from);
}
