import { expect, it } from '@jest/globals';
import { seeToDay } from '../../../src/app/reports/see-to-day.js';
import { workflowId } from '../../../src/domain/workflow/workflow.js';
import { sampleIssue } from '../../contract/samples.js';
import { REPOSITORY_ID } from '../names.js';
import { situation, type Situation } from '../situation.js';
import { beginWork, HOUR, REMINDER, until } from './town.js';

const MANY = 230;

/** As many issues at work as that, all like the first. */
async function crowd(): Promise<Situation> {
  const town = situation();
  await until(town, 16 * HOUR);
  await beginWork(town);
  const workflow = await town.workflow();
  for (let issueNumber = 100; issueNumber < 99 + MANY; issueNumber++) {
    const issue = workflow.facts.issue && {
      ...workflow.facts.issue,
      value: { ...sampleIssue(), number: issueNumber },
    };
    town.world.issues.set(issueNumber, { issue: issue?.value ?? sampleIssue(), updatedAt: town.clock.now() });
    const facts = { ...workflow.facts, issue };
    await town.app.store.saveWorkflow(
      { ...workflow, id: workflowId(REPOSITORY_ID, issueNumber), issueNumber, facts, dueAt: null },
      0,
    );
  }
  return town;
}

const asked = async (town: Situation) =>
  (await town.app.store.listOpenWorkflows(REPOSITORY_ID, { limit: 1_000, after: null })).items.filter(
    ({ facts }) => facts.reportAsked !== null,
  ).length;

const reminded = (town: Situation) =>
  town.world.comments.filter(({ marker }) => marker.includes('report%2F')).map(({ number }) => number);

it('asks page by page, each a delivery of its own, and repeats nothing after a crash', async () => {
  const town = await crowd();
  town.clock.advance(REMINDER - 16 * HOUR);
  town.store.fail('addDelivery', new Error('the process ended'), { when: 'after' });
  await seeToDay(town.app, `${REPOSITORY_ID}/2026-01-01`);
  expect(await asked(town)).toBe(200);
  expect(reminded(town)).toEqual([]);

  await until(town, REMINDER + 60_000);
  await town.workOffAll();
  expect(await asked(town)).toBe(MANY);
  while ((await town.tick()) > 0);
  expect(reminded(town)).toHaveLength(MANY);
  expect(new Set(reminded(town)).size).toBe(MANY);
}, 60_000);
