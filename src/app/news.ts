import type { DomainEvent, EventOf } from '../domain/event.js';
import { hasLabel } from '../domain/labels.js';
import { isInstallationEvent, type Observation } from '../domain/observation.js';
import { ESCALATION_LABEL } from '../domain/workflow/severity.js';
import { turnOf } from '../domain/workflow/turns.js';
import { workflowId } from '../domain/workflow/workflow.js';
import { commandOfLabel, commandsIn, mayHoldCommands } from './commands/intake.js';
import type { Handling } from './handling.js';
import { parseEscalationKey } from './perform/escalations.js';
import { answerOutside, giveAnswer } from './projects/answer-outside.js';
import { answerRerun } from './projects/answer-rerun.js';
import { gateForStrangers } from './projects/gate-for-strangers.js';
import { handleInstallation } from './projects/handle-installation.js';
import { handleProject } from './projects/handle-project.js';
import type { ReadyProject } from './projects/project-context.js';
import { askForReports } from './reports/ask.js';
import {
  workflowForPullRequest,
  workflowOfBranch,
  workflowOfEscalation,
  workflowOfPage,
  workflowOfPullRequest,
  workflowsAt,
} from './route.js';
import { parseMarker } from './texts/marker.js';

/** What a delivery says of one workflow. */
export interface News {
  installationId: number;
  repositoryId: number;
  issueNumber: number;
  observations: readonly Observation[];
  /** Whether it is reason enough to begin a workflow. */
  begins: boolean;
}

/**
 * What one event is to which workflows. What concerns a project or an installation is seen to at once and is news to no
 * workflow; an event that concerns nothing ends here after a look-up or two, before any word with GitHub.
 */
export async function newsOf(handling: Handling, event: DomainEvent): Promise<News[]> {
  const { app } = handling;
  if (isInstallationEvent(event)) {
    await handleInstallation(app, event);
    return [];
  }
  switch (event.kind) {
    case 'configuration-pushed':
    case 'repository-changed':
      await handleProject(app, event, handling.occasion);
      return [];
    case 'reports-due':
      await goOnAsking(handling, event);
      return [];
    case 'answer-owed':
      await giveAnswer(handling, event);
      return [];
    case 'text-written':
      return event.viaAppId === app.identity.appId
        ? ofOwnWord(handling, event)
        : [...(await ofAgentsWord(handling, event)), ...(await ofText(handling, event))];
    case 'label-changed':
      return ofLabel(handling, event);
    case 'issue-changed':
      return hasLabel(event.issue.labels, ESCALATION_LABEL)
        ? ofEscalation(handling, event)
        : to(event, event.issue.number, event);
    case 'issue-removed':
      return to(event, event.issueNumber, event);
    case 'branch-moved':
      return to(event, await workflowOfBranch(app.store, event.repositoryId, event.branch), event);
    case 'check-reported':
      // Our own checks say what we decided; they must not decide anything.
      if (event.appId === app.identity.appId) return [];
      return toEach(event, await workflowsAt(app.store, event), event);
    case 'gate-rerun-requested':
      return ofRerun(handling, event);
    case 'pull-request-changed': {
      const issueNumber = await workflowForPullRequest(handling, event);
      if (issueNumber === null && event.pullRequest.state === 'open') {
        await gateForStrangers(handling, event, { sha: event.pullRequest.head.sha, always: false });
      }
      return to(event, issueNumber, event);
    }
    case 'review-given':
      return ofReview(handling, event);
    case 'merge-group-requested':
      return ofMergeGroup(handling, event);
  }
}

async function goOnAsking(handling: Handling, event: EventOf<'reports-due'>): Promise<void> {
  const ready = await handling.project(event);
  if (!ready?.reachable || handling.app.clock.now() >= event.until) return;
  await askForReports(handling.app, ready, event);
}

type Origin = Pick<News, 'installationId' | 'repositoryId'>;

function to(
  { installationId, repositoryId }: Origin,
  issueNumber: number | null,
  ...observations: Observation[]
): News[] {
  return issueNumber === null
    ? []
    : [{ installationId, repositoryId, issueNumber, observations, begins: false }];
}

function toEach(origin: Origin, issueNumbers: readonly number[], observation: Observation): News[] {
  return issueNumbers.flatMap((issueNumber) => to(origin, issueNumber, observation));
}

function beginning(origin: Origin, issueNumber: number, observations: readonly Observation[]): News[] {
  return to(origin, issueNumber, ...observations).map((news) => ({ ...news, begins: true }));
}

/**
 * Closing it says that a person knows. That may be heard of before anything else of it: its text says whose it is then, and
 * it counts once the workflow learns from us that this issue is its own.
 */
async function ofEscalation(handling: Handling, event: EventOf<'issue-changed'>): Promise<News[]> {
  const { number, state, body, author } = event.issue;
  const claimed = author.type === 'Bot' ? escalationIn(body) : null;
  const issueNumber =
    (await workflowOfEscalation(handling.app.store, event.repositoryId, number)) ??
    claimed?.issueNumber ??
    null;
  if (issueNumber === null) return to(event, number, event);
  return state === 'open'
    ? []
    : to(event, issueNumber, { kind: 'escalation-closed', number, at: event.updatedAt });
}

/**
 * An escalation's issue that GitHub tells of: whoever opened it may never have got an answer, and it would stand there for
 * ever.
 */
