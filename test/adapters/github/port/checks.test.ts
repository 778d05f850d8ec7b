import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { CheckContent } from '../../../../src/app/ports/github.js';
import { FORBIDDEN, NOT_FOUND, SHA, checkRunJson } from '../answers.js';
import { API, APP_ID, HELLO, REPOSITORY, hello, playGitHub, ports } from '../over-the-wire.js';

playGitHub();

const WAITING: CheckContent = {
  name: 'tekton-core/gate',
  state: 'in_progress',
  title: 'Waits for the tests',
  summary: 'One check is running.',
  annotations: [],
};
const waiting = {
  status: 'in_progress',
  output: { title: 'Waits for the tests', summary: 'One check is running.', annotations: [] },
};
const fresh = { sha: SHA, id: null, content: WAITING, again: false };

const create = (body: nock.DataMatcherMap) =>
  hello('POST', '/check-runs', { head_sha: SHA, name: 'tekton-core/gate', ...body });
const look = () =>
  nock(API)
    .get(`${HELLO}/commits/${SHA}/check-runs`)
    .query({ check_name: 'tekton-core/gate', app_id: APP_ID });
const found = (...runs: object[]) => ({ total_count: runs.length, check_runs: runs });

describe('our check run on a commit', () => {
  it('is created, and known by its id from then on', async () => {
    const github = await ports();
    create(waiting).reply(201, checkRunJson(31, 'tekton-core/gate'));
    expect(await github.setCheck(REPOSITORY, fresh)).toBe(31);
  });

  it.each(['success', 'failure'] as const)('is completed with %s as its conclusion', async (state) => {
    const github = await ports();
    create({ ...waiting, status: 'completed', conclusion: state }).reply(
      201,
      checkRunJson(31, 'tekton-core/gate'),
    );
    await github.setCheck(REPOSITORY, { ...fresh, content: { ...WAITING, state } });
  });

  it('is updated where its id is known', async () => {
    const github = await ports();
    hello('PATCH', '/check-runs/31', waiting).reply(200, checkRunJson(31, 'tekton-core/gate'));
    expect(await github.setCheck(REPOSITORY, { ...fresh, id: 31 })).toBe(31);
  });

  it('is created anew when the known one has vanished', async () => {
    const github = await ports();
    hello('PATCH', '/check-runs/31').reply(404, NOT_FOUND);
    create(waiting).reply(201, checkRunJson(32, 'tekton-core/gate'));
    expect(await github.setCheck(REPOSITORY, { ...fresh, id: 31 })).toBe(32);
  });

  it('is looked for by its name and our App where it may have been created before', async () => {
    const github = await ports();
    look().reply(200, found(checkRunJson(33, 'tekton-core/gate')));
    hello('PATCH', '/check-runs/33', waiting).reply(200, checkRunJson(33, 'tekton-core/gate'));
    expect(await github.setCheck(REPOSITORY, { ...fresh, again: true })).toBe(33);
  });

  it('is created when the look finds none', async () => {
    const github = await ports();
    look().reply(200, found());
    create(waiting).reply(201, checkRunJson(34, 'tekton-core/gate'));
    expect(await github.setCheck(REPOSITORY, { ...fresh, again: true })).toBe(34);
  });

  it('is looked for as well when the known one has vanished and another try has been made', async () => {
    const github = await ports();
    hello('PATCH', '/check-runs/31').reply(404, NOT_FOUND);
    look().reply(200, found(checkRunJson(35, 'tekton-core/gate')));
    hello('PATCH', '/check-runs/35', waiting).reply(200, checkRunJson(35, 'tekton-core/gate'));
    expect(await github.setCheck(REPOSITORY, { ...fresh, id: 31, again: true })).toBe(35);
  });

  it('is created once when GitHub fails', async () => {
    const github = await ports();
    create(waiting).reply(503, { message: 'Service Unavailable' });
    await expect(github.setCheck(REPOSITORY, fresh)).rejects.toMatchObject({ name: 'Unavailable' });
  });

  it.each([
    [403, FORBIDDEN, 'forbidden'],
    [422, { message: `No commit found for SHA: ${SHA}` }, 'invalid'],
  ])('is refused with %d', async (status, answer, code) => {
    const github = await ports();
    create(waiting).reply(status, answer);
    await expect(github.setCheck(REPOSITORY, fresh)).rejects.toMatchObject({ name: 'Refusal', code });
  });

  it('is not created when the look says nothing about check runs', async () => {
    const github = await ports();
    look().reply(200, { total_count: 1 });
    await expect(github.setCheck(REPOSITORY, { ...fresh, again: true })).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('not as documented: check_runs'),
    });
  });
});

describe('the annotations of a check run', () => {
  const faults = Array.from({ length: 60 }, (_, index) => ({
    path: '.github/tekton-core.yml',
    line: index + 1,
    message: `mistake ${index + 1}`,
  }));
  const content = { ...WAITING, state: 'failure' as const, annotations: faults };

  it('stand at their lines, and are no more than GitHub takes at once', async () => {
    const github = await ports();
    let sent: unknown;
    hello('POST', '/check-runs').reply(201, (_, body) => {
      sent = body;
      return checkRunJson(31, 'tekton-core/gate');
    });
    await github.setCheck(REPOSITORY, { ...fresh, content });
    const annotations = faults.slice(0, 50).map(({ path, line, message }) => ({
      path,
      start_line: line,
      end_line: line,
      annotation_level: 'failure',
      message,
    }));
    expect(sent).toMatchObject({ conclusion: 'failure', output: { annotations } });
  });

  it.each([
    ['are not said twice, for GitHub adds those of an update', 50, 0],
    ['are said where the earlier try brought none', 0, 50],
  ])('%s', async (_, there, told) => {
    const github = await ports();
    let sent: unknown;
    const output = { title: 'x', summary: 'y', annotations_count: there };
    look().reply(200, found(checkRunJson(33, 'tekton-core/gate', { output })));
    hello('PATCH', '/check-runs/33').reply(200, (_uri, body) => {
      sent = body;
      return checkRunJson(33, 'tekton-core/gate');
    });
    await github.setCheck(REPOSITORY, { ...fresh, content, again: true });
    expect(sent).toHaveProperty('output.annotations.length', told);
  });
});

describe('a check run of somebody else', () => {
  it('is asked for anew', async () => {
    const github = await ports();
    hello('POST', '/check-runs/77/rerequest').reply(201, {});
    await github.rerunCheck(REPOSITORY, 77);
  });

  it.each([
    [403, FORBIDDEN, 'forbidden'],
    [404, NOT_FOUND, 'not-found'],
    [422, { message: 'This check run is not rerequestable' }, 'invalid'],
  ])('that GitHub does not run again (%d) is refused', async (status, answer, code) => {
    const github = await ports();
    hello('POST', '/check-runs/77/rerequest').reply(status, answer);
    await expect(github.rerunCheck(REPOSITORY, 77)).rejects.toMatchObject({ name: 'Refusal', code });
  });
});
