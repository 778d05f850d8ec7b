import type { DomainEvent } from '../domain/event.js';
import type { Observation } from '../domain/observation.js';
import { workflowId, type Workflow } from '../domain/workflow/workflow.js';
import type { Application } from './application.js';
import { conduct } from './conduct/conduct.js';
import { handlingOf, type Handling } from './handling.js';
import type { Occasion } from './inbox/work-off.js';
import { newsOf, type News } from './news.js';
import type { Stored } from './ports/store.js';

/** A webhook's picture of an issue is as good as a fresh look for so long after the issue changed, ms. */
const FRESH = 60_000;

/**
 * Brings one delivery's events to what they concern: workflows, a project or an installation. All that they say of one
 * workflow is told to it at once.
 */
export async function handleDelivery(
  app: Application,
  events: readonly DomainEvent[],
  occasion: Occasion,
): Promise<void> {
  const handling = handlingOf(app, events, occasion);
  const byWorkflow = new Map<string, News>();
  for (const event of events) {
    for (const news of await newsOf(handling, event)) {
      const id = workflowId(news.repositoryId, news.issueNumber);
      const before = byWorkflow.get(id);
      byWorkflow.set(id, before === undefined ? news : together(before, news));
    }
  }
  for (const [id, news] of byWorkflow) await tell(handling, id, news);
}

function together(before: News, news: News): News {
  return {
    ...news,
    observations: [...before.observations, ...news.observations],
    begins: before.begins || news.begins,
  };
}

/** Tells a workflow; an issue without one is none of our business, unless the news begins it. */
async function tell(handling: Handling, id: string, news: News): Promise<void> {
  const { app } = handling;
  const known = await handling.workflow(id);
  if (known === null && !news.begins) return;
  const project = await handling.project(news);
  if (project === null) return;
  const { issueNumber } = news;
  const address = { ...project.address, issueNumber };
  const about = await aboutTheIssue(handling, known, news, () =>
    app.github.readIssue(project.address, issueNumber),
  );
  const observations = [...about, ...news.observations];
  await conduct(app, { address, context: project.context(issueNumber), news: observations, known });
}

/** A workflow begins with the issue as it is: the webhook that told of it may have come before anybody cared. */
async function aboutTheIssue(
  { app }: Handling,
  known: Stored<Workflow> | null,
  news: News,
  readIssue: () => Promise<Observation[]>,
): Promise<Observation[]> {
  if (known !== null && known.value.facts.issue !== null) return [];
  const now = app.clock.now();
  const told = news.observations.some(
    (seen) => seen.kind === 'issue-changed' && now - seen.updatedAt < FRESH,
  );
  return told || !news.begins ? [] : readIssue();
}
