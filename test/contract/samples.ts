import type { AuditEntry, Delivery, Lease } from '../../src/app/ports/store.js';
import { DEFAULT_CONFIG } from '../../src/domain/config/schema.js';
import type { Account, DomainEvent, Issue } from '../../src/domain/event.js';
import { noFacts, type Command } from '../../src/domain/facts.js';
import type { Installation, Project } from '../../src/domain/project/project.js';
import type { Closing } from '../../src/domain/report/closing.js';
import type { Day } from '../../src/domain/report/day.js';
import type { Outcome } from '../../src/domain/report/outcome.js';
import type { AgentReport, ReportEntry } from '../../src/domain/report/report.js';
import { heard } from '../../src/domain/register.js';
import { newWorkflow, workflowId, type Workflow } from '../../src/domain/workflow/workflow.js';

/** Records as a test needs them: whole and valid, and whatever the test is about given. */

/** 2026-01-01T00:00:00Z, ms. */
export const NOW = Date.UTC(2026, 0, 1);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A commit's name, different for each number. */
export const sha = (number: number): string => number.toString(16).padStart(40, '0');

export function sampleAccount(over: Partial<Account> = {}): Account {
  return { login: 'maria', id: 11, type: 'User', ...over };
}

export function sampleIssue(over: Partial<Issue> = {}): Issue {
  return {
    number: 7,
    nodeId: 'I_7',
    title: 'Export the list',
    body: 'As a CSV file.',
    state: 'open',
    stateReason: null,
    labels: ['tekton'],
    author: sampleAccount(),
    url: 'https://github.com/octo/list/issues/7',
    ...over,
  };
}

/** A workflow with an issue; `id` follows from the repository and the issue's number unless it is given. */
export function sampleWorkflow(over: Partial<Workflow> = {}): Workflow {
  const of = { installationId: 1, repositoryId: 100, issueNumber: 7, ...over };
  const issue = sampleIssue({ number: of.issueNumber, nodeId: `I_${of.issueNumber}` });
  return {
    ...newWorkflow(of, NOW),
    facts: { ...noFacts(), issue: heard(issue, NOW, NOW) },
    ...over,
    id: over.id ?? workflowId(of.repositoryId, of.issueNumber),
  };
}

/** A workflow whose JSON has at least so many bytes: a long text and a long history of commands. */
export function bigWorkflow(bytes: number, over: Partial<Workflow> = {}): Workflow {
  const workflow = sampleWorkflow(over);
  const body = 'Long, and with ünïcödé 🌲.\n'.repeat(Math.ceil(bytes / 55));
  const issue = heard(sampleIssue({ number: workflow.issueNumber, body }), NOW, NOW);
  const commands = Array.from({ length: Math.ceil(bytes / 500) }, (_, at) =>
    sampleCommand({ id: `c-${at}` }),
  );
  return {
    ...workflow,
    facts: {
      ...workflow.facts,
      issue,
      commands: Object.fromEntries(commands.map((command) => [command.id, command])),
    },
  };
}

export function sampleCommand(over: Partial<Command> = {}): Command {
  return {
    id: 'c-1',
    verb: 'start',
    args: ['apollo'],
    text: '',
    problem: null,
    by: sampleAccount(),
    permission: 'write',
    via: 'comment',
    number: 7,
    commentId: 900,
    at: NOW,
    ...over,
  };
}

export function sampleEvent(): DomainEvent {
  return {
    kind: 'issue-changed',
    installationId: 1,
    repositoryId: 100,
    seenAt: NOW,
    source: 'webhook',
    issue: sampleIssue(),
    updatedAt: NOW,
  };
}

/** A delivery that waits and is due at once. */
export function sampleDelivery(over: Partial<Delivery> = {}): Delivery {
  return {
    id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    name: 'issues.labeled',
    receivedAt: NOW,
    repository: {
      id: 100,
      owner: 'octo',
      name: 'list',
      private: false,
      defaultBranch: 'main',
      archived: false,
    },
    events: [sampleEvent()],
    state: 'waiting',
    attempts: 0,
    lastError: null,
    dueAt: NOW,
    forgetAt: NOW + 7 * DAY,
    ...over,
  };
}

export function sampleProject(over: Partial<Project> = {}): Project {
  return {
    repositoryId: 100,
    installationId: 1,
    slug: 'octo-list',
    owner: 'octo',
    name: 'list',
    private: false,
    visibility: null,
    defaultBranch: 'main',
    state: 'active',
    changedAt: NOW,
    reading: {
      config: DEFAULT_CONFIG,
      faults: [],
      sources: ['octo/list:.github/tekton-core.yml'],
      readAt: NOW,
      branch: 'main',
    },
    createdAt: NOW,
    pause: null,
    ...over,
  };
}

