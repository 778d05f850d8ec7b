import { createSign } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { RequestError } from '@octokit/request-error';
import { z } from 'zod';
import { at, keys, setUp, type Setting } from './setting.js';

const api = 'acme/api';
let setting: Setting;
beforeEach(() => {
  setting = setUp();
});

interface Refusal {
  status: number;
  message: string;
  headers: Record<string, unknown>;
  data: unknown;
}

/** How GitHub refused; that it did is part of the expectation. */
async function refusal(request: Promise<unknown>): Promise<Refusal> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { response, status, message } = error;
    return { status, message, headers: { ...response?.headers }, data: response?.data };
  }
  throw new Error('GitHub did not refuse.');
}

const status = async (request: Promise<unknown>) => (await refusal(request)).status;

/** A branch with one commit, and its SHA. */
function branch(name: string, file = `${name}.ts`): string {
  return setting.github.as('bob').push(api, { branch: name, files: { [file]: 'x\n' } });
}

describe('credentials', () => {
  it('of nobody that GitHub knows are bad', async () => {
    const stranger = new Octokit({ auth: 'ghp_unknown', request: { fetch: setting.github.fetch } });
    expect(await refusal(stranger.request('GET /repos/{owner}/{repo}', at))).toMatchObject({
      status: 401,
      data: { message: 'Bad credentials', status: '401' },
    });
  });

  it('expire after an hour', async () => {
    let now = Date.now();
    const { withToken } = setUp({ now: () => now });
    const bot = await withToken();
    expect((await bot.request('GET /repos/{owner}/{repo}', at)).status).toBe(200);
    now += 3_600_000;
    expect(await status(bot.request('GET /repos/{owner}/{repo}', at))).toBe(401);
  });

  it('of a suspended installation are refused, of a deleted one are bad', async () => {
    const { github, withToken, installationId } = setting;
    const bot = await withToken();
    github.as('alice').setSuspended(installationId, true);
    expect(await status(bot.request('GET /repos/{owner}/{repo}', at))).toBe(403);
    github.as('alice').setSuspended(installationId, false);
    github.as('alice').uninstall(installationId);
    expect(await status(bot.request('GET /repos/{owner}/{repo}', at))).toBe(401);
  });

  it('may be narrowed to repositories and permissions, and never widened', async () => {
    const { github, withToken } = setting;
    github.addRepository('acme/secret', { private: true });
    const narrow = await withToken({ repositories: ['api'], permissions: { issues: 'read' } });
    expect((await narrow.request('GET /repos/{owner}/{repo}', at)).status).toBe(200);
    expect(await status(narrow.request('GET /repos/{owner}/{repo}', { ...at, repo: 'secret' }))).toBe(404);
    expect(await status(narrow.request('POST /repos/{owner}/{repo}/issues', { ...at, title: 'No' }))).toBe(
      403,
    );
    expect(await status(withToken({ permissions: { packages: 'write' } }))).toBe(422);
    expect(await status(withToken({ repositories: ['none'] }))).toBe(422);
  });

  it("of the App are not an installation's, and the other way round", async () => {
    const { asApp, withToken } = setting;
    expect(await status((await withToken()).request('GET /app'))).toBe(401);
    const { token } = z.object({ token: z.string() }).parse(await asApp.auth({ type: 'app' }));
    const jwt = new Octokit({ auth: token, request: { fetch: setting.github.fetch } });
    expect((await jwt.request('GET /app')).data?.slug).toBe('tekton');
    expect(await status(jwt.request('POST /repos/{owner}/{repo}/issues', { ...at, title: 'No' }))).toBe(403);
    const liar = new Octokit({ auth: `${token.slice(0, -4)}AAAA`, request: { fetch: setting.github.fetch } });
    expect(await status(liar.request('GET /app'))).toBe(401);
  });

  it('that last too long, or are over, are named as GitHub names them', async () => {
    const { github } = setting;
    const now = Math.floor(Date.now() / 1000);
    const message = async (claims: Record<string, unknown>) => {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
      const token = `${text}.${createSign('RSA-SHA256').update(text).sign(keys.privateKey, 'base64url')}`;
      const headers = { authorization: `bearer ${token}` };
      const answer = await github.fetch('https://api.github.com/app', { headers });
      return z.object({ message: z.string().optional() }).parse(await answer.json()).message;
    };
    expect(await message({ iss: 7, iat: now - 60, exp: now + 540 })).toBeUndefined();
    expect(await message({ iss: 7, iat: now - 60, exp: now + 900 })).toMatch(
      /'exp'\) is too far in the future/,
    );
    expect(await message({ iss: 7, iat: now - 900, exp: now - 300 })).toMatch(
      /'exp'\) must be a numeric value/,
    );
    expect(await message({ iss: 7, iat: now + 600, exp: now + 540 })).toMatch(/'iat'\) must be an Integer/);
    expect(await message({ iss: 99, iat: now - 60, exp: now + 540 })).toBe('Integration not found');
  });
});

