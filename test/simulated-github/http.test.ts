import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { RequestError } from '@octokit/request-error';
import { postWebhook } from '../../src/simulated-github/webhooks/deliveries.js';
import { at, setUp } from './setting.js';

const api = 'acme/api';

describe('over HTTP', () => {
  it('it answers below a prefix, GraphQL beside it, and posts its webhooks', async () => {
    const heard: (string | undefined)[] = [];
    const receiver = createServer((request, answer) => {
      heard.push(request.headers['x-github-event']?.toString());
      request.resume().on('end', () => answer.writeHead(202).end());
    });
    await new Promise<void>((resolve) => {
      receiver.listen(0, '127.0.0.1', resolve);
    });
    const address = receiver.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { github } = setUp({ deliver: postWebhook });
    github.find.app('tekton').webhook = { url: `http://127.0.0.1:${port}/`, secret: 'secret' };
    const { url, close } = await github.listen({ prefix: '/api/v3' });
    const octokit = new Octokit({ auth: github.userToken('bob'), baseUrl: url });

    const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues', { ...at, title: 'Grüße' });
    expect(data.url).toBe(`${url}/repos/acme/api/issues/1`);
    const direct = await octokit.request(`GET ${data.url}`);
    expect(direct.data).toMatchObject({ title: 'Grüße' });
    github.as('bob').push(api, { branch: 'work', files: { 'new.ts': '1' } });
    const pull = { ...at, title: 'Work', head: 'work', base: 'main', draft: true };
    const { data: draft } = await octokit.request('POST /repos/{owner}/{repo}/pulls', pull);
    await octokit.graphql(
      'mutation ($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { clientMutationId } }',
      { id: draft.node_id },
    );
    await github.idle();
    expect(heard).toContain('issues');
    expect(heard.at(-1)).toBe('pull_request');
    expect(github.deliveries.log.at(-1)?.answer?.status).toBe(202);
    await close();
    receiver.closeAllConnections();
    receiver.close();
  });

  it('lists come in pages that link to each other', async () => {
    const { github, bot } = setUp();
    for (let each = 1; each <= 5; each++) github.as('alice').openIssue(api, { title: String(each) });
    const middle = await bot.request('GET /repos/{owner}/{repo}/issues', {
      ...at,
      per_page: 2,
      page: 2,
      direction: 'asc',
    });
    expect(middle.data.map(({ title }) => title)).toEqual(['3', '4']);
    const link = middle.headers.link ?? '';
    const rels = [...link.matchAll(/[?&]page=(\d+)[^>]*>; rel="(\w+)"/g)].map(
      ([, page, rel]) => `${rel ?? ''} ${page ?? ''}`,
    );
    expect(rels).toEqual(['prev 1', 'next 3', 'last 3', 'first 1']);
  });

  it('what is known already is not sent again', async () => {
    const { github, bot } = setUp();
    const { headers } = await bot.request('GET /repos/{owner}/{repo}/labels', at);
    const again = bot.request('GET /repos/{owner}/{repo}/labels', {
      ...at,
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    await expect(again).rejects.toMatchObject({ status: 304 });
    github.as('alice').label(api, github.as('alice').openIssue(api, { title: 'x' }), 'new');
    const changed = await bot.request('GET /repos/{owner}/{repo}/labels', {
      ...at,
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    expect(changed.status).toBe(200);
    expect(Number(changed.headers['x-ratelimit-remaining'])).toBeLessThan(5000);
  });

  it('a renamed repository is found by its old name', async () => {
    const { github, bot } = setUp();
    github.as('alice').renameRepository(api, 'service');
    expect((await bot.request('GET /repos/{owner}/{repo}', at)).data.full_name).toBe('acme/service');
    const { data } = await bot.request('POST /repos/{owner}/{repo}/issues', { ...at, title: 'Sent on' });
    expect(data.repository_url).toBe('https://api.github.com/repos/acme/service');
    const headers = { authorization: `token ${github.userToken('bob')}` };
    const strict = { headers, redirect: 'manual' } as const;
    const { status } = await github.fetch('https://api.github.com/repos/acme/api', strict);
    expect(status).toBe(301);
    const moved = await bot.request('GET /repositories/{id}/branches/main', {
      id: github.find.repository('acme/service').id,
    });
    expect(moved.data).toMatchObject({ name: 'main' });
  });

  it('a transferred issue is found where it went, with its comments, and a deleted one is gone', async () => {
    const { github, bot, octokitOf } = setUp();
    github.addRepository('acme/web', { labels: ['bug'] });
    github.addRepository('acme/secret', { private: true });
    const alice = github.as('alice');
    const [number, hidden, deleted] = [1, 2, 3].map(() =>
      alice.openIssue(api, { title: 'x', labels: ['bug', 'here'] }),
    );
    alice.comment(api, number ?? 0, 'Look.');
    const to = alice.transferIssue(api, number ?? 0, 'acme/web');
    alice.transferIssue(api, hidden ?? 0, 'acme/secret');
    alice.deleteIssue(api, deleted ?? 0);
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
    const { data, url } = await bot.request(route, { ...at, issue_number: number ?? 0 });
    const web = github.find.repository('acme/web').id;
    expect(url).toBe(`https://api.github.com/repositories/${web}/issues/${to}`);
    expect(data).toMatchObject({ number: to, comments: 1, labels: [{ name: 'bug' }] });
    const eve = octokitOf('eve');
    const status = (issue_number = 0, path = route) =>
      eve.request(path, { ...at, issue_number }).then(
        (answer) => answer.status,
        (error: unknown) => (error instanceof RequestError ? error.status : null),
      );
    expect(await status(hidden)).toBe(404);
    expect(await status(deleted)).toBe(410);
    expect(await status(number, `${route}/comments`)).toBe(404);
  });

  it('a fault may stand before an operation or after it', async () => {
    let fault: 'before' | 'after' = 'before';
    const { github } = setUp({
      intercept: ({ operation }, proceed) => {
        if (operation !== 'issues/create') return proceed();
        if (fault === 'after') proceed();
        return { status: 502, headers: { 'retry-after': '1' }, body: 'Bad Gateway' };
      },
    });
    const issues = () => github.find.repository(api).issues.size;
    const octokit = new Octokit({ auth: github.userToken('bob'), request: { fetch: github.fetch } });
    const create = () => octokit.request('POST /repos/{owner}/{repo}/issues', { ...at, title: 'x' });
    await expect(create()).rejects.toMatchObject({ status: 502 });
    expect(issues()).toBe(0);
    fault = 'after';
    await expect(create()).rejects.toMatchObject({ status: 502 });
    expect(issues()).toBe(1);
  });

  it('the same story gives the same names', async () => {
    const story = async () => {
      const { github, received } = setUp({ now: () => Date.UTC(2026, 0, 1) });
      const sha = github.as('bob').push(api, { branch: 'work', files: { 'new.ts': '1' } });
      const number = github.as('bob').openPull(api, { title: 'Work', head: 'work' });
      github.as('alice').merge(api, number, 'squash');
      await github.idle();
      return { sha, received: received.map(({ body, guid }) => [guid, body]) };
    };
    expect(await story()).toEqual(await story());
  });
});
