import type { Because } from '../../../src/domain/because.js';
import { answerText, howToBegin } from '../../../src/app/texts/answers.js';
import { say } from '../../../src/app/texts/because.js';
import { configurationCheck } from '../../../src/app/texts/config-check.js';
import { gateCheck } from '../../../src/app/texts/gate.js';
import { handOverText } from '../../../src/app/texts/hand-over.js';
import { noticeText } from '../../../src/app/texts/notices.js';
import { pullRequestBody } from '../../../src/app/texts/pull-request.js';
import { statusCommentText } from '../../../src/app/texts/status-comment.js';
import { answers, becauses, notices, variants, type Say } from './samples.js';
import { fullView } from './views.js';

/** Every text that we write in Markdown, with `t` for each word that comes from outside. */
export function everyText(t: Say): [name: string, text: string][] {
  const view = fullView(t);
  const reasons = [...Object.values(becauses(t)), ...variants(t)];
  const faults = [
    { path: t('.github/tekton-core.yml'), line: 3, column: 1, message: t('must be a GitHub login') },
  ];
  const pull = {
    issueNumber: 42,
    title: t('Make it fast'),
    branch: t('feature/x'),
    draft: true,
    agent: t('apollo'),
  };
  return [
    ...reasons.map((because): [string, string] => [`say ${because.code}`, say(because)]),
    ...[0, 1, 2, 3].map((part): [string, string] => [
      `status ${part}`,
      statusOf(t, reasons.slice(part * 21, part * 21 + 21)),
    ]),
    ...Object.values(answers(t)).map((answer): [string, string] => [
      `answer ${answer.code}`,
      answerText(answer, { by: 'alice', view }),
    ]),
    ...Object.values(notices(t)).map((notice): [string, string] => [
      `notice ${notice.code}`,
      noticeText(notice),
    ]),
    ['status comment', statusCommentText(view, { issueNumber: 42 })],
    ['gate', gateCheck({ state: 'in_progress', because: reasons }).summary],
    ['gate failure', gateCheck({ state: 'failure', because: reasons.slice(0, 3) }).summary],
    ['gate merged', gateCheck({ state: 'failure', because: [becauses(t).merged, ...reasons] }).summary],
    ['gate success', gateCheck({ state: 'success', because: [] }).summary],
    ...(['on-green', 'draft-first', 'on-ready'] as const).map((mode): [string, string] => [
      `hand-over ${mode}`,
      handOverText({
        agent: t('apollo'),
        login: null,
        issueNumber: 42,
        branch: t('feature/x'),
        after: t('athena'),
        mode,
      }),
    ]),
    ['pull request', pullRequestBody({ ...pull, login: t('apollo-bot'), terminal: t('apollo-1') })],
    ['how to begin', howToBegin({ faults: [] })],
    ['faults', howToBegin({ faults })],
    ['configuration', configurationCheck({ faults, onDefaultBranch: true, keptLastGood: true }).summary],
  ];
}

/** Three reasons for each step, which is as many as it shows. */
function statusOf(t: Say, reasons: Because[]): string {
  return statusCommentText({ ...fullView(t, reasons), ranking: null, commands: [] }, { issueNumber: 42 });
}
