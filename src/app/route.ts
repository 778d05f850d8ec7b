import { atLeast } from '../domain/commands/permission.js';
import type { EventOf } from '../domain/event.js';
import { turnOf } from '../domain/workflow/turns.js';
import { workflowId } from '../domain/workflow/workflow.js';
import type { Handling } from './handling.js';
import type { Pointer, PointerStore } from './ports/store.js';

/** Which workflow an event is about, as its issue's number; null when it is about none. */

/** Issues that one pull request's text is believed to close: more would be looked up one by one. */
const MOST_CLOSED = 5;

/** GitHub names no more branches with a commit. */
const MOST_BRANCHES = 10;

export function workflowOfBranch(
  store: PointerStore,
  repositoryId: number,
  name: string,
): Promise<number | null> {
  return pointedAt(store, { kind: 'branch', repositoryId, name });
}

/**
 * All that a commit may concern: GitHub names each branch that contains it, which one branch merged into another makes
 * many, and for forks none.
 */
export async function workflowsAt(
  store: PointerStore,
  { repositoryId, branches, sha }: { repositoryId: number; branches: readonly string[]; sha: string },
): Promise<number[]> {
  const found = await Promise.all([
    ...branches.slice(0, MOST_BRANCHES).map((name) => workflowOfBranch(store, repositoryId, name)),
    pointedAt(store, { kind: 'commit', repositoryId, sha }),
  ]);
  return [...new Set(found.filter((number) => number !== null))];
}

/** The page somebody wrote on: an issue's own, or a pull request's that belongs to a workflow. */
export async function workflowOfPage(
  store: PointerStore,
  event: EventOf<'text-written'>,
): Promise<number | null> {
  const { onPullRequest, repositoryId, number } = event;
  return onPullRequest ? workflowOfPullRequest(store, repositoryId, number) : number;
}

export function workflowOfPullRequest(
  store: PointerStore,
  repositoryId: number,
  number: number,
): Promise<number | null> {
  return pointedAt(store, { kind: 'pull-request', repositoryId, number });
}

/** The one that an issue of ours, raised for a person, is about. */
export function workflowOfEscalation(
  store: PointerStore,
  repositoryId: number,
  number: number,
): Promise<number | null> {
  return pointedAt(store, { kind: 'escalation', repositoryId, number });
}

/**
 * A pull request belongs to a workflow if we know it, if it comes from a branch of ours, or if it promises to close the
 * issue and its author is the agent at work or somebody who may write. A stranger's promise takes nothing over.
 */
export async function workflowForPullRequest(
  handling: Handling,
  event: EventOf<'pull-request-changed'>,
): Promise<number | null> {
  const { store } = handling.app;
  const { repositoryId, pullRequest } = event;
  const known = await workflowOfPullRequest(store, repositoryId, pullRequest.number);
  if (known !== null) return known;
  if (pullRequest.head.repositoryId === repositoryId) {
    const byBranch = await workflowOfBranch(store, repositoryId, pullRequest.head.ref);
    if (byBranch !== null) return byBranch;
  }
  return pullRequest.state === 'open' ? workflowPromised(handling, event) : null;
}

async function workflowPromised(
  handling: Handling,
  event: EventOf<'pull-request-changed'>,
): Promise<number | null> {
  const { app } = handling;
  const { closes, author } = event.pullRequest;
  let mayWrite: boolean | null = null;
  for (const number of closes.slice(0, MOST_CLOSED)) {
    const stored = await app.store.getWorkflow(workflowId(event.repositoryId, number));
    if (stored?.value.status !== 'active') continue;
    if (turnOf(stored.value.facts, author.login) !== null) return number;
    mayWrite ??= await mayItsAuthorWrite(handling, event);
    if (mayWrite) return number;
  }
  return null;
}

async function mayItsAuthorWrite(
  handling: Handling,
  event: EventOf<'pull-request-changed'>,
): Promise<boolean> {
  const project = await handling.project(event);
  if (!project?.reachable) return false;
  return atLeast(
    await handling.app.github.permissionOf(project.address, event.pullRequest.author.login),
    'write',
  );
}

const ID = /^wf-\d+-(\d+)$/;

async function pointedAt(store: PointerStore, pointer: Pointer): Promise<number | null> {
  const found = ID.exec((await store.getPointer(pointer)) ?? '');
  return found === null ? null : Number(found[1]);
}
