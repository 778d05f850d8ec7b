import { afterEach, expect, it, jest } from '@jest/globals';
import { CONFIG_PATH, configuration, SHOP } from './acme.js';
import { checksOn, counted, reactionsTo, said, stepsOf, textsOf } from './reading.js';
import { setUp, steppedClock, type Setting } from './setting.js';
import { offered, onlyPull, pushedAndTested, reviewed, started, wrote } from './work.js';

jest.setTimeout(30_000);

let setting: Setting;

async function begin(config: string | null): Promise<void> {
  setting = await setUp({ config, clock: steppedClock() });
}

/** The work that is under way is looked at when the timer goes next. */
const configure = async (text: string | null, branch = 'main'): Promise<string> => {
  const files = { [CONFIG_PATH]: text };
  const sha = await setting.after(() => setting.as('mira').push(SHOP, { branch, files }));
  await setting.tick();
  return sha;
};
const openIssue = () => setting.after(() => setting.as('mira').openIssue(SHOP, { title: 'Add a cache' }));

afterEach(async () => {
  const { violations } = setting.judge;
  await setting.close();
  expect(violations).toEqual([]);
});

it('leaves a repository without a configuration alone, but for an answer to whoever asks', async () => {
  await begin(null);
  const issue = await openIssue();
  setting.as('omar').push(SHOP, { branch: 'by-hand', files: { 'a.ts': '1' } });
  const pull = await setting.after(() =>
    setting.as('omar').openPull(SHOP, { title: 'By hand', head: 'by-hand' }),
  );
  await setting.tested(setting.headOf('by-hand'), 'failure');
  await reviewed(setting, 'noor', pull, 'APPROVED');
  await wrote(setting, 'omar', issue, 'What do you think?');
  const writes = () =>
    setting.github.requests.log.filter(({ method, path }) => method !== 'GET' && path.startsWith('/repos'));
  expect(writes()).toEqual([]);

  await wrote(setting, 'omar', issue, '/tekton start');
  await wrote(setting, 'omar', issue, '/tekton start');
  await setting.after(() => {
    setting.as('mira').label(SHOP, issue, 'tekton');
  });
  expect(said(setting, issue).map(({ body }) => body)).toEqual([
    expect.stringContaining('has no `.github/tekton-core.yml`'),
  ]);
  const written = writes().map(({ path }) => path.replace(/.*\//, ''));
  expect(written.sort()).toEqual(['comments', 'reactions', 'reactions']);
  await wrote(setting, 'omar', issue, '/tekton help');
  expect(said(setting, issue).slice(1)).toEqual([
    expect.objectContaining({ body: expect.stringContaining('| `/tekton start` |') }),
  ]);
});

it('works from the push on that brings the configuration', async () => {
  await begin(null);
  const sha = await configure(configuration());
  expect(checksOn(setting, sha, 'tekton-core/config').map(({ conclusion }) => conclusion)).toEqual([
    'success',
  ]);
  const { issue } = await started(setting);
  expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1 });
});

it('shows a mistake at its line, and keeps the last good configuration in force', async () => {
  await begin(configuration());
  const before = await started(setting);
  const text = configuration();
  const sha = await configure(text.replace('mode: auto', 'mode: sometimes'));
  const [check, ...more] = checksOn(setting, sha, 'tekton-core/config');
  expect(more).toEqual([]);
  expect(check).toMatchObject({ conclusion: 'failure', output: { title: '1 mistake in the configuration' } });
  const line = text.split('\n').findIndex((each) => each.includes('mode: auto')) + 1;
  expect(check?.output.annotations).toEqual([
    expect.objectContaining({
      path: CONFIG_PATH,
      start_line: line,
      end_line: line,
      annotation_level: 'failure',
    }),
  ]);
  expect(check?.output.summary).toContain('The last configuration without a mistake stays in force.');
  await pushedAndTested(setting, before.branch);
  const pull = onlyPull(setting, before.branch);
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect(setting.pull(pull).pull.merged).not.toBeNull();
});

it('does nothing while no configuration was ever right, and says where the mistake is to whoever asks', async () => {
  await begin('team: many\n');
  const issue = await openIssue();
  await wrote(setting, 'mira', issue, '/tekton start');
  expect(said(setting, issue).map(({ body }) => body)).toEqual([
    expect.stringContaining('`.github/tekton-core.yml:1`'),
  ]);
  expect([...setting.repository.refs.keys()]).toEqual(['refs/heads/main']);
});

it('only checks a configuration on another branch, and obeys the one on the default branch', async () => {
  await begin(configuration());
  const other = await configure(configuration({ merge: { mode: 'manual' } }), 'try-it');
  expect(checksOn(setting, other, 'tekton-core/config').map(({ conclusion }) => conclusion)).toEqual([
    'success',
  ]);
  const { pull } = await offered(setting);
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect(setting.pull(pull).pull.merged).not.toBeNull();
});

it('applies a change to work that is under way: a required check that is new, a merge that is by hand now', async () => {
  await begin(configuration({ checks: { required: ['test', 'lint'] } }));
  const { issue, branch } = await started(setting);
  await pushedAndTested(setting, branch);
  expect(await stepsOf(setting, issue)).toMatchObject({ test: 'in_progress', pr: 'pending' });
  await configure(configuration({ merge: { mode: 'manual' } }));
  expect(await stepsOf(setting, issue)).toMatchObject({ test: 'complete', pr: 'complete' });
  const pull = onlyPull(setting, branch);
  await reviewed(setting, 'noor', pull, 'APPROVED');
  expect(setting.pull(pull).pull.merged).toBeNull();
  await configure(configuration());
  expect(setting.pull(pull).pull.merged).not.toBeNull();
});

it('says that there is nobody to work, and begins by itself once there is a team', async () => {
  await begin(configuration({ team: [] }));
  const issue = await openIssue();
  const comment = await wrote(setting, 'mira', issue, '/tekton start');
  expect(reactionsTo(setting, comment)).toEqual(['rocket']);
  expect(textsOf(setting, issue, 'notice')).toEqual([expect.stringContaining('has no `team`')]);
  await configure(configuration());
  expect(await stepsOf(setting, issue)).toMatchObject({ assign: 'complete', branch: 'complete' });
});

it('starts on the label that the configuration names, and on no other', async () => {
  await begin(configuration({ labels: { start: 'good first issue' } }));
  const issue = await openIssue();
  await setting.after(() => {
    setting.as('mira').label(SHOP, issue, 'tekton', 'bug');
  });
  expect(said(setting, issue)).toEqual([]);
  await setting.after(() => {
    setting.as('mira').label(SHOP, issue, 'good first issue');
  });
  expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1 });
});
