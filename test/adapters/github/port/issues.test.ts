import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { issueJson } from '../answers.js';
import { API, APP_ID, HELLO, REPOSITORY, hello, playGitHub, ports } from '../over-the-wire.js';

playGitHub();

const MARKER = '<!-- tekton-core:v1 kind=escalation key=7%2Fescalate -->';
const wanted = {
  title: '#7 needs a person',
  body: 'Look.',
  label: 'tekton/escalation',
  marker: MARKER,
  again: false,
};
const body = `${MARKER}\nLook.`;
const create = () => hello('POST', '/issues', { title: wanted.title, body, labels: ['tekton/escalation'] });
const list = () =>
  nock(API).get(`${HELLO}/issues`).query({
    labels: 'tekton/escalation',
    state: 'all',
    sort: 'created',
    direction: 'desc',
    per_page: 100,
  });

describe('an issue of ours', () => {
  it('is opened with its marker and its label, and known by its number', async () => {
    const github = await ports();
    create().reply(201, issueJson(61, { body }));
    expect(await github.createIssue(REPOSITORY, wanted)).toBe(61);
  });

  it('is looked for before it is opened again, whoever closed it since', async () => {
    const github = await ports();
    const app = { id: APP_ID };
    list().reply(200, [
      issueJson(63, { body: 'else', performed_via_github_app: app }),
      issueJson(62, { body, performed_via_github_app: null }),
      issueJson(61, { body, state: 'closed', performed_via_github_app: app }),
    ]);
    expect(await github.createIssue(REPOSITORY, { ...wanted, again: true })).toBe(61);
  });

  it('is opened when the look finds none', async () => {
    const github = await ports();
    list().reply(200, []);
    create().reply(201, issueJson(61, { body }));
    expect(await github.createIssue(REPOSITORY, { ...wanted, again: true })).toBe(61);
  });

  it('is refused where the repository has no issues', async () => {
    const github = await ports();
    create().reply(410, { message: 'Issues has been disabled in this repository.' });
    await expect(github.createIssue(REPOSITORY, wanted)).rejects.toMatchObject({ name: 'Refusal' });
  });

  it('is asked for once when GitHub fails, for it may have been opened', async () => {
    const github = await ports();
    create().reply(502, 'Bad Gateway');
    await expect(github.createIssue(REPOSITORY, wanted)).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

describe('an issue whose work is merged', () => {
  const close = () => hello('PATCH', '/issues/7', { state: 'closed', state_reason: 'completed' });

  it('is closed as completed', async () => {
    const github = await ports();
    close().reply(200, issueJson(7, { state: 'closed', state_reason: 'completed' }));
    await github.closeIssue(REPOSITORY, 7);
  });

  it('that was deleted is refused', async () => {
    const github = await ports();
    close().reply(410, { message: 'This issue was deleted' });
    await expect(github.closeIssue(REPOSITORY, 7)).rejects.toMatchObject({ code: 'not-found' });
  });
});
