import { isEmpty } from '../../domain/report/report.js';
import { situationOf } from '../../domain/workflow/situate.js';
import type { Workflow } from '../../domain/workflow/workflow.js';
import { conduct } from '../conduct/conduct.js';
import { eachOpenWorkflow } from './open-workflows.js';
import type { Part } from './part.js';

/**
 * Asks whoever is at work for the day's report. It is told to each workflow, which says it in its own way: once, not
 * where a report was given already, and again when GitHub could not be reached.
 */
export const remind: Part = async (app, { address, context, project }, day) => {
  const now = app.clock.now();
  if (day.remindedAt !== null || now < day.remindsAt || now >= day.closesAt) return null;
  const { repositoryId, date, since, closesAt: until } = day;
  const failures: unknown[] = [];
  const ask = async ({ issueNumber, status, facts }: Workflow) => {
    const agent = situationOf(facts, context(issueNumber), now).assignment?.agent;
    if (status !== 'active' || agent === undefined) return;
    const said = await app.store.getReport(repositoryId, date, agent);
    if (said !== null && !isEmpty(said.value)) return;
    await conduct(app, {
      address: { ...address, issueNumber },
      context: context(issueNumber),
      news: [{ kind: 'report-asked', date, since, until, at: now }],
    });
  };
  if (project.pause?.on !== true) {
    await eachOpenWorkflow(app.store, repositoryId, (workflow) =>
      // One that cannot be told now keeps nobody else from being asked.
      ask(workflow).catch((error: unknown) => void failures.push(error)),
    );
  }
  if (failures.length > 0) throw failures[0];
  return { remindedAt: now };
};
