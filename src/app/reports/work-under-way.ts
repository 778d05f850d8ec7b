import { FirstFew } from '../../domain/report/some.js';
import type { Need, Queue, Some, WorkLine } from '../../domain/report/summary.js';
import type { AtWork } from '../../domain/report/closing.js';
import { workOf } from '../../domain/report/work.js';
import type { Day } from '../../domain/report/day.js';
import { addTo, noMeasures, type Measures } from '../../domain/health/measures.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import type { WorkflowStore } from '../ports/store.js';
import { AgentsAtWork } from './agents-at-work.js';
import { eachOpenWorkflow } from './open-workflows.js';
import type { Reported } from './part.js';

/** How much of each group is shown; the rest is counted, so that nothing grows with how much there is. */
const SHOWN = 30;
/** And what it may take in the day's closing, bytes: a title may be long, and so may the names of checks. */
const BYTES = 40_000;

export interface UnderWay {
  moved: Some<WorkLine>;
  blocked: Some<WorkLine>;
  quiet: Some<WorkLine>;
  needs: Some<Need>;
  queue: Queue;
  atWork: AtWork;
  measures: Measures;
}

/** All open work of a project at the end of a day, page by page. */
export async function workUnderWay(
  store: Pick<WorkflowStore, 'listOpenWorkflows'>,
  { project, context: contextOf }: Reported,
  { date, since, closesAt: until }: Day,
): Promise<UnderWay> {
  const groups = { moved: few<WorkLine>(), blocked: few<WorkLine>(), quiet: few<WorkLine>() };
  const needs = few<Need>();
  const agents = new AgentsAtWork();
  const queue: Queue = { count: 0, kinds: [], until: null };
  let measures = noMeasures();
  await eachOpenWorkflow(store, project.repositoryId, (workflow) => {
    // What was never started is an answer that waits to be given, and no work.
    if (workflow.status === 'active' || workflow.status === 'away') {
      const context = contextOf(workflow.issueNumber);
      const { line, group, need, asked, standing } = workOf(workflow, context, { date, since, until });
      groups[group].add(line);
      if (need !== null) needs.add(need);
      if (line.agent !== null && workflow.status === 'active') agents.add(line.agent, line, asked);
      measures = addTo(measures, standing);
    }
    enqueue(queue, workflow);
  });
  return {
    moved: groups.moved.some,
    blocked: groups.blocked.some,
    quiet: groups.quiet.some,
    needs: needs.some,
    queue,
    atWork: agents.kept,
    measures,
  };
}

function few<T>(): FirstFew<T> {
  return new FirstFew<T>(SHOWN, BYTES);
}

/** What was tried and waits to be tried again. */
function enqueue(queue: Queue, { outbox }: Workflow): void {
  for (const { kind, lastError, notBefore } of Object.values(outbox)) {
    if (lastError === null) continue;
    queue.count += 1;
    queue.until = Math.min(queue.until ?? notBefore, notBefore);
    const known = queue.kinds.find((it) => it.kind === kind);
    if (known === undefined) queue.kinds.push({ kind, count: 1 });
    else known.count += 1;
  }
}
