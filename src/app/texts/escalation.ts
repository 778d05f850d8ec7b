import type { Notice } from '../../domain/workflow/notice.js';
import type { Severity } from '../../domain/workflow/severity.js';
import { noticeWords } from './notices.js';

/** The issue that is opened for what needs a person. It mentions nobody: the comment beside it has done so. */
export function escalationText(
  notice: Notice,
  { severity, issueNumber }: { severity: Severity; issueNumber: number },
): { title: string; body: string } {
  const words = noticeWords(notice);
  return {
    title: `#${issueNumber} needs a person: ${SUBJECT[notice.code]}`,
    body: `The work on #${issueNumber} waits for a person. Severity: **${severity}**.

${words.charAt(0).toUpperCase()}${words.slice(1)}

---

tekton-core closes this issue when its cause is gone. To say that you know, close it yourself or write \`/tekton ack\` here: then nobody is called again about it.`,
  };
}

/** Without text from outside: a title is plain text in mails and lists. */
const SUBJECT: Record<Notice['code'], string> = {
  reminder: 'nobody answered yet',
  'tests-red': 'checks failed',
  'tests-stay-red': 'the checks stay red',
  'checks-need-approval': 'checks may not run yet',
  'changes-requested': 'changes are requested',
  'nobody-available': 'no agent is free',
  'no-team': 'there are no agents',
  'low-confidence': 'the agent leaves a decision to you',
  'medium-confidence': 'the agent wants a second look',
  'agent-quiet': 'the agent is silent',
  'report-due': 'a report is due',
  'taken-off': 'the agent was taken off',
  escalated: 'somebody called for help',
  full: 'no more commands are taken',
  loop: 'a conversation without end',
  'branch-deleted': 'the branch was deleted',
  'pull-request-closed': 'the pull request was closed',
  'merge-refused': 'GitHub refused to merge',
  refused: 'GitHub refused something',
};
