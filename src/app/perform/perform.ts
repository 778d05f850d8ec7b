import { contentHash, type Effect } from '../../domain/effect.js';
import type { Observation } from '../../domain/observation.js';
import type { Context } from '../../domain/workflow/situation.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import type { Clock, Log } from '../ports/environment.js';
import { Refusal, Unavailable, type GitHub, type RepositoryAddress } from '../ports/github.js';
import type { AgentStore, AuditStore, PointerStore } from '../ports/store.js';
import { assignAgent, releaseAgent } from './agents.js';
import { createBranch, deleteBranch } from './branches.js';
import { setGate } from './gate.js';
import { markReady, merge, openPullRequest, requestReview } from './pull-requests.js';
import { handOver, notify, reply, statusComment } from './words.js';

/** What performing one effect brought: news for the workflow, and the failure if it must be tried again. */
export interface Performance {
  observations: readonly Observation[];
  failure?: { key: string; message: string; retryAt: number | null };
}

export interface Occasion {
  workflow: Workflow;
  context: Context;
  /** An earlier try may have taken effect: look before creating. */
  again: boolean;
}

export type Perform = (effect: Effect, occasion: Occasion) => Promise<Performance>;

export interface Hands {
  github: GitHub;
  store: AgentStore & PointerStore & AuditStore;
  clock: Clock;
  log: Log;
}

/** One effect about to be performed, with all that the doing needs. */
export interface Deed<E extends Effect = Effect> extends Occasion {
  effect: E;
  hands: Hands;
  repository: RepositoryAddress;
}

/** What the doing of one effect answers; most have nothing to tell but that it is so now. */
export interface Done {
  /** Kept with the record, where it is needed again: an id, a first commit. */
  ref?: string | number | null;
  observations?: Observation[];
  /** It could not be done now for a reason of our own: try again then, epoch ms. */
  retryAt?: { at: number; why: string };
}

/**
 * The one door to the outside: every write goes through here, is recorded in the audit trail, and comes back as news.
 * Never throws: a refusal is a fact, anything else waits in the outbox.
 */
export function performer(hands: Hands): Perform {
  return async (effect, occasion) => {
    const { project } = occasion.context;
    const { installationId, repositoryId } = occasion.workflow;
    const repository = { installationId, repositoryId, owner: project.owner, name: project.name };
    const hash = contentHash(effect);
    const { key, kind } = effect;
    const note = { workflow: occasion.workflow.id, effect: key };
    try {
      const done = await carryOut({ ...occasion, effect, hands, repository });
      const at = hands.clock.now();
      const observations = done.observations ?? [];
      if (done.retryAt !== undefined) {
        return { observations, failure: { key, message: done.retryAt.why, retryAt: done.retryAt.at } };
      }
      await audit(hands, occasion.workflow.id, at, 'performed', { kind, key, ref: done.ref ?? null });
      hands.log.info(note, 'performed');
      return { observations: [...observations, { kind: 'effect-performed', key, hash, at, ref: done.ref ?? null }] };
    } catch (error) {
      const at = hands.clock.now();
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof Refusal) {
        hands.log.warn({ ...note, code: error.code }, 'refused');
        await audit(hands, occasion.workflow.id, at, 'refused', { kind, key, code: error.code, message });
        return { observations: [{ kind: 'effect-refused', key, hash, at, code: error.code, message }] };
      }
      hands.log.warn({ ...note, reason: message }, 'could not be performed now');
      return { observations: [], failure: { key, message, retryAt: error instanceof Unavailable ? error.retryAt : null } };
    }
  };
}

function carryOut(deed: Deed): Promise<Done> {
  const { effect, hands, repository } = deed;
  const { github, store } = hands;
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
      return nothingTold(effect.open ? github.closeIssue(repository, deed.workflow.issueNumber) : Promise.resolve());
    case 'react':
      return nothingTold(github.react(repository, effect.commentId, effect.content));
    case 'reply':
      return reply({ ...deed, effect });
    case 'notify':
      return notify({ ...deed, effect });
    case 'rerun-checks':
      return nothingTold(Promise.all(effect.checkRunIds.map((id) => github.rerunCheck(repository, id))));
    case 'point':
      return nothingTold(store.putPointer({ repositoryId: repository.repositoryId, ...effect.to }, deed.workflow.id));
    case 'read-issue':
      return told(github.readIssue(repository, deed.workflow.issueNumber));
    case 'read-branch':
      return told(github.readBranch(repository, effect.branch));
    case 'read-pull-request':
      return told(github.readPullRequest(repository, effect.number));
    case 'read-checks':
      return told(github.readChecks(repository, effect.sha));
  }
}

async function nothingTold(doing: Promise<unknown>): Promise<Done> {
  await doing;
  return {};
}

async function told(reading: Promise<Observation[]>): Promise<Done> {
  return { observations: await reading };
}

async function audit(
  { store }: Hands,
  workflowId: string,
  at: number,
  what: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await store.appendAudit([{ workflowId, id: `${String(at).padStart(15, '0')}/${String(detail['key'])}`, at, what, detail }]);
}
