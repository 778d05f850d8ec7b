import { describe, expect, it } from '@jest/globals';
import type { Perform } from '../../../src/app/perform/perform.js';
import { performer } from '../../../src/app/perform/perform.js';
import { Refusal, Unavailable, type GitHub } from '../../../src/app/ports/github.js';
import { DEFAULT_CONFIG } from '../../../src/domain/config/schema.js';
import { dayOfReport } from '../../../src/domain/report/schedule.js';
import { findProject } from '../../../src/app/projects/project-context.js';
import type { Effect, EffectKind } from '../../../src/domain/effect.js';
import type { Observation } from '../../../src/domain/observation.js';
import type { StatusView } from '../../../src/domain/workflow/status-view.js';
import type { Workflow } from '../../../src/domain/workflow/workflow.js';
import { NOW, sampleCommand, sampleProject, sampleWorkflow, sha } from '../../contract/samples.js';
import { BRANCH } from '../names.js';
import { sampleCheck, samplePullRequest } from '../news.js';
import { situation, type Situation } from '../situation.js';

const VIEW: StatusView = {
  status: 'active',
  steps: [],
  agent: null,
  branch: null,
  pullRequest: null,
  waitingFor: [],
  ranking: null,
  commands: [],
};
const REQUIREMENT = { complexity: 'simple' as const, capabilities: [], evidence: [] };
const ADDRESS = { installationId: 1, repositoryId: 100, owner: 'octo', name: 'list' };

interface Expected {
  effect: Effect;
  /** The port's methods that it calls, with the last argument of each. */
  calls: [method: keyof GitHub, ...args: unknown[]][];
  ref: unknown;
  /** What it tells beside that it was performed. */
  told?: Partial<Observation>[];
  /** A refusal of one of its calls leaves the others as they are. */
  bearsRefusals?: true;
}

