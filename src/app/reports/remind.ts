import type { Workflow } from '../../domain/workflow/workflow.js';
import { conduct } from '../conduct/conduct.js';
import type { Part } from './part.js';
import { eachOpenWorkflow } from './open-workflows.js';

/**
 * Asks whoever is at work for the day's report. It is told to each workflow, which says it in its own way: once, not
 * where a report was given already, and again when GitHub could not be reached.
 */
export const remind: Part = async (app, { address, context, project }, day) => {
  const now = app.clock.now();
  if (day.remindedAt !== null || now < day.remindsAt || now >= day.closesAt) return null;
  const { date, since, closesAt: until } = day;
  const ask = async ({ issueNumber, status }: Workflow) => {
    if (status !== 'active') return;
    await conduct(app, {
      address: { ...address, issueNumber },
      context: context(issueNumber),
      news: [{ kind: 'report-asked', date, since, until, at: now }],
    });
  };
  if (project.pause?.on !== true) await eachOpenWorkflow(app.store, project.repositoryId, ask);
  return { remindedAt: now };
};