describe('permissions', () => {
  it('of an App that lacks one are named in a header', async () => {
    const { bot } = setUp({}, { issues: 'read' });
    const { status, message, headers } = await refusal(
      bot.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...at,
        issue_number: 1,
        body: 'x',
      }),
    );
    expect([status, headers['x-accepted-github-permissions']]).toEqual([
      403,
      'issues=write; pull_requests=write',
    ]);
    expect(message).toContain('Resource not accessible by integration');
  });

  it('of people follow their role', async () => {
    const number = setting.github.as('alice').openIssue(api, { title: 'One' });
    const label = (login: string) =>
      setting.octokitOf(login).request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
        ...at,
        issue_number: number,
        labels: ['bug'],
      });
    expect((await label('cleo')).status).toBe(200);
    expect(await status(label('dan'))).toBe(403);
    const sha = setting.headOf('main');
    const ref = { ...at, ref: 'refs/heads/x', sha };
    expect(await status(setting.octokitOf('cleo').request('POST /repos/{owner}/{repo}/git/refs', ref))).toBe(
      403,
    );
    expect((await setting.octokitOf('bob').request('POST /repos/{owner}/{repo}/git/refs', ref)).status).toBe(
      201,
    );
  });

  it('say of everybody what they are', async () => {
    const { github, bot, judge } = setting;
    github.addRepository('acme/secret', { private: true });
    const of = async (username: string, repo = 'api') => {
      const where = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
      const { data } = await bot.request(where, { ...at, repo, username });
      return `${data.permission} ${data.role_name}`;
    };
    expect(await of('alice')).toBe('admin admin');
    expect(await of('bob')).toBe('write write');
    expect(await of('cleo')).toBe('read triage');
    expect(await of('eve')).toBe('read read');
    expect(await of('eve', 'secret')).toBe('none none');
    expect(await refusal(of('nemo'))).toMatchObject({ status: 404, data: { message: 'nemo is not a user' } });
    expect(judge.violations).toEqual([]);
  });

  it('end where a repository is archived, hidden or gone', async () => {
    const { github, bot, octokitOf } = setting;
    github.addRepository('acme/secret', { private: true });
    expect(
      await status(octokitOf('eve').request('GET /repos/{owner}/{repo}', { ...at, repo: 'secret' })),
    ).toBe(404);
    github.as('alice').setArchived(api, true);
    expect(await status(bot.request('POST /repos/{owner}/{repo}/issues', { ...at, title: 'x' }))).toBe(403);
    github.as('alice').deleteRepository(api);
    expect(await status(bot.request('GET /repos/{owner}/{repo}', at))).toBe(404);
  });

  it('to comment end at a lock', async () => {
    const { github, octokitOf } = setting;
    const number = github.as('alice').openIssue(api, { title: 'Hot' });
    github.as('alice').setLocked(api, number, true);
    const where = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const comment = { ...at, issue_number: number, body: 'But!' };
    expect(await status(octokitOf('dan').request(where, comment))).toBe(403);
    expect((await octokitOf('bob').request(where, comment)).status).toBe(201);
  });
});

describe('references', () => {
  const where = 'POST /repos/{owner}/{repo}/git/refs';
  const message = async (ref: string, sha = setting.headOf('main')) =>
    (await refusal(setting.bot.request(where, { ...at, ref, sha }))).data;

  it('are made once, at a commit that exists', async () => {
    expect(await message('refs/heads/main')).toMatchObject({ message: 'Reference already exists' });
    expect(await message('refs/heads/x', 'a'.repeat(40))).toMatchObject({ message: 'Object does not exist' });
    expect(await message('refs/heads/main/deeper')).toMatchObject({ message: 'Reference update failed' });
  });

  it.each([
    'refs/heads/a..b',
    'refs/heads/a b',
    'heads/x',
    'refs/heads/x.lock',
    'refs/heads/.x',
    'refs/heads/x/',
    'refs/heads/x~1',
    'refs/heads/@{x',
  ])('are not called %s', async (ref) => {
    expect(await message(ref)).toMatchObject({ message: `${ref} is not a valid ref name.` });
  });

  it('move forward, unless forced', async () => {
    const { bot, headOf } = setting;
    branch('work');
    const back = { ...at, ref: 'heads/work', sha: headOf('main') };
    const move = 'PATCH /repos/{owner}/{repo}/git/refs/{ref}';
    expect((await refusal(bot.request(move, back))).data).toMatchObject({
      message: 'Update is not a fast forward',
    });
    expect((await bot.request(move, { ...back, force: true })).data.object.sha).toBe(headOf('main'));
    expect(await status(bot.request(move, { ...back, ref: 'heads/none' }))).toBe(422);
  });

  it('are deleted once, and the default branch never', async () => {
    const { bot } = setting;
    branch('work');
    const remove = (ref: string) =>
      bot.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...at, ref });
    expect((await remove('heads/work')).status).toBe(204);
    expect(await status(remove('heads/work'))).toBe(422);
    expect(await status(remove('heads/main'))).toBe(422);
  });
});

