import { admit } from '../../domain/admission.js';
import { isSpoken, type Effect } from '../../domain/effect.js';
import { decide } from '../../domain/decide.js';
import type { Observation } from '../../domain/observation.js';
import { isSame } from '../../domain/register.js';
import type { Context } from '../../domain/workflow/situation.js';
import { timed } from '../../domain/workflow/step.js';
import { newWorkflow, workflowId, type Workflow } from '../../domain/workflow/workflow.js';
import type { Chance, Clock, Log } from '../ports/environment.js';
import type { AuditStore, Stored, WorkflowStore } from '../ports/store.js';
import type { Perform, Performance } from '../perform/perform.js';
import { begin, earliest, follow, nextBatch, openTries } from './outbox.js';

/** How long one process may hold a workflow's effects before another takes them for abandoned, ms. */
const LEASE = 60_000;
/** No effect is begun when less than this is left of the lease, ms: it could still run when another takes over. */
const LEAST_LEFT = 30_000;
/** Lost races before a save is given up; the inbox then tries the whole delivery again. */
const RACES = 200;
/**
 * Rounds of effects in a row that nobody else brought news to, before a pause: an effect that makes itself wanted again
 * must not go round for ever.
 */
const ROUNDS = 30;
/** The pause, ms. */
const PAUSE = 60_000;

export interface Conductor {
  store: WorkflowStore & AuditStore;
  perform: Perform;
  clock: Clock;
  chance: Chance;
  log: Log;
  /** Nothing more is to be begun: the process ends soon, and another goes on. */
  timeIsUp(): boolean;
}

export interface Address {
  installationId: number;
  repositoryId: number;
  issueNumber: number;
}

/** What is to be brought up to date, and what is new about it. */
export interface Task {
  address: Address;
  context: Context;
  news: readonly Observation[];
  /** The workflow as the caller has just read it, which saves reading it again; null: there is none yet. */
  known?: Stored<Workflow> | null;
}

/**
 * Brings one workflow up to date: merges the news, decides, saves both in one conditional write, and performs what is
 * wanted until nothing is left to do now. Without news it just looks again.
 *
 * Whoever saves while effects are wanted and nobody else holds the lease becomes the one who performs them; news that
 * others bring meanwhile is merged by their save and found by the holder's next one.
 *
 * @throws when the store cannot be reached, or a race is lost too often: nothing is lost, the caller tries again.
 */
export async function conduct(conductor: Conductor, task: Task): Promise<void> {
  const holder = conductor.chance.id();
  let brought: Performance[] = [{ observations: task.news }];
  let { known } = task;
  for (let rounds = 0; ;) {
    const stop = conductor.timeIsUp() ? 'time-is-up' : rounds === ROUNDS ? 'pause' : null;
    const turn = await take(conductor, { ...task, known, holder, brought, stop });
    if (turn === null) return;
    rounds = turn.joined ? 0 : rounds + 1;
    brought = await performAll(conductor, task.context, turn);
    known = turn.saved;
  }
}

interface Taking extends Omit<Task, 'news' | 'known'> {
  known: Stored<Workflow> | null | undefined;
  holder: string;
  brought: readonly Performance[];
  /** Perform nothing more: for a while, or in this process. */
  stop: 'pause' | 'time-is-up' | null;
}

interface Turn {
  saved: Stored<Workflow>;
  batch: Effect[];
  /** When the lease ends, ms. */
  until: number;
  /** Whether somebody else saved since the last turn. */
  joined: boolean;
}

