import { expect, it } from '@jest/globals';
import type { Visibility } from '../../../src/domain/project/visibility.js';
import { MINUTE, NOW, sampleDay } from '../../contract/samples.js';
import { REPOSITORY_ID } from '../names.js';
import { situation } from '../situation.js';
import { beginWork, CLOSE, HOUR, ours, until } from './town.js';

const ALL = ['public', 'internal', 'private'] as const;

/** The issue across projects in a hub, beside one project of each kind. */
async function hubIssue(visibility: Visibility): Promise<string> {
  const town = situation({ config: { reporting: { hub: 'list' } } });
  await until(town, 8 * HOUR);
  await beginWork(town);
  const hub = (await town.app.store.getProject(REPOSITORY_ID))?.value;
  if (hub === undefined) throw new Error('there is no hub');
  for (const [index, kind] of ALL.entries()) {
    const repositoryId = REPOSITORY_ID + 1 + index;
    const of = { name: `${kind}-plans`, private: kind !== 'public', visibility: kind };
    await town.app.store.saveProject({ ...hub, ...of, repositoryId, slug: of.name }, 0);
    const { record } = sampleDay();
    const needs = [{ issueNumber: 7, title: `${kind} words`, code: 'review' }];
    const told = { ...sampleDay(), closesAt: NOW + CLOSE, publishedAt: NOW + CLOSE, dueAt: null };
    const named = record && { ...record, needs, silent: [`${kind}-agent`], cost: 1 };
    await town.app.store.saveDay({ ...told, repositoryId, record: named }, 0);
  }
  town.world.repository = { ...town.world.repository, private: visibility !== 'public', visibility };
  await until(town, CLOSE);
  await until(town, CLOSE + 10 * MINUTE);
  return ours(town)[1]?.body ?? '';
}

it.each([
  ['public', ['public']],
  ['internal', ['public', 'internal']],
  ['private', ['public', 'internal', 'private']],
] as const)('a hub that is %s tells of %j projects, and nothing at all of others', async (hub, told) => {
  const body = await hubIssue(hub);
  expect(body).toContain(`${told.length + 1} projects`);
  expect(body).toContain(`${told.length}.00 US dollars`);
  for (const kind of ALL) {
    const isTold = told.some((it) => it === kind);
    for (const word of [`octo/${kind}-plans`, `${kind} words`, `${kind}-agent`])
      expect([word, body.includes(word)]).toEqual([word, isTold]);
  }
  expect(body.includes('Only repositories that every reader of this one may read')).toBe(hub !== 'private');
});
