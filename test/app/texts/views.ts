import type { Because } from '../../../src/domain/because.js';
import type { Ranking } from '../../../src/domain/matching/ranking.js';
import type { StatusView } from '../../../src/domain/workflow/status-view.js';
import { STEP_NAMES, StepStatus } from '../../../src/domain/workflow/step.js';
import { becauses, type Say } from './samples.js';

export function ranking(t: Say): Ranking {
  return {
    requirement: {
      complexity: 'medium',
      capabilities: [t('typescript'), t('caching')],
      evidence: [
        { what: t('typescript'), from: 'label', value: t('capability/typescript') },
        { what: t('caching'), from: 'title', value: t('cache') },
      ],
    },
    candidates: [
      {
        agent: t('apollo'),
        score: 87.4,
        because: [
          { code: 'capability', share: 50, matched: [t('typescript'), t('caching')], missing: [] },
          { code: 'load', share: 37.4, active: 1, capacity: 3 },
          { code: 'same-agent', share: 0 },
        ],
        excluded: null,
      },
      {
        agent: t('athena'),
        score: 61,
        because: [
          { code: 'capability', share: 25, matched: [t('typescript')], missing: [t('caching')] },
          { code: 'load', share: 36, active: 0, capacity: 1 },
          { code: 'asked-for', share: 0, by: 'label' },
        ],
        excluded: null,
      },
      {
        agent: t('numa'),
        score: 0,
        because: [{ code: 'load', share: 0, active: 2, capacity: 2 }],
        excluded: 'at-capacity',
      },
    ],
    others: 40,
  };
}

/** A view that shows as much as one can. */
export function fullView(t: Say, because: Because[] = Object.values(becauses(t))): StatusView {
  const statuses = StepStatus.options;
  return {
    status: 'active',
    steps: STEP_NAMES.map((name, index) => ({
      name,
      status: statuses[index % statuses.length] ?? 'pending',
      because: because.filter((_, at) => at % STEP_NAMES.length === index),
    })),
    agent: { name: t('apollo'), login: t('apollo-bot'), terminal: t('apollo-1'), epoch: 2 },
    branch: t('feature/apollo-1-42-speed'),
    pullRequest: 57,
    waitingFor: because,
    ranking: ranking(t),
    commands: [
      { verb: 'start', by: t('alice'), done: true },
      { verb: t('launch'), by: t('alice'), done: false },
    ],
  };
}

export function emptyView(): StatusView {
  return {
    status: 'idle',
    steps: [],
    agent: null,
    branch: null,
    pullRequest: null,
    waitingFor: [],
    ranking: null,
    commands: [],
  };
}