const EVERY_KIND: Record<EffectKind, Expected> = {
  'assign-agent': {
    effect: {
      kind: 'assign-agent',
      key: 'assign/c-1/1',
      wish: 'c-1',
      epoch: 1,
      requirement: REQUIREMENT,
      wanted: null,
      takenOff: [],
      silent: [],
      previous: null,
    },
    calls: [['branchesLike', ADDRESS, BRANCH]],
    ref: 'apollo',
    told: [{ kind: 'agent-assigned' }],
  },
  'release-agent': {
    effect: {
      kind: 'release-agent',
      key: 'release/wf-100-7/1',
      agent: 'apollo',
      assignmentId: 'wf-100-7/1',
      because: 'stalled',
    },
    calls: [],
    ref: 'stalled',
  },
  announce: {
    effect: {
      kind: 'announce',
      key: 'announce/escalation/31',
      news: { type: 'tekton.escalation.closed', escalation: { issue_id: 31 } },
    },
    calls: [],
    // The save that it tells of.
    ref: 12,
  },
  'create-branch': {
    effect: { kind: 'create-branch', key: `branch/${BRANCH}`, branch: BRANCH },
    calls: [['createBranch', ADDRESS, { name: BRANCH, from: 'main', again: false }]],
    ref: sha(1),
    told: [{ kind: 'branch-moved', source: 'reading', branch: BRANCH, sha: sha(1), at: 0 }],
  },
  look: {
    effect: {
      kind: 'look',
      key: 'look',
      request: 'c-2',
      branches: ['work'],
      pullRequest: 40,
      head: sha(8),
      since: 0,
    },
    calls: [
      ['readIssue', ADDRESS, 7],
      ['readBranch', ADDRESS, 'work'],
      ['readPullRequestsFrom', ADDRESS, 'work'],
      ['readPullRequest', ADDRESS, 40],
      ['readReviews', ADDRESS, 40],
      ['readChecks', ADDRESS, sha(8)],
      ['readChecks', ADDRESS, sha(50)],
      ['readComments', ADDRESS, { number: 7, onPullRequest: false, since: 0 }],
      ['readComments', ADDRESS, { number: 40, onPullRequest: true, since: 0 }],
    ],
    ref: 'c-2',
    told: [
      { kind: 'issue-changed' },
      { kind: 'branch-moved' },
      { kind: 'pull-request-changed' },
      { kind: 'review-weighed' },
      { kind: 'check-reported', sha: sha(50) },
    ],
    bearsRefusals: true,
  },
  'delete-branch': {
    effect: { kind: 'delete-branch', key: 'delete/old', branch: 'old', sha: sha(9) },
    calls: [['deleteBranch', ADDRESS, { name: 'old', sha: sha(9) }]],
    ref: 'left',
  },
  'hand-over': {
    effect: {
      kind: 'hand-over',
      key: 'hand-over/wf-100-7/1',
      assignmentId: 'wf-100-7/1',
      agent: 'apollo',
      login: 'apollo-ci',
      branch: BRANCH,
      after: null,
    },
    calls: [['createComment', ADDRESS, expect.objectContaining({ number: 7, again: false })]],
    ref: expect.any(Number),
  },
  'status-comment': {
    effect: { kind: 'status-comment', key: 'comment/status', view: VIEW },
    calls: [['createComment', ADDRESS, expect.objectContaining({ number: 7, again: false })]],
    ref: expect.any(Number),
  },
  gate: {
    effect: { kind: 'gate', key: `check/${sha(2)}`, sha: sha(2), state: 'success', because: [], rerunAt: 0 },
    calls: [['setCheck', ADDRESS, expect.objectContaining({ sha: sha(2), id: null, again: false })]],
    ref: expect.any(Number),
  },
  'open-pull-request': {
    effect: {
      kind: 'open-pull-request',
      key: `pull-request/work`,
      branch: 'work',
      sha: sha(8),
      title: 'Export',
      draft: true,
      labels: ['agent'],
      agent: 'apollo',
      login: null,
      terminal: 'apollo',
    },
    calls: [
      [
        'openPullRequest',
        ADDRESS,
        expect.objectContaining({
          branch: 'work',
          base: 'main',
          title: 'Export',
          draft: true,
          labels: ['agent'],
        }),
      ],
    ],
    ref: expect.any(Number),
    told: [{ kind: 'pull-request-changed', source: 'reading' }],
  },
  'mark-ready': {
    effect: { kind: 'mark-ready', key: 'mark-ready/40', number: 40, nodeId: 'PR_40' },
    calls: [['markReady', ADDRESS, { number: 40, nodeId: 'PR_40' }]],
    ref: null,
  },
  'raise-escalation': {
    effect: {
      kind: 'raise-escalation',
      key: 'escalation/escalate/c-9',
      cause: 'escalate/c-9',
      severity: 'high',
      number: 7,
      notice: { to: ['maria'], code: 'escalated', by: 'apollo-ci', reason: 'no key' },
    },
    calls: [['createIssue', ADDRESS, expect.objectContaining({ label: 'tekton/escalation', again: false })]],
    ref: expect.any(Number),
  },
  'close-escalation': {
    effect: { kind: 'close-escalation', key: 'escalation-closed/escalate/c-9', number: 7 },
    calls: [['closeIssue', ADDRESS, 7]],
    ref: null,
  },
  'request-review': {
    effect: { kind: 'request-review', key: 'reviewers/40', number: 40, people: ['paul'], teams: ['core'] },
    calls: [['requestReview', ADDRESS, { number: 40, people: ['paul'], teams: ['core'] }]],
    ref: null,
  },
  merge: {
    effect: {
      kind: 'merge',
      key: 'merge/40',
      number: 40,
      sha: sha(50),
      method: 'squash',
      title: 'Export',
      evidence: '',
    },
    calls: [['merge', ADDRESS, { number: 40, sha: sha(50), method: 'squash', title: 'Export' }]],
    ref: null,
  },
  'close-issue': {
    effect: { kind: 'close-issue', key: 'close/40', open: true },
    calls: [['closeIssue', ADDRESS, 7]],
    ref: null,
  },
  react: {
    effect: { kind: 'react', key: 'react/900/rocket', commentId: 900, content: 'rocket' },
    calls: [['react', ADDRESS, 900, 'rocket']],
    ref: null,
  },
  reply: {
    effect: {
      kind: 'reply',
      key: 'reply/c-1',
      number: 7,
      commandId: 'c-1',
      answer: { code: 'help' },
      view: VIEW,
    },
    calls: [['createComment', ADDRESS, expect.objectContaining({ number: 7, again: false })]],
    ref: expect.any(Number),
  },
  notify: {
    effect: {
      kind: 'notify',
      key: 'notify/no-team/c-1',
      number: 40,
      notice: { to: ['maria'], code: 'no-team' },
    },
    calls: [['createComment', ADDRESS, expect.objectContaining({ number: 40, again: false })]],
    ref: expect.any(Number),
  },
  'rerun-check': {
    effect: { kind: 'rerun-check', key: 'rerun/c-1/300', checkRunId: 300 },
    calls: [['rerunCheck', ADDRESS, 300]],
    ref: null,
  },
  'record-report': {
    effect: {
      kind: 'record-report',
      key: 'report/c-9',
      report: { command: 'c-9', agent: 'apollo', by: 'apollo-ci', text: 'the parser works', at: NOW },
    },
    calls: [],
    ref: dayOfReport(DEFAULT_CONFIG.reporting, NOW)?.date,
  },
  'record-outcome': {
    effect: { kind: 'record-outcome', key: 'outcome/merged/1' },
    calls: [],
    ref: null,
  },
  'pause-project': {
    effect: { kind: 'pause-project', key: 'pause/c-8', on: true, by: 'maria', reason: '', at: NOW },
    calls: [],
    ref: null,
  },
  point: {
    effect: { kind: 'point', key: `point/commit/${sha(3)}`, to: { kind: 'commit', sha: sha(3) } },
    calls: [],
    ref: null,
  },
  'read-issue': {
    effect: { kind: 'read-issue', key: 'read-issue/1' },
    calls: [['readIssue', ADDRESS, 7]],
    ref: null,
    told: [{ kind: 'issue-changed', source: 'reading' }],
  },
  'read-branch': {
    effect: { kind: 'read-branch', key: 'read-branch/work/1', branch: 'work' },
    calls: [['readBranch', ADDRESS, 'work']],
    ref: null,
    told: [{ kind: 'branch-moved', source: 'reading', branch: 'work', sha: sha(8) }],
  },
  'read-pull-request': {
    effect: { kind: 'read-pull-request', key: 'read-pull-request/40/1', number: 40 },
    calls: [['readPullRequest', ADDRESS, 40]],
    ref: null,
    told: [{ kind: 'pull-request-changed', source: 'reading' }],
  },
  'read-checks': {
    effect: { kind: 'read-checks', key: `read-checks/${sha(50)}`, sha: sha(50) },
    calls: [['readChecks', ADDRESS, sha(50)]],
    ref: null,
    told: [{ kind: 'check-reported', sha: sha(50) }],
  },
  'read-reviews': {
    effect: { kind: 'read-reviews', key: 'read-reviews/40', number: 40 },
    calls: [['readReviews', ADDRESS, 40]],
    ref: null,
    told: [{ kind: 'review-weighed', permission: 'write' }],
  },
};

