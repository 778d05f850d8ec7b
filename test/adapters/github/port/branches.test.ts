import { describe, expect, it } from '@jest/globals';
import { FORBIDDEN, NOT_FOUND, OTHER_SHA, SHA, refJson } from '../answers.js';
import { REPOSITORY, hello, playGitHub, ports } from '../over-the-wire.js';

playGitHub();

const EMPTY = {
  message: 'Git Repository is empty.',
  documentation_url: 'https://docs.github.com',
  status: '409',
};
const EXISTS = {
  message: 'Reference already exists',
  documentation_url: 'https://docs.github.com',
  status: '422',
};

describe('the branches that begin alike', () => {
  it('are told by their names', async () => {
    const github = await ports();
    const answer = [refJson('feature/apollo-7-login'), refJson('feature/apollo-7-login-2')];
    hello('GET', '/git/matching-refs/heads%2Ffeature%2Fapollo-7').reply(200, answer);
    expect(await github.branchesLike(REPOSITORY, 'feature/apollo-7')).toEqual([
      'feature/apollo-7-login',
      'feature/apollo-7-login-2',
    ]);
  });

  it('may be none', async () => {
    const github = await ports();
    hello('GET', '/git/matching-refs/heads%2Fx').reply(200, []);
    expect(await github.branchesLike(REPOSITORY, 'x')).toEqual([]);
  });
});

describe('a new branch', () => {
  const wanted = { name: 'feature/apollo-7', from: 'main', again: false };
  const mainIs = (sha: string) => hello('GET', '/git/ref/heads%2Fmain').reply(200, refJson('main', sha));
  const create = () => hello('POST', '/git/refs', { ref: 'refs/heads/feature/apollo-7', sha: SHA });

  it('is made at the head of another', async () => {
    const github = await ports();
    mainIs(SHA);
    create().reply(201, refJson('feature/apollo-7'));
    expect(await github.createBranch(REPOSITORY, wanted)).toEqual({ sha: SHA });
  });

  it('is refused when somebody has one of that name', async () => {
    const github = await ports();
    mainIs(SHA);
    create().reply(422, EXISTS);
    await expect(github.createBranch(REPOSITORY, wanted)).rejects.toMatchObject({
      name: 'Refusal',
      code: 'conflict',
      message: 'a branch called feature/apollo-7 exists already',
    });
  });

  it('is the one of an earlier try, where that stands', async () => {
    const github = await ports();
    mainIs(SHA);
    create().reply(422, EXISTS);
    hello('GET', '/git/ref/heads%2Ffeature%2Fapollo-7').reply(200, refJson('feature/apollo-7', OTHER_SHA));
    expect(await github.createBranch(REPOSITORY, { ...wanted, again: true })).toEqual({ sha: OTHER_SHA });
  });

  it.each([
    ['where there is nothing to start from', 404, NOT_FOUND, 'not-found'],
    ['in an empty repository', 409, EMPTY, 'conflict'],
  ])('is refused %s', async (_, status, answer, code) => {
    const github = await ports();
    hello('GET', '/git/ref/heads%2Fmain').reply(status, answer);
    await expect(github.createBranch(REPOSITORY, wanted)).rejects.toMatchObject({ name: 'Refusal', code });
  });

  it.each([
    ['a rule', 422, { message: 'Repository rule violations found', status: '422' }, 'invalid'],
    ['permissions', 403, FORBIDDEN, 'forbidden'],
  ])('is refused by %s, whether tried before or not', async (_, status, answer, code) => {
    const github = await ports();
    mainIs(SHA);
    create().reply(status, answer);
    const again = github.createBranch(REPOSITORY, { ...wanted, again: true });
    await expect(again).rejects.toMatchObject({
      name: 'Refusal',
      code,
      message: expect.stringContaining(answer.message),
    });
  });

  it('is asked for once when the answer is lost', async () => {
    const github = await ports();
    mainIs(SHA);
    create().reply(502, 'Bad Gateway');
    await expect(github.createBranch(REPOSITORY, wanted)).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('502'),
    });
  });
});

describe('a branch that is no longer needed', () => {
  const gone = { name: 'feature/apollo-7', sha: SHA };
  const PLACE = '/git/ref/heads%2Ffeature%2Fapollo-7';
  const PLACES = '/git/refs/heads%2Ffeature%2Fapollo-7';

  it('is deleted while its head is the one that was merged', async () => {
    const github = await ports();
    hello('GET', PLACE).reply(200, refJson('feature/apollo-7'));
    hello('DELETE', PLACES).reply(204);
    expect(await github.deleteBranch(REPOSITORY, gone)).toBe('deleted');
  });

  it('is left when it has moved', async () => {
    const github = await ports();
    hello('GET', PLACE).reply(200, refJson('feature/apollo-7', OTHER_SHA));
    expect(await github.deleteBranch(REPOSITORY, gone)).toBe('left');
  });

  it('is left when it is gone', async () => {
    const github = await ports();
    hello('GET', PLACE).reply(404, NOT_FOUND);
    expect(await github.deleteBranch(REPOSITORY, gone)).toBe('left');
  });

  it('is left when somebody is faster', async () => {
    const github = await ports();
    hello('GET', PLACE).reply(200, refJson('feature/apollo-7'));
    hello('DELETE', PLACES).reply(422, { message: 'Reference does not exist', status: '422' });
    expect(await github.deleteBranch(REPOSITORY, gone)).toBe('left');
  });

  it('is no success when it may not be deleted', async () => {
    const github = await ports();
    hello('GET', PLACE).reply(200, refJson('feature/apollo-7'));
    hello('DELETE', PLACES).reply(403, FORBIDDEN);
    await expect(github.deleteBranch(REPOSITORY, gone)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is not deleted on an answer that says nothing of its head', async () => {
    const github = await ports();
    hello('GET', PLACE).reply(200, { ref: 'refs/heads/feature/apollo-7' });
    await expect(github.deleteBranch(REPOSITORY, gone)).rejects.toMatchObject({
      name: 'Unavailable',
      message: expect.stringContaining('not as documented: object'),
    });
  });
});