/** One save. Answers what to perform next, or null when that is nothing, or somebody else's. */
async function take(conductor: Conductor, taking: Taking): Promise<Turn | null> {
  const { store } = conductor;
  const id = workflowId(taking.address.repositoryId, taking.address.issueNumber);
  let stored = taking.known === undefined ? await store.getWorkflow(id) : taking.known;
  for (let race = 0; race < RACES; race++) {
    const { workflow, batch, changed } = next(conductor, taking, stored?.value ?? null);
    // News that says nothing new must not cost a write.
    if (!changed) return null;
    const version = stored?.version ?? 0;
    if ((await store.saveWorkflow(workflow, version)) === 'saved') {
      if (taking.stop === 'pause') conductor.log.error({ workflow: id }, 'does not come to rest, and pauses');
      if (batch.length === 0) return null;
      const saved = { value: workflow, version: version + 1 };
      return { saved, batch, until: workflow.lease?.until ?? 0, joined: race > 0 };
    }
    stored = await store.getWorkflow(id);
  }
  throw new Error(`workflow ${id}: lost the race to save it ${RACES} times`);
}

/** The workflow as it should be saved, and what its saver may then perform. */
function next(
  { chance, clock }: Conductor,
  { address, context, holder, brought, stop }: Taking,
  stored: Workflow | null,
): { workflow: Workflow; batch: Effect[]; changed: boolean } {
  const now = clock.now();
  const before = stored ?? newWorkflow(address, now);
  const news = brought.flatMap(({ observations }) => observations);
  const facts = admit(before.facts, news);
  const doubts = new Set(openTries(before, brought).map(([key]) => key));
  const decision = decide(facts, context, now, doubts);

  const busy = before.lease !== null && before.lease.holder !== holder && before.lease.until > now;
  const waiting = follow(before, decision.effects, brought, { chance, now });
  const batch = busy || stop !== null ? [] : nextBatch(decision.effects, waiting.outbox, now);
  const outbox = begin(waiting.outbox, batch);
  const lease = busy ? before.lease : batch.length > 0 ? { holder, until: now + LEASE } : null;
  const due = earliest(outbox, decision.dueAt);
  const own = lease?.until ?? (stop === 'pause' && due !== null ? Math.max(due, now + PAUSE) : due);
  const marked = markedDue(before, now);
  const workflow: Workflow = {
    ...before,
    // A repository that was given to another installation, or whose App was installed anew, is reached through that.
    installationId: address.installationId,
    facts,
    status: decision.status,
    steps: timed(before.steps, decision.view.steps, now),
    owes: decision.owes,
    outbox,
    doubts: waiting.doubts,
    lease,
    dueAt: marked === null ? own : Math.min(marked, own ?? marked),
    updatedAt: now,
  };
  return { workflow, batch, changed: stored === null || batch.length > 0 || !same(before, workflow) };
}

/**
 * Somebody wants it looked at again, while its effects are performed in circumstances that are no longer so: that stays
 * due until the performer is done.
 */
function markedDue({ lease, dueAt }: Workflow, now: number): number | null {
  return lease !== null && lease.until > now && dueAt !== null && dueAt < lease.until ? dueAt : null;
}

/**
 * Performs a batch, as far as the lease lasts; the rest is for the next round, with a new lease. What was done goes
 * into the history in one write.
 */
async function performAll(conductor: Conductor, context: Context, turn: Turn): Promise<Performance[]> {
  const { value: workflow, version } = turn.saved;
  const performances: Performance[] = [];
  let unsaid = false;
  for (const effect of turn.batch) {
    const tooLate = turn.until - conductor.clock.now() < LEAST_LEFT || conductor.timeIsUp();
    if (tooLate || (unsaid && isSpoken(effect))) {
      performances.push({ observations: [], result: { key: effect.key, outcome: 'untried' } });
      continue;
    }
    const again = (workflow.outbox[effect.key]?.attempts ?? 1) > 1;
    const performance = await conductor.perform(effect, { workflow, version, context, again });
    performances.push(performance);
    // What comes after it is to be read after it.
    const outcome = performance.result?.outcome;
    unsaid ||= isSpoken(effect) && (outcome === 'failed' || outcome === 'put-off');
  }
  const entries = performances.flatMap(({ entry }) => entry ?? []);
  if (entries.length > 0) await conductor.store.appendAudit(entries);
  return performances;
}

/** Whatever the order of its keys: a store may give them back in another. */
function same(before: Workflow, after: Workflow): boolean {
  return isSame({ ...before, updatedAt: 0 }, { ...after, updatedAt: 0 });
}
