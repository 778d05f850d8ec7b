import type { News } from '../../announcement.js';
import type { Because, BecauseCode } from '../../because.js';
import type { Effect } from '../../effect.js';
import { isAcknowledged } from '../acknowledged.js';
import type { Assessment } from '../assess.js';
import { CALL_CODES, callOf, type Call } from '../severity.js';

const WORKFLOW = 'announce/workflow';

/** What whoever subscribes is to know: how the workflow stands, and each issue that was opened for a person. */
export function wantedAnnouncements(assessment: Assessment): Effect[] {
  return [...state(assessment), ...escalations(assessment)];
}

/** One that was never started is nobody's news, unless it was told to be. */
function state({ situation, view, standing }: Assessment): Effect[] {
  const { facts, status, pullRequest, context } = situation;
  if (status === 'idle' && facts.performed[WORKFLOW] === undefined) return [];
  const { agent, steps, waitingFor } = view;
  const news: News = {
    type: 'tekton.workflow.changed',
    mode: context.config.mode,
    status,
    steps: steps.map(({ name, status: is, because }) => ({ name, status: is, reasons: codes(because) })),
    agents: agent === null ? [] : [{ ai: agent.name, terminal: agent.terminal, login: agent.login }],
    pull_request: pullRequest?.number ?? null,
    waiting_for: codes(waitingFor),
    calls: calls({ situation, standing }),
  };
  return [{ kind: 'announce', key: WORKFLOW, news }];
}

function codes(reasons: readonly Because[]): BecauseCode[] {
  return [...new Set(reasons.map(({ code }) => code))];
}

/** Each kind once, in one order: what stands may be found in any. */
function calls({ situation, standing }: Pick<Assessment, 'situation' | 'standing'>): Call[] {
  const open = standing.filter(({ cause }) => !isAcknowledged(situation, cause));
  const found = new Map(open.flatMap(({ notice }) => callOf(notice) ?? []).map((call) => [call.code, call]));
  return CALL_CODES.flatMap((code) => found.get(code) ?? []);
}

/** By the number of its issue: raised while it stands, and closed once that is. */
function escalations({ situation: { facts }, standing }: Assessment): Effect[] {
  return Object.entries(facts.performed).flatMap(([done, { ref: number }]): Effect[] => {
    if (!done.startsWith('escalation/') || typeof number !== 'number') return [];
    const cause = done.slice('escalation/'.length);
    const key = `announce/escalation/${number}`;
    if (facts.closedEscalations[number] !== undefined || facts.performed[`escalation-closed/${cause}`]) {
      const news: News = { type: 'tekton.escalation.closed', escalation: { issue_id: number } };
      return [{ kind: 'announce', key, news }];
    }
    const call = standing.flatMap((it) => (it.cause === cause ? (callOf(it.notice) ?? []) : []))[0];
    if (call === undefined) return [];
    const news: News = { type: 'tekton.escalation.raised', escalation: { issue_id: number, ...call } };
    return [{ kind: 'announce', key, news }];
  });
}