const EFFECTS = Object.values(EVERY_KIND);

interface Stage {
  town: Situation;
  workflow: Workflow;
  does: (effect: Effect, again?: boolean) => ReturnType<Perform>;
}

async function stage(over: Partial<Workflow['facts']> = {}): Promise<Stage> {
  const town = situation();
  const { world, app } = town;
  world.branches.set('work', sha(8)).set('old', sha(10));
  world.pullRequests.set(40, { pullRequest: samplePullRequest(), updatedAt: NOW, labels: [], asked: [] });
  world.reported.set(sha(50), [sampleCheck()]);
  world.permissions.set('maria', 'write');
  world.reviews.set(40, [
    {
      kind: 'review-given',
      installationId: ADDRESS.installationId,
      repositoryId: ADDRESS.repositoryId,
      seenAt: NOW,
      pullRequestNumber: 40,
      reviewId: 70,
      by: { login: 'maria', id: 5, type: 'User' },
      state: 'changes_requested',
      sha: sha(50),
      url: 'https://github.com/octo/list/pull/40#pullrequestreview-70',
      at: NOW,
    },
  ]);
  const project = sampleProject();
  await app.store.saveProject(
    {
      ...project,
      reading: {
        config: world.configurations.get('')?.config ?? null,
        faults: [],
        sources: [],
        readAt: NOW,
        branch: 'main',
      },
    },
    0,
  );
  const ready = await findProject(app, { installationId: 1, repositoryId: 100 }, null);
  if (ready === null) throw new Error('there is no project');
  const plain = sampleWorkflow();
  const workflow = { ...plain, facts: { ...plain.facts, commands: { 'c-1': sampleCommand() }, ...over } };
  return {
    town,
    workflow,
    does: (effect, again = false) =>
      performer(app)(effect, { workflow, version: 12, context: ready.context(7), again }),
  };
}

