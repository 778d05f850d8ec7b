import type { Because } from '../../../src/domain/because.js';
import type { StatusView } from '../../../src/domain/workflow/status-view.js';
import { STEP_NAMES, type StepStatus } from '../../../src/domain/workflow/step.js';
import { asHinted, becauses } from './samples.js';
import { emptyView, ranking } from './views.js';

/** Moments that a maintainer sees every day. */

type Stand = [status: StepStatus, ...because: Because[]];

function stepsOf(stands: readonly Stand[]): StatusView['steps'] {
  return STEP_NAMES.map((name, index) => {
    const [status, ...because] = stands[index] ?? ['pending'];
    return { name, status, because };
  });
}

const because = becauses(asHinted);
const branch = 'feature/apollo-1-42-speed-up-the-cache';
const there: Stand = ['complete', { code: 'branch-exists', branch }];
const assigned: Stand = ['complete', because.assigned];
const atWork: StatusView = {
  ...emptyView(),
  status: 'active',
  agent: { name: 'apollo', login: 'apollo-bot', terminal: 'apollo-1', epoch: 1 },
  branch,
  ranking: ranking(asHinted),
  commands: [{ verb: 'start', by: 'alice', done: true }],
};

export const firstCommit: StatusView = {
  ...atWork,
  steps: stepsOf([assigned, there, ['in_progress', because['waiting-for-commits']]]),
  waitingFor: [because['waiting-for-commits']],
};

export const checksFailed: StatusView = {
  ...atWork,
  steps: stepsOf([
    assigned,
    there,
    ['in_progress', because['fixing-tests']],
    ['failed', because['checks-failed'], because['checks-running']],
    ['blocked', because['checks-failed'], because['checks-running']],
  ]),
  waitingFor: [because['fixing-tests']],
};

export const nobodyFree: StatusView = {
  ...emptyView(),
  status: 'active',
  steps: stepsOf([
    ['blocked', { code: 'nobody-available', excluded: [{ agent: 'apollo', why: 'at-capacity' }], others: 0 }],
  ]),
  waitingFor: [{ code: 'nobody-available', excluded: [{ agent: 'apollo', why: 'at-capacity' }], others: 0 }],
  commands: [{ verb: 'start', by: 'alice', done: true }],
};

const approvals: Because = { code: 'approvals', have: 0, need: 1, by: [] };
const passed: Stand = ['complete', because['checks-passed']];
const offered: Stand = ['complete', because['work-offered']];
const open: Stand = ['complete', because['pull-request-open']];

export const held: StatusView = {
  ...atWork,
  steps: stepsOf([
    assigned,
    there,
    offered,
    passed,
    open,
    ['in_progress', approvals],
    ['blocked', because.held],
  ]),
  pullRequest: 57,
  waitingFor: [because.held, approvals],
  commands: [
    { verb: 'hold', by: 'bob', done: true },
    { verb: 'start', by: 'alice', done: true },
  ],
};

/** A hold hides neither red checks nor a call for a person. */
export const heldAndRed: StatusView = {
  ...checksFailed,
  waitingFor: [because.held, because.escalated, because['confidence-low'], because['fixing-tests']],
};

/** Started by the label, and stopped when that was taken off. */
export const stopped: StatusView = {
  ...emptyView(),
  status: 'cancelled',
  steps: stepsOf([assigned, there, ...Array.from({ length: 5 }, (): Stand => ['skipped', because.stopped])]),
  waitingFor: [because.stopped],
  commands: [
    { verb: 'stop', by: 'alice', done: true, label: 'tekton' },
    { verb: 'start', by: 'alice', done: true, label: 'tekton' },
  ],
};

export const merged: StatusView = {
  ...atWork,
  status: 'complete',
  steps: stepsOf([assigned, there, ['complete'], passed, open, ['complete'], ['complete', because.merged]]),
  agent: null,
  pullRequest: 57,
  waitingFor: [because.merged],
};
