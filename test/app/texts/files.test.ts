import { describe, expect, it } from '@jest/globals';
import { answerText, howToBegin } from '../../../src/app/texts/answers.js';
import { awaited } from '../../../src/app/texts/awaited.js';
import { say } from '../../../src/app/texts/because.js';
import { brief } from '../../../src/app/texts/brief.js';
import { configurationCheck } from '../../../src/app/texts/config-check.js';
import { gateCheck } from '../../../src/app/texts/gate.js';
import { handOverText } from '../../../src/app/texts/hand-over.js';
import { noticeText } from '../../../src/app/texts/notices.js';
import { pullRequestBody } from '../../../src/app/texts/pull-request.js';
import { statusCommentText } from '../../../src/app/texts/status-comment.js';
import type { CheckContent } from '../../../src/app/ports/github.js';
import { expectFile } from './files.js';
import { answers, asHinted, becauses, notices, variants } from './samples.js';
import { checksFailed, firstCommit, held, heldAndRed, merged, nobodyFree, stopped } from './situations.js';

describe('the status comment', () => {
  it.each(Object.entries({ firstCommit, checksFailed, nobodyFree, held, heldAndRed, stopped, merged }))(
    'reads well: %s',
    (name, view) => {
      expectFile(`status-${dashed(name)}`, statusCommentText(view, { issueNumber: 42 }));
    },
  );
});

describe('reasons', () => {
  it('each in a few words, as what is waited for, and in a sentence', () => {
    const reasons = [...Object.values(becauses(asHinted)), ...variants(asHinted)];
    const rows = reasons.map(
      (because) => `| ${brief(because)} | ${awaited(because) ?? ''} | ${say(because)} |`,
    );
    expectFile('reasons', ['| Headline | Waiting for | Sentence |', '|:--|:--|:--|', ...rows].join('\n'));
  });
});

describe('notices', () => {
  it.each(Object.entries(notices(asHinted)))('read well: %s', (code, notice) => {
    expectFile(`notice-${code}`, noticeText(notice));
  });
});

describe('the notice that strangers are not heard any more', () => {
  it('reads well', () => {
    const { full } = notices(asHinted);
    expectFile('notice-full-of-strangers', noticeText({ ...full, code: 'full', turnedAway: 'strangers' }));
  });
});

describe('the notice of red checks', () => {
  it('speaks of boxes only where there are any', () => {
    const { 'tests-red': red } = notices(asHinted);
    const bare = { ...red, failed: red.failed.map((check) => ({ ...check, summary: null })) };
    expect([red, bare].map((notice) => noticeText(notice).includes('boxes'))).toEqual([true, false]);
  });
});

describe('answers', () => {
  it.each(['status', 'why', 'help'] as const)('read well: %s', (code) => {
    expectFile(`answer-${code}`, answerText({ code }, { by: 'alice', view: checksFailed }));
  });

  it('each in a line', () => {
    const short = Object.values(answers(asHinted)).filter(
      ({ code }) => !['status', 'why', 'help', 'inert'].includes(code),
    );
    const lines = short.map((answer) => `- ${answerText(answer, { by: 'alice', view: checksFailed })}`);
    expectFile('answers', lines.join('\n'));
  });

  it('say how to begin', () => {
    expectFile('answer-inert', howToBegin({ faults: [] }));
  });
});

describe('other texts', () => {
  const handedOver = {
    agent: 'apollo',
    login: 'apollo-bot',
    issueNumber: 42,
    branch: 'feature/apollo-1-42-speed-up-the-cache',
    after: null,
  };

  it('hand-over', () => {
    expectFile('hand-over', handOverText({ ...handedOver, mode: 'on-green' }));
  });

  it('hand-over asks for `/tekton ready` only where that opens the pull request', () => {
    const asking = (['on-green', 'draft-first', 'on-ready'] as const).filter((mode) =>
      handOverText({ ...handedOver, mode }).includes('/tekton ready'),
    );
    expect(asking).toEqual(['on-ready']);
  });

  it('pull request', () => {
    const who = { agent: 'apollo', login: 'apollo-bot', terminal: 'apollo-1' };
    const what = {
      issueNumber: 42,
      title: 'Speed up the cache',
      branch: 'feature/apollo-1-42-speed-up-the-cache',
    };
    expectFile('pull-request', pullRequestBody({ ...what, ...who, draft: false }));
  });

  it('gate', () => {
    const { 'checks-failed': failed, approvals, 'held-by-label': label, merged } = becauses(asHinted);
    const checks = [
      gateCheck({ state: 'failure', because: [failed] }),
      gateCheck({ state: 'in_progress', because: [label, approvals] }),
      gateCheck({ state: 'success', because: [{ code: 'checks-passed', count: 3 }] }),
      gateCheck({ state: 'failure', because: [merged, failed, label, approvals] }),
    ];
    expectFile('gate', checks.map(shown).join('\n\n'));
  });

  it('configuration', () => {
    const path = '.github/tekton-core.yml';
    const faults = [
      {
        path,
        line: 3,
        column: 5,
        message: '`team[0].name`: must be 1 to 39 lower-case letters, digits and dashes',
      },
      { path, line: 9, column: 1, message: '`merg`: there is no such setting' },
    ];
    const checks = [
      configurationCheck({ faults, onDefaultBranch: true, keptLastGood: true }),
      configurationCheck({ faults: faults.slice(1), onDefaultBranch: false, keptLastGood: false }),
      configurationCheck({ faults: [], onDefaultBranch: true, keptLastGood: false }),
    ];
    expectFile('configuration', checks.map(shown).join('\n\n'));
  });
});

function shown({ name, state, title, summary }: CheckContent): string {
  return `## ${name}: ${state}\n\n**${title}**\n\n${summary}`;
}

function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