describe('pull requests', () => {
  const open = (head: string, more: Record<string, unknown> = {}) =>
    setting.bot.request('POST /repos/{owner}/{repo}/pulls', {
      ...at,
      title: 'Work',
      head,
      base: 'main',
      ...more,
    });
  const merge = (pull_number: number, more: Record<string, unknown> = {}) =>
    setting.bot.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
      ...at,
      pull_number,
      ...more,
    });

  it('are one for each branch, of a branch that has commits of its own', async () => {
    branch('work');
    await open('work');
    expect((await refusal(open('work'))).data).toMatchObject({
      errors: [{ code: 'custom', message: 'A pull request already exists for acme:work.' }],
    });
    setting.github.as('bob').createBranch(api, 'empty');
    expect((await refusal(open('empty'))).data).toMatchObject({
      errors: [{ message: 'No commits between main and empty' }],
    });
    expect((await refusal(open('none'))).data).toMatchObject({
      errors: [{ field: 'head', code: 'invalid' }],
    });
    expect((await refusal(open('work', { base: 'none' }))).data).toMatchObject({
      errors: [{ field: 'base' }],
    });
  });

  it('come from forks, by who may write there', async () => {
    const { github, octokitOf } = setting;
    const fork = github.as('dan').fork(api);
    github.as('dan').push(fork, { branch: 'work', files: { 'new.ts': '1' } });
    const where = 'POST /repos/{owner}/{repo}/pulls';
    const wanted = { ...at, title: 'From afar', head: 'dan:work', base: 'main' };
    expect(await status(octokitOf('eve').request(where, wanted))).toBe(403);
    const { data } = await octokitOf('dan').request(where, wanted);
    expect(data).toMatchObject({ head: { label: 'dan:work', repo: { fork: true } }, commits: 1 });
    github.as('dan').deleteRepository(fork);
    const one = { ...at, pull_number: data.number };
    const { data: orphan } = await octokitOf('dan').request(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      one,
    );
    expect(orphan).toMatchObject({ state: 'closed', head: { repo: null } });
  });

  it('merge when pushed to the base by another way, too', async () => {
    const { github, headOf } = setting;
    branch('work');
    const { data } = await open('work');
    const push = { ...at, ref: 'heads/main', sha: headOf('work') };
    await setting.octokitOf('bob').request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', push);
    const merged = expect.objectContaining({ merged: expect.anything() });
    expect(github.find.repository(api).issues.get(data.number)).toMatchObject({
      state: 'closed',
      pull: merged,
    });
  });

  it('are not approved by their author', async () => {
    branch('work');
    const { data } = await open('work');
    const where = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
    const approve = { ...at, pull_number: data.number, event: 'APPROVE' } as const;
    expect((await refusal(setting.bot.request(where, approve))).data).toMatchObject({
      errors: ['Can not approve your own pull request'],
    });
    expect((await setting.octokitOf('bob').request(where, approve)).data.state).toBe('APPROVED');
  });

  it('ask collaborators for review, never their author', async () => {
    branch('work');
    const number = setting.github.as('bob').openPull(api, { title: 'Work', head: 'work' });
    const ask = (...reviewers: string[]) =>
      setting.bot.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
        ...at,
        pull_number: number,
        reviewers,
      });
    expect(await status(ask('bob'))).toBe(422);
    expect(await status(ask('eve'))).toBe(422);
    expect((await ask('alice', 'dan')).data.requested_reviewers?.map((each) => each.login)).toEqual([
      'alice',
      'dan',
    ]);
  });

  it('merge only as the caller has seen them', async () => {
    const sha = branch('work');
    const { data } = await open('work');
    branch('work', 'more.ts');
    expect(await status(merge(data.number, { sha }))).toBe(409);
    expect((await merge(data.number)).data.merged).toBe(true);
    expect(await status(merge(data.number))).toBe(405);
  });

  it('do not merge as drafts, in conflict, or before protection is content', async () => {
    branch('draft');
    expect(await status(merge((await open('draft', { draft: true })).data.number))).toBe(405);
    branch('clash', 'src/a.ts');
    const { data: clash } = await open('clash');
    setting.github.as('alice').push(api, { branch: 'main', files: { 'src/a.ts': 'y\n' } });
    expect(await status(merge(clash.number))).toBe(405);
    const sha = branch('careful');
    const { data: careful } = await open('careful');
    setting.github.protect(api, 'main', { requiredChecks: ['test'], requiredApprovals: 1 });
    expect((await refusal(merge(careful.number))).data).toMatchObject({
      message: 'Required status check "test" is expected.',
    });
    setting.github.as('ci[bot]').reportCheck(api, sha, { name: 'test', conclusion: 'success' });
    expect(await status(merge(careful.number))).toBe(405);
    setting.github.as('bob').review(api, careful.number, 'APPROVED');
    expect((await merge(careful.number)).status).toBe(200);
  });

  it('do not reopen without their branch', async () => {
    branch('work');
    const { data } = await open('work');
    setting.github.as('bob').deleteBranch(api, 'work');
    const reopen = { ...at, pull_number: data.number, state: 'open' } as const;
    expect(await status(setting.bot.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', reopen))).toBe(
      422,
    );
  });

  it('know one GraphQL mutation, and say so', async () => {
    await expect(setting.bot.graphql('query { viewer { login } }')).rejects.toThrow(
      /knows only the mutation/,
    );
    const mutation =
      'mutation { markPullRequestReadyForReview(input: {pullRequestId: "PR_x"}) { clientMutationId } }';
    await expect(setting.bot.graphql(mutation)).rejects.toThrow(/Could not resolve to a node/);
  });
});

