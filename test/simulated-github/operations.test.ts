import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { at, setUp, type Setting } from './setting.js';

const api = 'acme/api';
const ids = z
  .array(z.string())
  .parse(
    JSON.parse(
      readFileSync(
        new URL('../../src/simulated-github/description/operation-ids.json', import.meta.url),
        'utf8',
      ),
    ),
  );

let setting: Setting;
const used = new Set<string>();
beforeEach(() => {
  setting = setUp();
});
afterEach(() => {
  expect(setting.judge.violations).toEqual([]);
  for (const each of setting.github.requests.log) if (each.status < 400) used.add(each.operation);
});

describe('every answer is as GitHub describes it', () => {
  it('of the App and its installation', async () => {
    const { asApp, bot, installationId: installation_id } = setting;
    expect((await asApp.request('GET /app')).data?.slug).toBe('tekton');
    expect((await asApp.request('GET /app/installations')).data).toHaveLength(1);
    const { data } = await asApp.request('GET /app/installations/{installation_id}', { installation_id });
    expect(data.account).toMatchObject({ login: 'acme' });
    expect((await asApp.request('GET /repos/{owner}/{repo}/installation', at)).data.id).toBe(installation_id);
    expect((await bot.request('GET /installation/repositories')).data.total_count).toBe(1);
  });

  it('of contents, which come as base64, raw or as a folder, and are written on a branch', async () => {
    const { bot, github, headOf } = setting;
    const where = 'GET /repos/{owner}/{repo}/contents/{path}';
    const { data: file } = await bot.request(where, { ...at, path: 'src/a.ts', ref: 'main' });
    if (Array.isArray(file) || file.type !== 'file') throw new Error('It is a file.');
    expect(Buffer.from(file.content, 'base64').toString()).toBe('one\ntwo\nthree\n');
    const raw = await bot.request(where, { ...at, path: 'src/a.ts', mediaType: { format: 'raw' } });
    expect(raw.data).toBe('one\ntwo\nthree\n');
    expect((await bot.request(where, { ...at, path: 'src' })).data).toMatchObject([{ name: 'a.ts' }]);

    github.as('bob').createBranch(api, 'work');
    const write = (content: string, sha?: string) =>
      bot.request('PUT /repos/{owner}/{repo}/contents/{path}', {
        ...at,
        path: 'src/b.ts',
        message: 'Write',
        branch: 'work',
        content: Buffer.from(content).toString('base64'),
        ...(sha === undefined ? {} : { sha }),
      });
    const first = await write('1');
    expect(first.status).toBe(201);
    await expect(write('2')).rejects.toMatchObject({ status: 422 });
    await expect(write('2', 'f'.repeat(40))).rejects.toMatchObject({ status: 409 });
    expect((await write('2', first.data.content?.sha)).status).toBe(200);

    const compared = await bot.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      ...at,
      basehead: 'main...work',
    });
    expect(compared.data).toMatchObject({
      status: 'ahead',
      ahead_by: 2,
      behind_by: 0,
      files: [{ filename: 'src/b.ts' }],
    });
    const commit = await bot.request('GET /repos/{owner}/{repo}/commits/{ref}', { ...at, ref: 'work' });
    expect(commit.data.parents).toHaveLength(1);
    const branch = await bot.request('GET /repos/{owner}/{repo}/branches/{branch}', {
      ...at,
      branch: 'work',
    });
    expect(branch.data.commit.sha).toBe(headOf('work'));
    expect((await bot.request('GET /repos/{owner}/{repo}', at)).data.default_branch).toBe('main');
    await bot.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      ...at,
      username: 'bob',
    });
  });

  it('of references', async () => {
    const { bot, headOf, github } = setting;
    await bot.request('POST /repos/{owner}/{repo}/git/refs', {
      ...at,
      ref: 'refs/heads/feature/a-1',
      sha: headOf('main'),
    });
    const matching = { ...at, ref: 'heads/feature/' };
    expect(
      (await bot.request('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', matching)).data,
    ).toHaveLength(1);
    const sha = github.as('bob').push(api, { branch: 'other', files: { 'x.ts': 'x' } });
    const ref = { ...at, ref: 'heads/feature/a-1' };
    await bot.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', { ...ref, sha });
    expect((await bot.request('GET /repos/{owner}/{repo}/git/ref/{ref}', ref)).data.object.sha).toBe(sha);
    await bot.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', ref);
  });

  it('of issues, labels and assignees', async () => {
    const { bot } = setting;
    const { data: issue } = await bot.request('POST /repos/{owner}/{repo}/issues', {
      ...at,
      title: 'One',
      body: 'Text',
      labels: ['bug', 'brand new'],
      assignees: ['bob', 'eve'],
    });
    expect(issue.assignees?.map((each) => each.login)).toEqual(['bob']);
    const one = { ...at, issue_number: issue.number };
    const labels = '/repos/{owner}/{repo}/issues/{issue_number}/labels';
    await bot.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...one,
      state: 'closed',
      state_reason: 'not_planned',
    });
    expect((await bot.request('GET /repos/{owner}/{repo}/issues/{issue_number}', one)).data).toMatchObject({
      state: 'closed',
      state_reason: 'not_planned',
      closed_by: { login: 'tekton[bot]' },
    });
    const list = (more: Record<string, unknown>) =>
      bot.request('GET /repos/{owner}/{repo}/issues', { ...at, ...more });
    expect((await list({})).data).toEqual([]);
    expect((await list({ state: 'all', labels: 'bug', creator: 'tekton[bot]' })).data).toHaveLength(1);
    expect((await list({ state: 'closed', since: '2100-01-01T00:00:00Z' })).data).toEqual([]);

    await bot.request('POST /repos/{owner}/{repo}/labels', {
      ...at,
      name: 'a/b c',
      color: 'ff0000',
      description: 'Odd',
    });
    expect(
      (await bot.request('GET /repos/{owner}/{repo}/labels/{name}', { ...at, name: 'a/b c' })).data.color,
    ).toBe('ff0000');
    expect((await bot.request('GET /repos/{owner}/{repo}/labels', at)).data).toHaveLength(7);
    await bot.request(`POST ${labels}`, { ...one, labels: ['a/b c'] });
    await bot.request(`DELETE ${labels}/{name}`, { ...one, name: 'a/b c' });
    await expect(bot.request(`DELETE ${labels}/{name}`, { ...one, name: 'a/b c' })).rejects.toMatchObject({
      status: 404,
    });
    await bot.request(`PUT ${labels}`, { ...one, labels: ['question'] });
    expect((await bot.request(`GET ${labels}`, one)).data.map((each) => each.name)).toEqual(['question']);
    await bot.request('POST /repos/{owner}/{repo}/issues/{issue_number}/assignees', {
      ...one,
      assignees: ['cleo'],
    });
    const { data } = await bot.request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees', {
      ...one,
      assignees: ['bob'],
    });
    expect(data.assignees?.map((each) => each.login)).toEqual(['cleo']);
  });

  it('of comments and reactions', async () => {
    const { bot, github } = setting;
    const one = { ...at, issue_number: github.as('alice').openIssue(api, { title: 'One' }) };
    const where = '/repos/{owner}/{repo}/issues';
    const { data: comment } = await bot.request(`POST ${where}/{issue_number}/comments`, {
      ...one,
      body: 'Hello',
    });
    expect(comment.performed_via_github_app?.slug).toBe('tekton');
    const its = { ...at, comment_id: comment.id };
    await bot.request(`PATCH ${where}/comments/{comment_id}`, { ...its, body: 'Hello again' });
    expect((await bot.request(`GET ${where}/comments/{comment_id}`, its)).data.body).toBe('Hello again');
    const react = () =>
      bot.request(`POST ${where}/comments/{comment_id}/reactions`, { ...its, content: 'rocket' });
    expect([(await react()).status, (await react()).status]).toEqual([201, 200]);
    await bot.request(`POST ${where}/{issue_number}/reactions`, { ...one, content: 'eyes' });
    expect((await bot.request(`GET ${where}/comments/{comment_id}/reactions`, its)).data).toHaveLength(1);
    expect((await bot.request(`GET ${where}/{issue_number}/reactions`, one)).data).toHaveLength(1);
    expect((await bot.request(`GET ${where}/{issue_number}/comments`, one)).data[0]?.reactions?.rocket).toBe(
      1,
    );
    await bot.request(`DELETE ${where}/comments/{comment_id}`, its);
    expect((await bot.request(`GET ${where}/{issue_number}/comments`, one)).data).toEqual([]);
  });

  it('of pull requests and reviews', async () => {
    const { bot, github, octokitOf } = setting;
    github.as('bob').push(api, { branch: 'work', files: { 'new.ts': '1\n' } });
    const { data: pull } = await bot.request('POST /repos/{owner}/{repo}/pulls', {
      ...at,
      title: 'Work',
      head: 'work',
      base: 'main',
    });
    const one = { ...at, pull_number: pull.number };
    const where = '/repos/{owner}/{repo}/pulls';
    expect((await bot.request(`GET ${where}`, { ...at, head: 'acme:work', base: 'main' })).data).toHaveLength(
      1,
    );
    expect((await bot.request(`GET ${where}`, { ...at, head: 'acme:other' })).data).toEqual([]);
    expect(
      (await bot.request(`PATCH ${where}/{pull_number}`, { ...one, title: 'Better', body: 'Text' })).data
        .title,
    ).toBe('Better');
    expect((await bot.request(`GET ${where}/{pull_number}`, one)).data.mergeable).toBe(true);
    expect((await bot.request(`GET ${where}/{pull_number}/files`, one)).data).toMatchObject([
      { filename: 'new.ts' },
    ]);
    expect((await bot.request(`GET ${where}/{pull_number}/commits`, one)).data).toHaveLength(1);
    await bot.request(`POST ${where}/{pull_number}/requested_reviewers`, {
      ...one,
      reviewers: ['bob', 'alice'],
    });
    await bot.request(`DELETE ${where}/{pull_number}/requested_reviewers`, { ...one, reviewers: ['alice'] });
    const review = { ...one, event: 'REQUEST_CHANGES' as const, body: 'No.' };
    const { data } = await octokitOf('bob').request(`POST ${where}/{pull_number}/reviews`, review);
    const its = { ...one, review_id: Number(data.id) };
    expect((await bot.request(`GET ${where}/{pull_number}/reviews/{review_id}`, its)).data.state).toBe(
      'CHANGES_REQUESTED',
    );
    await octokitOf('alice').request(`PUT ${where}/{pull_number}/reviews/{review_id}/dismissals`, {
      ...its,
      message: 'Old',
    });
    expect((await bot.request(`GET ${where}/{pull_number}/reviews`, one)).data).toMatchObject([
      { state: 'DISMISSED' },
    ]);
    expect(
      (await bot.request(`PUT ${where}/{pull_number}/merge`, { ...one, merge_method: 'rebase' })).data.merged,
    ).toBe(true);
  });

  it('of checks and statuses', async () => {
    const { bot, headOf } = setting;
    const runs = '/repos/{owner}/{repo}/check-runs';
    const run = {
      ...at,
      name: 'gate',
      head_sha: headOf('main'),
      output: { title: 'Red', summary: 'It is.' },
    };
    const { data: first } = await bot.request(`POST ${runs}`, { ...run, status: 'in_progress' });
    const one = { ...at, check_run_id: Number(first.id) };
    const { data } = await bot.request(`PATCH ${runs}/{check_run_id}`, { ...one, conclusion: 'failure' });
    expect(data.status).toBe('completed');
    await bot.request(`POST ${runs}`, { ...run, conclusion: 'success' });
    expect((await bot.request(`GET ${runs}/{check_run_id}`, one)).data.conclusion).toBe('failure');
    await bot.request(`POST ${runs}/{check_run_id}/rerequest`, one);
    const commit = '/repos/{owner}/{repo}/commits/{ref}';
    const ref = { ...at, ref: headOf('main') };
    const latest = await bot.request(`GET ${commit}/check-runs`, { ...ref, check_name: 'gate', app_id: 7 });
    expect(latest.data).toMatchObject({ total_count: 1, check_runs: [{ conclusion: 'success' }] });
    expect((await bot.request(`GET ${commit}/check-runs`, { ...ref, filter: 'all' })).data.total_count).toBe(
      2,
    );
    const suites = await bot.request(`GET ${commit}/check-suites`, ref);
    expect(suites.data.check_suites).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
    for (const state of ['pending', 'failure'] as const) {
      await bot.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
        ...at,
        sha: ref.ref,
        state,
        context: 'deploy',
      });
    }
    expect((await bot.request(`GET ${commit}/status`, ref)).data).toMatchObject({
      state: 'failure',
      total_count: 1,
    });
    expect((await bot.request(`GET ${commit}/statuses`, ref)).data).toHaveLength(2);
  });

  it('of deliveries', async () => {
    const { asApp, github } = setting;
    await github.idle();
    const [delivery] = (await asApp.request('GET /app/hook/deliveries')).data;
    const delivery_id = Number(delivery?.id);
    await asApp.request('GET /app/hook/deliveries/{delivery_id}', { delivery_id });
    await asApp.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id });
  });

  it('so that none of the operations is unheld', () => {
    expect(ids.filter((each) => !used.has(each))).toEqual([]);
  });
});
