import type { DomainEvent, EventOf } from '../domain/event.js';
import { isInstallationEvent, type Observation } from '../domain/observation.js';
import { workflowId } from '../domain/workflow/workflow.js';
import type { Application } from './application.js';
import { commandsIn, commandOfLabel } from './commands/intake.js';
import { conduct } from './conduct/conduct.js';
import { gateForStrangers } from './projects/gate-for-strangers.js';
import { answerInert } from './projects/answer-inert.js';
import { handleInstallation } from './projects/handle-installation.js';
import { handleProject } from './projects/handle-project.js';
import { readyProject, type ReadyProject } from './projects/project-context.js';
import { workflowAt, workflowForPullRequest, workflowOfPage } from './route.js';
import type { Occasion } from './inbox/work-off.js';

/**
 * Brings one event to what it concerns: a workflow, a project or an installation. An event that concerns nothing
 * ends here after a look-up or two, before any word with GitHub.
 */
export async function handleEvent(app: Application, event: DomainEvent, occasion: Occasion): Promise<void> {
  if (isInstallationEvent(event)) return handleInstallation(app, event);
  switch (event.kind) {
    case 'configuration-pushed':
    case 'repository-changed':
      return handleProject(app, event, occasion);
    case 'text-written':
      return onText(app, event, occasion);
    case 'label-changed':
      return onLabel(app, event, occasion);
    case 'issue-changed':
      return tell(app, event, occasion, event.issue.number, event);
    case 'issue-removed':
      return tell(app, event, occasion, event.issueNumber, event);
    case 'branch-moved':
      return tell(app, event, occasion, await workflowAt(app.store, event, [event.branch], null), event);
    case 'check-reported':
      // Our own checks say what we decided; they must not decide anything.
      if (event.appId === app.identity.appId) return;
      return tell(app, event, occasion, await workflowAt(app.store, event, event.branches, event.sha), event);
    case 'gate-rerun-requested':
      if (event.appId !== app.identity.appId) return;
      return tell(app, event, occasion, await workflowAt(app.store, event, event.branches, event.sha), event);
    case 'pull-request-changed': {
      const issueNumber = await workflowForPullRequest(app, event, occasion);
      if (issueNumber === null) return gateForStrangers(app, event, [event.pullRequest.head.sha], occasion);
      return tell(app, event, occasion, issueNumber, event);
    }
    case 'review-given':
      return onReview(app, event, occasion);
    case 'merge-group-requested':
      return onMergeGroup(app, event, occasion);
  }
}

/** Tells a workflow that exists already; an issue without one is none of our business. */
async function tell(
  app: Application,
  event: { installationId: number; repositoryId: number },
  occasion: Occasion,
  issueNumber: number | null,
  ...news: Observation[]
): Promise<void> {
  if (issueNumber === null) return;
  if ((await app.store.getWorkflow(workflowId(event.repositoryId, issueNumber))) === null) return;
  const project = await readyProject(app, event, occasion.repository);
  if (project !== null) await conductIn(app, project, issueNumber, news);
}

function conductIn(app: Application, project: ReadyProject, issueNumber: number, news: Observation[]): Promise<void> {
  const { installationId, repositoryId } = project.address;
  return conduct(app, project.context(issueNumber), { installationId, repositoryId, issueNumber }, news);
}

async function onText(app: Application, event: EventOf<'text-written'>, occasion: Occasion): Promise<void> {
  // Most comments hold no command at all: those cost nothing.
  if (event.viaAppId === app.identity.appId || !event.body.includes('/')) return;
  const project = await readyProject(app, event, occasion.repository);
  if (project === null) return;
  if (project.config === null) return answerInert(app, project, event, occasion);
  const commands = await commandsIn(app, project.address, project.config, event);
  if (commands.length === 0) return;
  const issueNumber = await workflowOfPage(app.store, event);
  if (issueNumber === null) return;
  const told: Observation[] = commands.map((command) => ({ kind: 'command-given', command }));
  await conductIn(app, project, issueNumber, [...(await issueNews(app, project, issueNumber)), ...told]);
}

async function onLabel(app: Application, event: EventOf<'label-changed'>, occasion: Occasion): Promise<void> {
  const project = await readyProject(app, event, occasion.repository);
  if (project === null) return;
  const { issueNumber } = event;
  if (project.config === null) return answerInert(app, project, event, occasion);
  const command = await commandOfLabel(app, project.address, project.config, event);
  if (command === null) return;
  const known = await issueNews(app, project, issueNumber);
  await conductIn(app, project, issueNumber, [...known, { kind: 'command-given', command }]);
}

/** A workflow begins with the issue as it is: the webhook that told of it came before anybody cared. */
async function issueNews(app: Application, project: ReadyProject, issueNumber: number): Promise<Observation[]> {
  const stored = await app.store.getWorkflow(workflowId(project.address.repositoryId, issueNumber));
  return stored?.value.facts.issue != null ? [] : app.github.readIssue(project.address, issueNumber);
}

/** Whose opinion counts is GitHub's word on their permission, asked at once. */
async function onReview(app: Application, event: EventOf<'review-given'>, occasion: Occasion): Promise<void> {
  const pointer = { kind: 'pull-request', repositoryId: event.repositoryId, number: event.pullRequestNumber } as const;
  const id = await app.store.getPointer(pointer);
  const stored = id === null ? null : await app.store.getWorkflow(id);
  const project = stored === null ? null : await readyProject(app, event, occasion.repository);
  if (stored === null || project === null) return;
  const permission = await app.github.permissionOf(project.address, event.by.login);
  await conductIn(app, project, stored.value.issueNumber, [{ kind: 'review-weighed', review: event, permission }]);
}

async function onMergeGroup(app: Application, event: EventOf<'merge-group-requested'>, occasion: Occasion): Promise<void> {
  const { repositoryId } = event;
  let known = 0;
  for (const number of event.pullRequestNumbers) {
    const id = await app.store.getPointer({ kind: 'pull-request', repositoryId, number });
    const stored = id === null ? null : await app.store.getWorkflow(id);
    if (stored === null) continue;
    known += 1;
    await tell(app, event, occasion, stored.value.issueNumber, event);
  }
  if (known === 0) await gateForStrangers(app, event, [event.sha], occasion);
}

