import { admit } from '../../domain/admission.js';
import type { EventOf } from '../../domain/event.js';
import type { Observation } from '../../domain/observation.js';
import { isSame } from '../../domain/register.js';
import { isEmpty } from '../../domain/report/report.js';
import { situationOf } from '../../domain/workflow/situate.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import type { Application } from '../application.js';
import { accept } from '../inbox/accept.js';
import type { Page } from '../ports/store.js';
import type { ReadyProject } from '../projects/project-context.js';

const PAGE = 25;
const SIDE_BY_SIDE = 8;
/** What one try takes on before it hands the rest to a delivery, so that it ends in time. */
const WORKFLOWS = 200;
const RACES = 50;

type Asking = EventOf<'reports-due'>;

/**
 * Asks whoever is at work for the report of a day. Each workflow is only told and marked as due: `tick` has it say so in its
 * own way, at GitHub's pace. What is left goes into the inbox as news of its own, under a name that comes out the same when
 * this is done again.
 */
export async function askForReports(
  app: Application,
  { context }: Pick<ReadyProject, 'context'>,
  asking: Asking,
): Promise<void> {
  const { repositoryId, date } = asking;
  let { after } = asking;
  let seen = 0;
  do {
    const page: Page<Workflow> = await app.store.listOpenWorkflows(repositoryId, { limit: PAGE, after });
    const waiting = page.items.values();
    await Promise.all(
      Array.from({ length: SIDE_BY_SIDE }, async () => {
        for (const workflow of waiting) await ask(app, workflow, context(workflow.issueNumber), asking);
      }),
    );
    seen += page.items.length;
    after = page.next;
    if (after === null) return;
  } while (seen < WORKFLOWS);
  await accept(app, {
    id: `reports-due-${repositoryId}-${date}-${after}`,
    name: 'reports-due',
    repository: null,
    events: [{ ...asking, after }],
  });
}

async function ask(
  app: Application,
  { id, status, facts }: Workflow,
  context: ReturnType<ReadyProject['context']>,
  { repositoryId, date, since, until, at }: Asking,
): Promise<void> {
  const agent = situationOf(facts, context, app.clock.now()).assignment?.agent;
  if (status !== 'active' || agent === undefined) return;
  const said = await app.store.getReport(repositoryId, date, agent);
  if (said !== null && !isEmpty(said.value)) return;
  await tell(app, id, { kind: 'report-asked', date, since, until, at });
}

/** Merges news into a workflow, which is due by that. */
async function tell({ store, clock }: Application, id: string, news: Observation): Promise<void> {
  for (let race = 0; race < RACES; race++) {
    const stored = await store.getWorkflow(id);
    if (stored === null) return;
    const { value, version } = stored;
    const facts = admit(value.facts, [news]);
    if (isSame(facts, value.facts)) return;
    const now = clock.now();
    const told = { ...value, facts, dueAt: Math.min(value.dueAt ?? now, now) };
    if ((await store.saveWorkflow(told, version)) === 'saved') return;
  }
  throw new Error(`workflow ${id}: lost the race to tell it ${RACES} times`);
}