describe('performing', () => {
  it.each(EFFECTS)(
    '$effect.kind makes the right call and tells what came of it',
    async ({ effect, calls, ref, told = [] }) => {
      const { town, does } = await stage();
      const performance = await does(effect);
      expect(town.github.calls).toEqual(calls.map(([method, ...args]) => ({ method, args })));
      const { key, kind } = effect;
      expect(performance).toMatchObject({
        observations: [...told, { kind: 'effect-performed', key, at: NOW, ref }],
        result: { key, outcome: 'settled' },
        entry: { workflowId: 'wf-100-7', at: NOW, what: 'performed', detail: { kind, key, ref } },
      });
      expect(performance.observations).toHaveLength(told.length + 1);
    },
  );

  const calling = EFFECTS.filter(({ calls }) => calls.length > 0);

  it.each(calling)('$effect.kind that cannot be done now is to be tried again', async ({ effect, calls }) => {
    const { town, does } = await stage();
    town.github.fail(methodOf(calls), new Unavailable('GitHub answered 502', NOW + 5));
    expect(await does(effect)).toEqual({
      observations: [],
      result: { key: effect.key, outcome: 'failed', message: 'GitHub answered 502', retryAt: NOW + 5 },
    });
  });

  it.each(calling.filter(({ bearsRefusals }) => bearsRefusals === undefined))(
    '$effect.kind that GitHub refuses is a fact',
    async ({ effect, calls }) => {
      const { town, does } = await stage();
      town.github.fail(methodOf(calls), new Refusal('forbidden', 'Resource not accessible'));
      const { key, kind } = effect;
      expect(await does(effect)).toMatchObject({
        observations: [
          { kind: 'effect-refused', key, at: NOW, code: 'forbidden', message: 'Resource not accessible' },
        ],
        result: { key, outcome: 'settled' },
        entry: {
          what: 'refused',
          detail: { kind, key, code: 'forbidden', message: 'Resource not accessible' },
        },
      });
    },
  );

  it('that fails for a reason of the store, or of our own, waits as well', async () => {
    const { town, does } = await stage();
    town.store.fail('putPointer', new TypeError('undefined is not a function'));
    expect(await does(EVERY_KIND.point.effect)).toMatchObject({
      result: { outcome: 'failed', message: 'undefined is not a function', retryAt: null },
    });
  });

  it('again says so to the port, which then looks first', async () => {
    const { town, does } = await stage();
    for (const kind of ['create-branch', 'hand-over', 'status-comment', 'gate', 'reply', 'notify'] as const) {
      await does(EVERY_KIND[kind].effect, true);
    }
    expect(town.github.calls.map(({ args }) => args[1])).toMatchObject(
      Array.from({ length: 6 }, () => ({ again: true })),
    );
  });

  it('is never told with a time before that of an earlier result, though another clock was ahead', async () => {
    const earlier = { hash: 'other', at: NOW + 60_000, ref: 4, refused: null };
    const { does } = await stage({ performed: { 'react/900/rocket': earlier } });
    expect(await does(EVERY_KIND.react.effect)).toMatchObject({
      observations: [{ kind: 'effect-performed', at: NOW + 60_001 }],
    });
  });
});

describe('what is there already', () => {
  const done = (ref: number) => ({ hash: 'old', at: NOW - 1, ref, refused: null });

  it('is edited, if it is the status comment', async () => {
    const { town, does } = await stage({ performed: { 'comment/status': done(31) } });
    town.world.comments.push({ id: 31, number: 7, marker: 'status', body: 'old' });
    expect(await does(EVERY_KIND['status-comment'].effect)).toMatchObject({ entry: { detail: { ref: 31 } } });
    expect(town.world.comments).toHaveLength(1);
    expect(town.github.calls).toMatchObject([{ method: 'updateComment', args: [ADDRESS, { id: 31 }] }]);
  });

  it('is updated, if it is the gate', async () => {
    const { town, does } = await stage({ performed: { [`check/${sha(2)}`]: done(32) } });
    await does(EVERY_KIND.gate.effect);
    expect(town.github.calls).toMatchObject([{ method: 'setCheck', args: [ADDRESS, { id: 32 }] }]);
  });

  it('is left alone, if it is the issue that was closed already', async () => {
    const { town, does } = await stage();
    expect(await does({ kind: 'close-issue', key: 'close/40', open: false })).toMatchObject({
      result: { outcome: 'settled' },
    });
    expect(town.github.calls).toEqual([]);
  });

  it('is found by its pull request and its branch from then on', async () => {
    const { town, does } = await stage();
    const opened = await does(EVERY_KIND['open-pull-request'].effect);
    const number = Number(opened.entry?.detail['ref']);
    const { store } = town.app;
    expect(await store.getPointer({ kind: 'pull-request', repositoryId: 100, number })).toBe('wf-100-7');
    await does(EVERY_KIND['create-branch'].effect);
    expect(await store.getPointer({ kind: 'branch', repositoryId: 100, name: BRANCH })).toBe('wf-100-7');
    await does(EVERY_KIND.point.effect);
    expect(await store.getPointer({ kind: 'commit', repositoryId: 100, sha: sha(3) })).toBe('wf-100-7');
  });

  it('answers a command whose words are forgotten all the same', async () => {
    const { town, does } = await stage({ commands: {} });
    const answer = { code: 'not-held' } as const;
    await does({ kind: 'reply', key: 'reply/gone', number: 7, commandId: 'gone', answer, view: VIEW });
    expect(town.world.comments[0]?.body).toContain('ghost');
  });
});

function methodOf(calls: Expected['calls']): keyof GitHub {
  const [first] = calls;
  if (first === undefined) throw new Error('it calls nothing');
  return first[0];
}
