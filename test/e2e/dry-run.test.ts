import { afterEach, expect, it, jest } from '@jest/globals';
import { CONFIG_PATH, configuration, SHOP } from './acme.js';
import { counted, stepsOf } from './reading.js';
import { setUp, steppedClock, type Setting } from './setting.js';
import { pushed, reviewed, wrote } from './work.js';

jest.setTimeout(30_000);

let setting: Setting;
const clock = steppedClock();

afterEach(async () => {
  const { violations } = setting.judge;
  await setting.close();
  expect(violations).toEqual([]);
});

/** All that the App asked of GitHub but for reading; a token is no write. */
const writes = () =>
  setting.github.requests.log
    .filter(({ actor, method }) => actor.includes('tekton-core') && method !== 'GET')
    .map(({ operation }) => operation)
    .filter((operation) => operation !== 'apps/create-installation-access-token');

const openIssue = () => setting.after(() => setting.as('mira').openIssue(SHOP, { title: 'Add a cache' }));
const label = (issue: number) =>
  setting.after(() => {
    setting.as('mira').label(SHOP, issue, 'tekton');
  });

it('reads and decides, and sends no write to GitHub until the project is live', async () => {
  setting = await setUp({ config: configuration({ mode: 'dry-run', gate: { on: 'all' } }), clock });
  const issue = await openIssue();
  await label(issue);
  await wrote(setting, 'noor', issue, '/tekton status');
  await wrote(setting, 'noor', issue, '/tekton dance');
  await setting.after(() => {
    setting.as('omar').push(SHOP, { branch: 'by-hand', files: { 'a.ts': '1' } });
  });
  const pull = await setting.after(() =>
    setting.as('omar').openPull(SHOP, { title: 'By hand', head: 'by-hand', body: `Closes #${issue}` }),
  );
  await setting.tested(setting.headOf('by-hand'), 'success');
  await reviewed(setting, 'noor', pull, 'APPROVED');
  await pushed(setting, 'by-hand', 'omar');
  await setting.after(() =>
    setting.as('mira').push(SHOP, { branch: 'other', files: { [CONFIG_PATH]: 'nonsense: true\n' } }),
  );
  expect(await stepsOf(setting, issue)).toMatchObject({ assign: 'complete' });
  expect(writes()).toEqual([]);

  const next = await openIssue();
  await setting.after(() =>
    setting.as('mira').push(SHOP, { branch: 'main', files: { [CONFIG_PATH]: configuration() } }),
  );
  await label(next);
  expect(counted(setting, next)).toEqual({ status: 1, 'hand-over': 1 });
});