describe('what is written', () => {
  it('has at most 65,536 characters, a label 50, a check run 50 annotations', async () => {
    const { bot, github, headOf } = setting;
    const number = github.as('alice').openIssue(api, { title: 'One' });
    const body = 'x'.repeat(65_537);
    const comment = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
    expect(await status(bot.request('POST /repos/{owner}/{repo}/issues', { ...at, title: 'x', body }))).toBe(
      422,
    );
    expect(await status(bot.request(comment, { ...at, issue_number: number, body }))).toBe(422);
    expect(await status(bot.request(comment, { ...at, issue_number: number, body: ' ' }))).toBe(422);
    const name = 'x'.repeat(51);
    expect(await status(bot.request('POST /repos/{owner}/{repo}/labels', { ...at, name }))).toBe(422);
    const labels = { ...at, issue_number: number, labels: [name] };
    expect(await status(bot.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', labels))).toBe(
      422,
    );
    const annotations = Array.from({ length: 51 }, () => ({
      path: 'a.ts',
      start_line: 1,
      end_line: 1,
      annotation_level: 'failure' as const,
      message: 'no',
    }));
    const output = { title: 't', summary: 's', annotations };
    const run = { ...at, name: 'gate', head_sha: headOf('main'), output };
    expect(await status(bot.request('POST /repos/{owner}/{repo}/check-runs', run))).toBe(422);
  });

  it('must be there', async () => {
    const { bot, octokitOf, headOf } = setting;
    const nothing = bot.request('POST /repos/{owner}/{repo}/git/refs', {
      ...at,
      ref: 'refs/heads/x',
      sha: '',
    });
    expect(await status(nothing)).toBe(422);
    const run = { ...at, name: 'gate', head_sha: 'f'.repeat(40) };
    expect(await status(bot.request('POST /repos/{owner}/{repo}/check-runs', run))).toBe(422);
    const person = octokitOf('alice').request('POST /repos/{owner}/{repo}/check-runs', {
      ...run,
      head_sha: headOf('main'),
    });
    expect(await status(person)).toBe(403);
    expect(
      await status(bot.request('GET /repos/{owner}/{repo}/branches/{branch}', { ...at, branch: 'none' })),
    ).toBe(404);
    expect(
      await status(bot.request('GET /repos/{owner}/{repo}/contents/{path}', { ...at, path: 'none' })),
    ).toBe(404);
    expect(await status(bot.request('POST /repos/{owner}/{repo}/labels', { ...at, name: 'bug' }))).toBe(422);
  });

  it('must be JSON, sent to an address that exists', async () => {
    const { github } = setting;
    const authorization = `token ${github.userToken('alice')}`;
    const broken = { method: 'POST', headers: { authorization }, body: '{' };
    expect((await github.fetch('https://api.github.com/repos/acme/api/issues', broken)).status).toBe(400);
    expect((await github.fetch('https://api.github.com/no/such/thing')).status).toBe(404);
    expect(github.requests.perOperation()).toEqual({ 'issues/create': 1, unknown: 1 });
  });
});
