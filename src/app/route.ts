import type { EventOf } from '../domain/event.js';
import { workflowId } from '../domain/workflow/workflow.js';
import type { Application } from './application.js';
import type { Occasion } from './inbox/work-off.js';
import type { PointerStore, WorkflowStore } from './ports/store.js';
import { readyProject } from './projects/project-context.js';
import { atLeast } from '../domain/commands/permission.js';

/** Which workflow an event is about, as its issue's number; null when it is about none. */

type Pointers = PointerStore & WorkflowStore;

/** By the branches that GitHub names, then by the commit: for forks it names no branch. */
export async function workflowAt(
  store: Pointers,
  { repositoryId }: { repositoryId: number },
  branches: readonly string[],
  sha: string | null,
): Promise<number | null> {
  for (const name of branches) {
    const id = await store.getPointer({ kind: 'branch', repositoryId, name });
    if (id !== null) return issueNumberOf(store, id);
  }
  const id = sha === null ? null : await store.getPointer({ kind: 'commit', repositoryId, sha });
  return id === null ? null : issueNumberOf(store, id);
}

/** The page somebody wrote on: an issue's own, or a pull request's that belongs to a workflow. */
export async function workflowOfPage(store: Pointers, event: EventOf<'text-written'>): Promise<number | null> {
  if (!event.onPullRequest) return event.number;
  const { repositoryId, number } = event;
  const id = await store.getPointer({ kind: 'pull-request', repositoryId, number });
  return id === null ? null : issueNumberOf(store, id);
}

/**
 * A pull request belongs to a workflow if we know it, if it comes from a branch of ours, or if it promises to close the
 * issue and its author is the agent at work or somebody who may write. A stranger's promise takes nothing over.
 */
export async function workflowForPullRequest(
  app: Application,
  event: EventOf<'pull-request-changed'>,
  occasion: Occasion,
): Promise<number | null> {
  const { repositoryId, pullRequest } = event;
  const known = await app.store.getPointer({ kind: 'pull-request', repositoryId, number: pullRequest.number });
  if (known !== null) return issueNumberOf(app.store, known);
  if (pullRequest.head.repositoryId === repositoryId) {
    const byBranch = await workflowAt(app.store, event, [pullRequest.head.ref], null);
    if (byBranch !== null) return byBranch;
  }
  if (pullRequest.state !== 'open') return null;
  for (const number of pullRequest.closes.slice(0, 5)) {
    const stored = await app.store.getWorkflow(workflowId(repositoryId, number));
    if (stored?.value.status !== 'active') continue;
    const login = pullRequest.author.login.toLowerCase();
    const turns = Object.values(stored.value.facts.assignments);
    if (turns.some((turn) => turn.login?.toLowerCase() === login)) return number;
    const project = await readyProject(app, event, occasion.repository);
    if (project !== null && atLeast(await app.github.permissionOf(project.address, pullRequest.author.login), 'write')) return number;
  }
  return null;
}

async function issueNumberOf(store: WorkflowStore, id: string): Promise<number | null> {
  return (await store.getWorkflow(id))?.value.issueNumber ?? null;
}