async function ofOwnWord({ app }: Handling, event: EventOf<'text-written'>): Promise<News[]> {
  const { repositoryId, number, commentId, body, at } = event;
  const about = commentId === null ? escalationIn(body) : null;
  if (about === null) return [];
  const { issueNumber, cause } = about;
  await app.store.putPointer(
    { kind: 'escalation', repositoryId, number },
    workflowId(repositoryId, issueNumber),
  );
  const key = `escalation/${cause}`;
  return to(event, issueNumber, { kind: 'effect-performed', key, hash: '', at, ref: number });
}

/** Which workflow's an escalation claims to be, and why. */
function escalationIn(body: string): ReturnType<typeof parseEscalationKey> {
  const marker = parseMarker(body);
  return marker?.kind === 'escalation' ? parseEscalationKey(marker.key) : null;
}

/** Whatever the agent at work says is a sign that it goes on. */
async function ofAgentsWord(handling: Handling, event: EventOf<'text-written'>): Promise<News[]> {
  const { store } = handling.app;
  const issueNumber = await workflowOfPage(store, event);
  if (issueNumber === null) return [];
  const workflow = await handling.workflow(workflowId(event.repositoryId, issueNumber));
  const turn = workflow === null ? null : turnOf(workflow.value.facts, event.by.login);
  if (turn === null) return [];
  return to(event, issueNumber, {
    kind: 'agent-heard',
    assignmentId: turn.id,
    what: 'progress',
    at: event.at,
  });
}

async function ofText(handling: Handling, event: EventOf<'text-written'>): Promise<News[]> {
  const { app } = handling;
  // Most comments hold no command at all: those cost nothing.
  if (!mayHoldCommands(event)) return [];
  const project = await handling.project(event);
  if (!project?.reachable) return [];
  const issueNumber = await workflowSpokenTo(handling, event);
  if (issueNumber === null || (await isInert(handling, project, issueNumber))) {
    await answerOutside(app, project, event);
    return [];
  }
  const { config } = project.context(issueNumber);
  const issue = await handling.issue({ repositoryId: event.repositoryId, number: issueNumber });
  const commands = await commandsIn(app, project.address, config, event, issue);
  if (commands.length === 0) return [];
  const told = commands.map((command): Observation => ({ kind: 'command-given', command }));
  return beginning(event, issueNumber, told);
}

async function ofLabel(handling: Handling, event: EventOf<'label-changed'>): Promise<News[]> {
  const { app } = handling;
  const project = await handling.project(event);
  if (!project?.reachable) return [];
  const { issueNumber } = event;
  if (await isInert(handling, project, issueNumber)) {
    await answerOutside(app, project, event);
    return [];
  }
  const { config } = project.context(issueNumber);
  const issue = await handling.issue({ repositoryId: event.repositoryId, number: issueNumber });
  const command = await commandOfLabel(app, project.address, config, event, issue);
  return command === null ? [] : beginning(event, issueNumber, [{ kind: 'command-given', command }]);
}

/** On the page of an escalation one speaks to the workflow that it is about. */
async function workflowSpokenTo(handling: Handling, event: EventOf<'text-written'>): Promise<number | null> {
  const { store } = handling.app;
  const ofPage = await workflowOfPage(store, event);
  if (ofPage === null || event.onPullRequest) return ofPage;
  if ((await handling.workflow(workflowId(event.repositoryId, ofPage))) !== null) return ofPage;
  return (await workflowOfEscalation(store, event.repositoryId, event.number)) ?? ofPage;
}

/** Without a configuration nothing begins; what had begun before it was taken away can still be commanded. */
async function isInert(handling: Handling, project: ReadyProject, issueNumber: number): Promise<boolean> {
  if (project.config !== null) return false;
  return (await handling.workflow(workflowId(project.address.repositoryId, issueNumber))) === null;
}

async function ofRerun(handling: Handling, event: EventOf<'gate-rerun-requested'>): Promise<News[]> {
  const { app } = handling;
  if (event.appId !== app.identity.appId) return [];
  const issueNumbers = await workflowsAt(app.store, event);
  await answerRerun(handling, event, { ofWorkflow: issueNumbers.length > 0 });
  return toEach(event, issueNumbers, event);
}

/** Whose opinion counts is GitHub's word on their permission, asked at once. */
async function ofReview(handling: Handling, event: EventOf<'review-given'>): Promise<News[]> {
  const { app } = handling;
  const { repositoryId, pullRequestNumber } = event;
  const issueNumber = await workflowOfPullRequest(app.store, repositoryId, pullRequestNumber);
  const project = issueNumber === null ? null : await handling.project(event);
  if (!project?.reachable) return [];
  const permission = await app.github.permissionOf(project.address, event.by.login);
  return to(event, issueNumber, { kind: 'review-weighed', review: event, permission });
}

async function ofMergeGroup(handling: Handling, event: EventOf<'merge-group-requested'>): Promise<News[]> {
  const { store } = handling.app;
  const numbers = new Set<number>();
  for (const number of event.pullRequestNumbers) {
    const issueNumber = await workflowOfPullRequest(store, event.repositoryId, number);
    if (issueNumber !== null) numbers.add(issueNumber);
  }
  // A queue that waits for a check that nobody gives holds up everybody.
  if (numbers.size === 0) await gateForStrangers(handling, event, { sha: event.sha, always: true });
  return toEach(event, [...numbers], event);
}
