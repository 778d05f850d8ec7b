import { contentHash, isMirror, type Effect } from '../../domain/effect.js';
import { decide, type Decision } from '../../domain/decide.js';
import type { Observation } from '../../domain/observation.js';
import { observe } from '../../domain/observe.js';
import type { Context } from '../../domain/workflow/situation.js';
import { timed } from '../../domain/workflow/step.js';
import { newWorkflow, workflowId, type Queued, type Workflow } from '../../domain/workflow/workflow.js';
import type { Chance, Clock, Log } from '../ports/environment.js';
import type { Stored, WorkflowStore } from '../ports/store.js';
import type { Perform, Performance } from '../perform/perform.js';
import { retryTime } from './backoff.js';

/** How long one process may hold a workflow's effects before another takes them for abandoned, ms. */
const LEASE = 60_000;
/** Lost races before a save is given up; the inbox then tries the whole event again. */
const RACES = 50;

export interface Conductor {
  store: WorkflowStore;
  perform: Perform;
  clock: Clock;
  chance: Chance;
  log: Log;
}

export interface Address {
  installationId: number;
  repositoryId: number;
  issueNumber: number;
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
export async function conduct(
  conductor: Conductor,
  context: Context,
  address: Address,
  news: readonly Observation[],
): Promise<void> {
  const holder = conductor.chance.id();
  let brought: Performance[] = [{ observations: news }];
  for (;;) {
    const turn = await take(conductor, context, address, holder, brought);
    if (turn === null) return;
    brought = await performAll(conductor, turn);
  }
}

interface Turn {
  workflow: Workflow;
  context: Context;
  decision: Decision;
  batch: Effect[];
}

/** One save. Answers what to perform next, or null when that is nothing, or somebody else's. */
async function take(
  conductor: Conductor,
  context: Context,
  address: Address,
  holder: string,
  brought: readonly Performance[],
): Promise<Turn | null> {
  const id = workflowId(address.repositoryId, address.issueNumber);
  for (let race = 0; race < RACES; race++) {
    const now = conductor.clock.now();
    const stored: Stored<Workflow> | null = await conductor.store.getWorkflow(id);
    const before = stored?.value ?? newWorkflow(address, now);
    const facts = brought.flatMap(({ observations }) => observations).reduce(observe, before.facts);
    const decision = decide(facts, context);

    const busy = before.lease !== null && before.lease.holder !== holder && before.lease.until > now;
    const failures = new Map(brought.flatMap(({ failure }) => (failure === undefined ? [] : [[failure.key, failure]])));
    const waiting = queue(before.outbox, decision.effects, failures, conductor, now);
    const batch = busy ? [] : nextBatch(decision.effects, waiting, now);
    const outbox = begin(waiting, batch);

    const lease = busy ? before.lease : batch.length > 0 ? { holder, until: now + LEASE } : null;
    const workflow: Workflow = {
      ...before,
      facts,
      status: decision.status,
      steps: timed(before.steps, decision.view.steps, now),
      outbox,
      lease,
      dueAt: lease?.until ?? earliest(Object.values(outbox).map((queued) => queued.notBefore)),
      updatedAt: now,
    };
    // News that says nothing new must not cost a write.
    if (stored !== null && batch.length === 0 && same(before, workflow)) return null;
    if ((await conductor.store.saveWorkflow(workflow, stored?.version ?? 0)) === 'saved') {
      return batch.length > 0 ? { workflow, context, decision, batch } : null;
    }
  }
  throw new Error(`workflow ${id}: lost the race to save it ${RACES} times`);
}

/** The outbox follows what is wanted: new effects enter, those no longer wanted leave, failed ones wait. */
function queue(
  before: Workflow['outbox'],
  wanted: readonly Effect[],
  failures: ReadonlyMap<string, NonNullable<Performance['failure']>>,
  { chance }: Conductor,
  now: number,
): Workflow['outbox'] {
  return Object.fromEntries(
    wanted.map((effect): [string, Queued] => {
      const hash = contentHash(effect);
      const known = before[effect.key];
      const failure = failures.get(effect.key);
      if (known === undefined) return [effect.key, { kind: effect.kind, hash, attempts: 0, notBefore: now, lastError: null }];
      if (failure === undefined) return [effect.key, { ...known, hash }];
      const fraction = chance.fraction();
      const notBefore = retryTime({ attempts: known.attempts, now, fraction, retryAt: failure.retryAt });
      return [effect.key, { ...known, hash, notBefore, lastError: failure.message }];
    }),
  );
}

/** What changes the state goes before what shows it, so that a burst of changes is shown once. */
function nextBatch(wanted: readonly Effect[], outbox: Workflow['outbox'], now: number): Effect[] {
  const ready = wanted.filter((effect) => (outbox[effect.key]?.notBefore ?? 0) <= now);
  const changes = ready.filter((effect) => !isMirror(effect));
  return changes.length > 0 ? changes : ready;
}

/** Counts the try before it is made: whoever finds it after a crash knows that it may have taken effect. */
function begin(outbox: Workflow['outbox'], batch: readonly Effect[]): Workflow['outbox'] {
  const begun = { ...outbox };
  for (const { key } of batch) {
    const queued = begun[key];
    if (queued !== undefined) begun[key] = { ...queued, attempts: queued.attempts + 1 };
  }
  return begun;
}

async function performAll({ perform }: Conductor, turn: Turn): Promise<Performance[]> {
  const performances: Performance[] = [];
  for (const effect of turn.batch) {
    const attempts = turn.workflow.outbox[effect.key]?.attempts ?? 1;
    performances.push(await perform(effect, { workflow: turn.workflow, context: turn.context, again: attempts > 1 }));
  }
  return performances;
}

function earliest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.min(...times);
}

function same(before: Workflow, after: Workflow): boolean {
  return JSON.stringify({ ...before, updatedAt: 0 }) === JSON.stringify({ ...after, updatedAt: 0 });
}
