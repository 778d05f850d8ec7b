import { contentHash, type Effect } from '../../domain/effect.js';
import type { Observation } from '../../domain/observation.js';
import { noting, throughDoor, type Plan } from '../door.js';
import type { Config } from '../../domain/config/schema.js';
import { NotYet, Refusal, Unavailable } from '../ports/github.js';
import type { WaitsFor } from '../../domain/workflow/workflow.js';
import type { AuditEntry } from '../ports/store.js';
import { assignAgent, releaseAgent } from './agents.js';
import { announce } from './announce.js';
import { createBranch, deleteBranch } from './branches.js';
import type { Circumstances, Deed, Done, Hands } from './deed.js';
import { raiseEscalation } from './escalations.js';
import { setGate } from './gate.js';
import { pauseProject, recordOutcome, recordReport } from './records.js';
import { look } from './look.js';
import { markReady, merge, openPullRequest, requestReview } from './pull-requests.js';
import { handOver, notify, reply, statusComment } from './words.js';

/** What performing one effect brought: news for the workflow, what became of the effect, and a line for the history. */
export interface Performance {
  observations: readonly Observation[];
  result?: Result;
  entry?: AuditEntry;
}

/**
 * `settled`: done, or refused for good. `failed`: to be tried again. `deferred`: to be tried at that time (ms), for a reason
 * of our own. `put-off`: not sent, and to be tried at that time, for writes wait; `isBegun`: an earlier write of it was
 * sent. `untried`: there was no time for it.
 */
export type Result = { key: string } & (
  | { outcome: 'settled' }
  | { outcome: 'untried' }
  | { outcome: 'deferred'; message: string; at: number }
  | { outcome: 'put-off'; waitsFor: WaitsFor; at: number; isBegun: boolean }
  | { outcome: 'failed'; message: string; retryAt: number | null }
);

export type Perform = (effect: Effect, circumstances: Circumstances) => Promise<Performance>;

/**
 * The one door to the outside: every write goes through here, is recorded in the audit trail, and comes back as news.
 * Never throws: a refusal is a fact, anything else waits in the outbox.
 */
export function performer(hands: Hands): Perform {
  return async (effect, circumstances) => {
    const { project } = circumstances.context;
    const { id, installationId, repositoryId, issueNumber } = circumstances.workflow;
    const repository = { installationId, repositoryId, owner: project.owner, name: project.name };
    const issue = `${project.owner}/${project.name}#${issueNumber}`;
    const note = { installation: installationId, issue, workflow: id, effect: effect.key };
    let isBegun = false;
    const writes = noting(hands.writes, () => (isBegun = true));
    try {
      const mode = circumstances.context.config.mode;
      const outcome = await throughDoor(writes, mode, (open) =>
        carryOut({ ...circumstances, effect, hands: handsIn(mode, { ...hands, writes: open }), repository }),
      );
      const page = 'number' in effect ? effect.number : issueNumber;
      const notePlanned = (write: Plan['write'] | null) => {
        const { kind } = effect;
        hands.log.info({ ...note, kind, page, write }, 'would have been performed: a dry run');
      };
      if ('planned' in outcome) {
        notePlanned(outcome.planned.write);
        const at = resultTime(effect, circumstances, hands);
        return planned(effect, id, at, { plan: outcome.planned });
      }
      const { done } = outcome;
      if (done.retryAt === undefined && isPretended(effect, circumstances)) {
        notePlanned(null);
        const at = resultTime(effect, circumstances, hands);
        return planned(effect, id, at, { observations: pretended(done) });
      }
      if (done.retryAt !== undefined) {
        const { at, why } = done.retryAt;
        const result: Result = { key: effect.key, outcome: 'deferred', message: why, at };
        return { observations: done.observations ?? [], result };
      }
      hands.log.info(note, 'performed');
      return performed(effect, id, resultTime(effect, circumstances, hands), done);
    } catch (error) {
      if (error instanceof Refusal) {
        hands.log.warn({ ...note, code: error.code }, 'refused');
        const ref = circumstances.workflow.facts.performed[effect.key]?.ref ?? null;
        return refused(effect, { id, ref, at: resultTime(effect, circumstances, hands) }, error);
      }
      if (error instanceof NotYet) {
        const { waitsFor, retryAt: at } = error;
        hands.log.info({ ...note, waitsFor, until: new Date(at).toISOString() }, 'put off');
        isBegun ||= error.isBegun;
        return { observations: [], result: { key: effect.key, outcome: 'put-off', waitsFor, at, isBegun } };
      }
      const message = error instanceof Error ? error.message : String(error);
      hands.log.warn({ ...note, reason: message }, 'could not be performed now');
      const retryAt = error instanceof Unavailable ? error.retryAt : null;
      return { observations: [], result: failed(effect, message, retryAt) };
    }
  };
}

/**
 * Later than what is known of the same effect, though two processes' clocks differ: an older result would be taken for
 * one that was overtaken, and the effect performed again.
 */
function resultTime({ key }: Effect, { workflow }: Circumstances, { clock }: Hands): number {
  return Math.max(clock.now(), (workflow.facts.performed[key]?.at ?? 0) + 1);
}