export function sampleInstallation(over: Partial<Installation> = {}): Installation {
  return {
    id: 1,
    account: sampleAccount({ login: 'octo', id: 5, type: 'Organization' }),
    state: 'active',
    changedAt: NOW,
    sharedConfigChangedAt: 0,
    permissionsChangedAt: 0,
    ...over,
  };
}

/** A lease of an hour. */
export function sampleLease(over: Partial<Lease> = {}): Lease {
  return { assignmentId: 'as-1', workflowId: 'wf-100-7', until: NOW + 60 * MINUTE, ...over };
}

export function sampleAuditEntry(over: Partial<AuditEntry> = {}): AuditEntry {
  return {
    workflowId: 'wf-100-7',
    id: '0001',
    at: NOW,
    what: 'assigned',
    detail: { agent: 'apollo', because: [{ code: 'assigned' }] },
    ...over,
  };
}

/** The day of {@link NOW} in Berlin, told in part. */
export function sampleDay(over: Partial<Day> = {}): Day {
  return {
    repositoryId: 100,
    installationId: 1,
    date: '2026-01-01',
    zone: 'Europe/Berlin',
    since: NOW - DAY,
    remindsAt: NOW - 60 * MINUTE,
    closesAt: NOW,
    remindedAt: NOW - 59 * MINUTE,
    publishedAt: null,
    record: {
      health: {
        score: 82,
        signals: [
          { name: 'stale-work', value: 82.5, weight: 20, measured: 1, of: 4 },
          { name: 'review-latency', value: null, weight: 10, measured: null, of: null },
        ],
      },
      merged: 2,
      moved: 1,
      blocked: 1,
      open: 4,
      escalations: 0,
      reported: 1,
      expected: 2,
      silent: ['athena'],
      needs: [{ issueNumber: 7, title: 'Export the list', code: 'review' }],
      cost: 1.25,
      tokens: null,
    },
    summary: { number: 31, hash: 'abc' },
    overview: null,
    retrospective: null,
    announcedAt: null,
    previousClosed: false,
    attempts: 0,
    lastError: null,
    dueAt: NOW,
    ...over,
  };
}

export function sampleClosing(over: Partial<Closing> = {}): Closing {
  const activity = {
    pushes: 2,
    checks: { passed: 1, failed: 0 },
    reviews: 0,
    pullRequest: null,
    steps: [{ name: 'develop' as const, ms: 90 * MINUTE }],
  };
  const because: Closing['needs']['shown'][number]['because'] = { code: 'merge-by-hand', number: 12 };
  return {
    repositoryId: 100,
    date: '2026-01-01',
    paused: null,
    needs: { shown: [{ issueNumber: 7, title: 'Export the list', because }], more: 0 },
    moved: {
      shown: [
        {
          issueNumber: 7,
          title: 'Export the list',
          agent: 'apollo',
          step: 'merge',
          stepStatus: 'in_progress',
          because: [because],
          pullRequest: 12,
          testsRed: false,
          activity,
        },
      ],
      more: 2,
    },
    blocked: { shown: [], more: 0 },
    quiet: { shown: [], more: 0 },
    begunAnew: [],
    atWork: { asked: ['apollo'], others: ['athena'], seen: { apollo: { issues: [7], activity } } },
    escalations: 0,
    health: { score: 82, signals: [] },
    target: 60,
    trend: [{ date: '2025-12-31', score: 80 }],
    defaultBranch: 'passed',
    red: 0,
    queue: { count: 0, kinds: [], until: null },
    ...over,
  };
}

export function sampleReportEntry(over: Partial<ReportEntry> = {}): ReportEntry {
  return {
    id: 'c-900',
    by: 'apollo-ci',
    via: 'comment',
    issueNumber: 7,
    at: NOW,
    fields: {
      status: 'on-track',
      progress: 'The export writes a header.',
      blockers: '',
      tomorrow: 'Dates.',
      confidence: null,
      help: '',
      cost: 0.75,
      tokens: 12_000,
    },
    ...over,
  };
}

export function sampleReport(over: Partial<AgentReport> = {}): AgentReport {
  const entry = sampleReportEntry();
  return {
    repositoryId: 100,
    date: '2026-01-01',
    agent: 'apollo',
    entries: { [entry.id]: entry },
    before: null,
    ...over,
  };
}

export function sampleOutcome(over: Partial<Outcome> = {}): Outcome {
  return {
    repositoryId: 100,
    issueNumber: 7,
    title: 'Export the list',
    end: 'merged',
    startedAt: NOW - 3 * 60 * MINUTE,
    endedAt: NOW,
    pullRequest: 8,
    agents: ['apollo', 'athena'],
    reassignments: 1,
    redRuns: 0,
    steps: [
      { name: 'assign', ms: 1200.5 },
      { name: 'develop', ms: 90 * MINUTE },
    ],
    ...over,
  };
}
