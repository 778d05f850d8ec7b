import * as z from 'zod';
import { BecauseCode } from './because.js';
import { CALL_CODES, SEVERITIES } from './workflow/severity.js';
import { StepName, StepStatus } from './workflow/step.js';
import { WorkflowStatus } from './workflow/workflow.js';

/**
 * What tekton-core publishes for whoever subscribes, as it is on the wire; `docs/events.md` is made from it. Ids, names,
 * numbers and codes only: never what somebody wrote, for a bus has other readers than a private repository. Nothing in it
 * changes by being looked at, or by being announced.
 */

const moment = z.iso.datetime();

const Mode = z.enum(['live', 'dry-run']);

const CallCode = z.enum(CALL_CODES).describe('What the person is called for.');
const Severity = z.enum(SEVERITIES).describe('How much it matters.');

/** Of every event. */
const common = {
  version: z.literal(1).describe('Of the shape. Within a version fields and codes are only added.'),
  id: z.string().describe('Names what is announced: an event that is sent again bears the same one.'),
  mode: Mode.describe('`dry-run`: what is told would have been done; nothing was written to GitHub.'),
  installation_id: z.number().int().describe('The installation of the App.'),
  repository: z
    .object({
      id: z.number().int().describe('Stays when the repository is renamed or transferred.'),
      owner: z.string().describe('Its owner when this was sent.'),
      name: z.string().describe('Its name when this was sent.'),
    })
    .describe('Where it is.'),
};

/** Of every event that a workflow sends. */
const ofWorkflow = {
  workflow_id: z.string().describe('One for each issue: `wf-<repository id>-<issue number>`.'),
  issue_id: z.number().int().describe("The issue's number."),
  sequence: z
    .number()
    .int()
    .describe('Orders what one workflow sends: the higher is the newer. There are gaps.'),
};

const StepState = z.object({
  name: StepName.describe('In this order.'),
  status: StepStatus.describe('`skipped`: it is not needed any more.'),
  reasons: z.array(BecauseCode).describe('Why, as [codes](#codes).'),
});

const workflowState = {
  mode: Mode,
  status: WorkflowStatus.describe(
    '`active`: being conducted. `away`: out of reach for now. `complete`: merged. `cancelled`: stopped, or its issue is closed or gone. `idle`: never started after all.',
  ),
  steps: z.array(StepState),
  agents: z
    .array(
      z.object({
        ai: z.string().describe('Its name in the configuration.'),
        terminal: z.string().describe('The terminal it works in.'),
        login: z.string().nullable().describe('Its GitHub account, if it has one.'),
      }),
    )
    .describe('Who has the issue now; today one or none.'),
  pull_request: z.number().int().nullable().describe('Its number.'),
  waiting_for: z
    .array(BecauseCode)
    .describe('What it waits for, as [codes](#codes), the most pressing first; what it ended with.'),
  calls: z
    .array(z.object({ code: CallCode, severity: Severity }))
    .describe(
      'What needs a person, none of whom has taken notice yet. A review, or a merge by hand, is in `waiting_for`.',
    ),
};

const changed = { type: z.literal('tekton.workflow.changed') };
const raised = { type: z.literal('tekton.escalation.raised') };
const closed = { type: z.literal('tekton.escalation.closed') };

const escalation = {
  issue_id: z.number().int().describe('The number of the issue that was opened for it.'),
};
const escalationRaised = {
  escalation: z.object({ ...escalation, code: CallCode, severity: Severity }),
};
const escalationClosed = { escalation: z.object(escalation) };

/** What is to be announced of a workflow, before it is known in which save of it that is. */
export type News =
  | z.infer<z.ZodObject<typeof changed & typeof workflowState>>
  | z.infer<z.ZodObject<typeof raised & typeof escalationRaised>>
  | z.infer<z.ZodObject<typeof closed & typeof escalationClosed>>;

export const WorkflowChanged = z
  .object({
    ...changed,
    ...common,
    ...ofWorkflow,
    ...workflowState,
    mode: common.mode,
    steps: z
      .array(
        StepState.extend({
          started_at: moment.nullable().describe('When it first began; null: not yet.'),
          finished_at: moment.nullable().describe('When it was last done with; null: it is not.'),
        }),
      )
      .describe('All of them.'),
  })
  .describe('How a workflow stands, whole, each time that this has changed.');

export const EscalationRaised = z
  .object({ ...raised, ...common, ...ofWorkflow, ...escalationRaised })
  .describe('An issue was opened for something that needs a person.');

export const EscalationClosed = z
  .object({ ...closed, ...common, ...ofWorkflow, ...escalationClosed })
  .describe('Such an issue is closed: somebody saw to it, or it is so no more.');

export const ReportPublished = z
  .object({
    type: z.literal('tekton.report.published'),
    ...common,
    date: z.iso.date().describe("The day, in the project's time zone."),
    published_at: moment.describe(
      'Orders what is said of one day: it is told anew when a report comes late.',
    ),
    issue_id: z
      .number()
      .int()
      .nullable()
      .describe(
        'The number of the issue that tells it. Null: there was nothing to tell, or it is a dry run.',
      ),
    health: z.number().int().describe('0 to 100; see [health](health.md).'),
    merged: z.number().int().describe('Workflows that were merged that day.'),
    moved: z.number().int().describe('Workflows under way that got on.'),
    blocked: z.number().int().describe('Workflows under way that need somebody.'),
    open: z.number().int().describe('Workflows under way at the close.'),
    escalations: z.number().int().describe('Calls for a person that nobody had answered.'),
  })
  .describe('The summary of a day is told.');

/** Every event, by its `type`. */
export const ANNOUNCEMENTS = [WorkflowChanged, EscalationRaised, EscalationClosed, ReportPublished] as const;
export const Announcement = z.discriminatedUnion('type', ANNOUNCEMENTS);
export type Announcement = z.infer<typeof Announcement>;