/** In a dry run nobody's place is taken either. */
function handsIn(mode: Config['mode'], hands: Hands): Hands {
  if (mode === 'live') return hands;
  const { store } = hands;
  return {
    ...hands,
    store: {
      ...store,
      reserve: () => Promise.resolve('reserved'),
      wait: () => Promise.resolve('waiting'),
    },
  };
}

/** What a dry run can do in full, but not for real: nobody has a place, so none is given back. */
function isPretended(effect: Effect, { workflow, context }: Circumstances): boolean {
  if (context.config.mode === 'live') return false;
  return (
    effect.kind === 'assign-agent' ||
    (effect.kind === 'release-agent' && workflow.facts.assignments[effect.assignmentId] === undefined)
  );
}

function pretended({ observations = [] }: Done): Observation[] {
  return observations.map((seen) =>
    seen.kind === 'agent-assigned' ? { ...seen, kind: 'agent-planned' } : seen,
  );
}

function planned(
  effect: Effect,
  workflowId: string,
  at: number,
  of: { plan?: Plan; observations?: Observation[] },
): Performance {
  const { key, kind } = effect;
  const news: Observation = { kind: 'effect-planned', key, hash: contentHash(effect), at };
  return {
    observations: [...(of.observations ?? []), news],
    result: { key, outcome: 'settled' },
    entry: entry(workflowId, at, 'planned', { kind, key, ...of.plan }),
  };
}

function failed({ key }: Effect, message: string, retryAt: number | null): Result {
  return { key, outcome: 'failed', message, retryAt };
}

function performed(effect: Effect, workflowId: string, at: number, done: Done): Performance {
  const { key, kind } = effect;
  const ref = done.ref ?? null;
  const news: Observation = { kind: 'effect-performed', key, hash: contentHash(effect), at, ref };
  return {
    observations: [...(done.observations ?? []), news],
    result: { key, outcome: 'settled' },
    entry: entry(workflowId, at, 'performed', { kind, key, ref }),
  };
}

function refused(
  effect: Effect,
  { id, ref, at }: { id: string; ref: string | number | null; at: number },
  { code, message }: Refusal,
): Performance {
  const { key, kind } = effect;
  return {
    observations: [{ kind: 'effect-refused', key, hash: contentHash(effect), at, code, message, ref }],
    result: { key, outcome: 'settled' },
    entry: entry(id, at, 'refused', { kind, key, code, message }),
  };
}

function entry(
  workflowId: string,
  at: number,
  what: string,
  detail: AuditEntry['detail'] & { key: string },
): AuditEntry {
  return { workflowId, id: `${String(at).padStart(15, '0')}/${detail.key}`, at, what, detail };
}

function carryOut(deed: Deed): Promise<Done> {
  const { effect, hands, repository } = deed;
  const { github, writes, store } = hands;
  switch (effect.kind) {
    case 'assign-agent':
      return assignAgent({ ...deed, effect });
    case 'release-agent':
      return releaseAgent({ ...deed, effect });
    case 'create-branch':
      return createBranch({ ...deed, effect });
    case 'delete-branch':
      return deleteBranch({ ...deed, effect });
    case 'hand-over':
      return handOver({ ...deed, effect });
    case 'status-comment':
      return statusComment({ ...deed, effect });
    case 'announce':
      return announce({ ...deed, effect });
    case 'gate':
      return setGate({ ...deed, effect });
    case 'open-pull-request':
      return openPullRequest({ ...deed, effect });
    case 'mark-ready':
      return markReady({ ...deed, effect });
    case 'request-review':
      return requestReview({ ...deed, effect });
    case 'merge':
      return merge({ ...deed, effect });
    case 'close-issue':
      return nothingTold(
        effect.open ? writes.closeIssue(repository, deed.workflow.issueNumber) : Promise.resolve(),
      );
    case 'react':
      return nothingTold(writes.react(repository, effect.commentId, effect.content));
    case 'reply':
      return reply({ ...deed, effect });
    case 'notify':
      return notify({ ...deed, effect });
    case 'raise-escalation':
      return raiseEscalation({ ...deed, effect });
    case 'close-escalation':
      return nothingTold(writes.closeIssue(repository, effect.number));
    case 'rerun-check':
      return nothingTold(writes.rerunCheck(repository, effect.checkRunId));
    case 'record-report':
      return recordReport({ ...deed, effect });
    case 'record-outcome':
      return recordOutcome(deed);
    case 'pause-project':
      return nothingTold(pauseProject(deed.hands, repository, effect));
    case 'point':
      return nothingTold(
        store.putPointer({ repositoryId: repository.repositoryId, ...effect.to }, deed.workflow.id),
      );
    case 'look':
      return look({ ...deed, effect });
    case 'read-issue':
      return told(github.readIssue(repository, deed.workflow.issueNumber));
    case 'read-branch':
      return told(github.readBranch(repository, effect.branch));
    case 'read-pull-request':
      return told(github.readPullRequest(repository, effect.number));
    case 'read-checks':
      return told(github.readChecks(repository, effect.sha));
    case 'read-reviews':
      return told(github.readReviews(repository, effect.number));
  }
}

async function nothingTold(doing: Promise<unknown>): Promise<Done> {
  await doing;
  return {};
}

async function told(reading: Promise<Observation[]>): Promise<Done> {
  return { observations: await reading };
}
