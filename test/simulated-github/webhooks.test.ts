import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { at, setUp } from './setting.js';

const api = 'acme/api';

describe('webhooks', () => {
  it('are signed over the bytes that are sent, each under a GUID of its own', async () => {
    const { github, received } = setUp();
    github.as('alice').openIssue(api, { title: 'Grüße', labels: ['bug'] });
    await github.idle();
    expect(new Set(received.map(({ guid }) => guid)).size).toBe(received.length);
    for (const { headers, body, event } of received) {
      const signature = createHmac('sha256', 'secret').update(Buffer.from(body)).digest('hex');
      expect(headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
      expect(headers['x-github-event']).toBe(event);
      expect(headers['x-github-hook-installation-target-id']).toBe('7');
    }
  });

  it('tell all that happens to an issue', async () => {
    const { github, events, judge } = setUp();
    const alice = github.as('alice');
    github.addRepository('acme/web');
    await events();
    const number = alice.openIssue(api, { title: 'One' });
    alice.editIssue(api, number, { title: 'Two', body: 'Text' });
    alice.label(api, number, 'new-label');
    alice.unlabel(api, number, 'new-label');
    alice.assign(api, number, 'bob');
    const comment = alice.comment(api, number, 'Hello');
    alice.editComment(api, comment, 'Hello again');
    alice.deleteComment(api, comment);
    alice.editIssue(api, number, { state: 'closed', stateReason: 'not_planned' });
    alice.editIssue(api, number, { state: 'open' });
    alice.transferIssue(api, number, 'acme/web');
    alice.deleteIssue(api, alice.openIssue(api, { title: 'Gone' }));
    expect(await events()).toEqual([
      'issues.opened',
      'issues.edited',
      'label.created',
      'issues.labeled',
      'issues.unlabeled',
      'issues.assigned',
      'issue_comment.created',
      'issue_comment.edited',
      'issue_comment.deleted',
      'issues.closed',
      'issues.reopened',
      'issues.transferred',
      'issues.opened',
      'issues.opened',
      'issues.deleted',
    ]);
    expect(judge.violations).toEqual([]);
  });

  it('tell all that happens to a pull request', async () => {
    const { github, events, judge } = setUp();
    const [alice, bob] = [github.as('alice'), github.as('bob')];
    bob.push(api, { branch: 'work', files: { 'new.ts': '1\n' } });
    await events();
    const number = bob.openPull(api, { title: 'Work', head: 'work' });
    bob.setDraft(api, number, true);
    bob.setDraft(api, number, false);
    bob.label(api, number, 'bug');
    bob.editIssue(api, number, { title: 'Better' });
    bob.comment(api, number, 'See?');
    expect(await events()).toEqual([
      'pull_request.opened',
      'pull_request.converted_to_draft',
      'pull_request.ready_for_review',
      'pull_request.labeled',
      'pull_request.edited',
      'issue_comment.created',
    ]);
    bob.push(api, { branch: 'work', files: { 'new.ts': '2\n' } });
    expect(await events()).toEqual(['push', 'check_suite.requested', 'pull_request.synchronize']);
    const review = alice.review(api, number, 'CHANGES_REQUESTED', 'No.');
    alice.editReview(api, review, 'No, please.');
    alice.dismissReview(api, review);
    const group = alice.requestMergeGroup(api, number);
    alice.destroyMergeGroup(api, group, 'dequeued');
    expect(await events()).toEqual([
      'pull_request_review.submitted',
      'pull_request_review.edited',
      'pull_request_review.dismissed',
      'check_suite.requested',
      'merge_group.checks_requested',
      'merge_group.destroyed',
    ]);
    bob.closePull(api, number);
    bob.reopenPull(api, number);
    bob.deleteBranch(api, 'work');
    expect(await events()).toEqual([
      'pull_request.closed',
      'pull_request.reopened',
      'delete',
      'push',
      'pull_request.closed',
    ]);
    expect(judge.violations).toEqual([]);
  });

  it('tell no push to a branch while it is queued to be merged, and that what is closed leaves the queue', async () => {
    const { github, events, judge } = setUp();
    const bob = github.as('bob');
    bob.push(api, { branch: 'work', files: { 'a.ts': '1\n' } });
    const number = bob.openPull(api, { title: 'Work', head: 'work' });
    bob.requestMergeGroup(api, number);
    await events();
    const push = () => bob.push(api, { branch: 'work', files: { 'a.ts': '2\n' } });
    expect(push).toThrow('Branches that are queued for merging cannot be updated');
    expect(await events()).toEqual([]);
    bob.closePull(api, number);
    push();
    expect(await events()).toEqual([
      'pull_request.closed',
      'merge_group.destroyed',
      'push',
      'check_suite.requested',
    ]);
    expect(judge.violations).toEqual([]);
  });

  it('tell of forced pushes, with what was added, changed and removed', async () => {
    const { github, received, judge } = setUp();
    const bob = github.as('bob');
    const from = bob.createBranch(api, 'work');
    bob.push(api, { branch: 'work', files: { 'src/a.ts': 'changed\n', 'b.ts': 'b\n', 'README.md': null } });
    bob.push(api, { branch: 'work', files: { 'c.ts': 'c\n' }, from, force: true });
    await github.idle();
    const pushes = received
      .filter(({ event }) => event === 'push')
      .map(({ body }) => JSON.parse(body) as unknown);
    expect(pushes).toMatchObject([
      { created: true, before: '0'.repeat(40), commits: [] },
      { forced: false, commits: [{ added: ['b.ts'], modified: ['src/a.ts'], removed: ['README.md'] }] },
      { forced: true, commits: [{ added: ['c.ts'] }] },
    ]);
    expect(judge.violations).toEqual([]);
  });

  it('tell of a pull request that a forced push leaves nothing to merge', async () => {
    const { github, events, headOf, judge } = setUp();
    const bob = github.as('bob');
    bob.push(api, { branch: 'work', files: { 'new.ts': '1\n' } });
    bob.openPull(api, { title: 'Work', head: 'work' });
    bob.push(api, { branch: 'main', files: { 'other.ts': '1\n' } });
    const before = headOf('main');
    await events();
    bob.createBranch(api, 'work', before);
    expect(await events()).toEqual(['push', 'pull_request.synchronize', 'pull_request.closed']);
    expect(judge.violations).toEqual([]);
  });

  it('name no pull request of a fork in check runs', async () => {
    const { github, received, judge } = setUp();
    const dan = github.as('dan');
    const fork = dan.fork(api);
    const sha = dan.push(fork, { branch: 'work', files: { 'new.ts': '1\n' } });
    const number = dan.openPull(api, { title: 'From afar', head: 'work', fork });
    const own = github.as('bob').push(api, { branch: 'own', files: { 'own.ts': '1\n' } });
    github.as('bob').openPull(api, { title: 'From here', head: 'own' });
    for (const each of [sha, own])
      github.as('ci[bot]').reportCheck(api, each, { name: 'test', status: 'queued' });
    await github.idle();
    const named = z.object({
      check_run: z.object({ pull_requests: z.array(z.object({ number: z.number() })) }),
    });
    const runs = received
      .filter(({ event }) => event === 'check_run')
      .map(({ body }) => named.parse(JSON.parse(body)));
    expect(runs.map((each) => each.check_run.pull_requests.length)).toEqual([0, 1]);
    const moved = dan.push(fork, { branch: 'work', files: { 'new.ts': '2\n' } });
    expect(github.find.repository(api).issues.get(number)?.pull?.head.sha).toBe(moved);
    expect(judge.violations).toEqual([]);
  });

  it('tell of checks, statuses and the re-run button', async () => {
    const { github, bot, events, headOf, judge } = setUp();
    await events();
    const ci = github.as('ci[bot]');
    const run = ci.reportCheck(api, headOf('main'), { name: 'test', status: 'in_progress' });
    ci.updateCheck(api, run, { conclusion: 'failure', output: { title: 'Red', summary: '1 of 9 failed' } });
    ci.reportStatus(api, headOf('main'), { state: 'success', context: 'deploy' });
    expect(await events()).toEqual([
      'check_run.created',
      'check_run.completed',
      'check_suite.completed',
      'status',
    ]);
    // Another App's run: the request to run again goes to that App alone.
    github.as('alice').rerunCheck(api, run);
    expect(await events()).toEqual([]);
    const { data } = await bot.request('POST /repos/{owner}/{repo}/check-runs', {
      ...at,
      name: 'gate',
      head_sha: headOf('main'),
      status: 'completed',
      conclusion: 'failure',
    });
    await events();
    github.as('alice').rerunCheck(api, Number(data.id));
    expect(await events()).toEqual(['check_run.rerequested']);
    expect(judge.violations).toEqual([]);
  });

  it('tell of a suite of two jobs that it is completed once both have ended', async () => {
    const { github, events, received, headOf, judge } = setUp();
    await events();
    const ci = github.as('ci[bot]');
    ci.expectJobs(api, headOf('main'), true);
    ci.reportCheck(api, headOf('main'), { name: 'build', conclusion: 'success' });
    expect(await events()).toEqual(['check_run.created', 'check_run.completed']);
    const shown = z.object({ check_run: z.object({ check_suite: z.object({ status: z.string() }) }) });
    const last = shown.parse(JSON.parse(received.at(-1)?.body ?? ''));
    expect(last.check_run.check_suite.status).toBe('in_progress');
    ci.reportCheck(api, headOf('main'), { name: 'test', conclusion: 'success' });
    expect(await events()).toEqual(['check_run.created', 'check_run.completed']);
    ci.expectJobs(api, headOf('main'), false);
    expect(await events()).toEqual(['check_suite.completed']);
    expect(judge.violations).toEqual([]);
  });

  it('tell of repositories and installations', async () => {
    const { github, events, installationId, judge } = setUp();
    const alice = github.as('alice');
    await events();
    alice.createBranch(api, 'next');
    await events();
    alice.changeDefaultBranch(api, 'next');
    alice.renameRepository(api, 'service');
    alice.setArchived('acme/service', true);
    alice.setArchived('acme/service', false);
    alice.deleteRepository('acme/service');
    expect(await events()).toEqual([
      'repository.edited',
      'repository.renamed',
      'repository.archived',
      'repository.unarchived',
      'repository.deleted',
    ]);
    github.addRepository('acme/one');
    github.addRepository('acme/two');
    alice.removeRepositories(installationId, 'acme/one');
    alice.addRepositories(installationId, 'acme/one');
    alice.setSuspended(installationId, true);
    alice.openIssue('acme/one', { title: 'Unheard' });
    alice.setSuspended(installationId, false);
    alice.uninstall(installationId);
    alice.openIssue('acme/one', { title: 'Unheard, too' });
    expect(await events()).toEqual([
      'installation_repositories.removed',
      'installation_repositories.added',
      'installation.suspend',
      'installation.unsuspend',
      'installation.deleted',
    ]);
    expect(judge.violations).toEqual([]);
  });

  it('tell of a transfer between people', async () => {
    const { github, events, judge } = setUp();
    const alice = github.as('alice');
    github.addRepository('alice/tool');
    github.addRepository('eve/tool-2');
    github.install('tekton', 'alice');
    github.install('tekton', 'eve');
    await events();
    alice.transferRepository('alice/tool', 'eve');
    expect(await events()).toEqual(['repository.transferred']);
    expect(judge.violations).toEqual([]);
  });

  it('reach only Apps that subscribed and have the permission', async () => {
    const { github, events } = setUp({}, { issues: 'read' });
    await events();
    github.as('bob').push(api, { branch: 'work', files: { 'new.ts': '1\n' } });
    github.as('bob').openPull(api, { title: 'Work', head: 'work' });
    github.as('bob').openIssue(api, { title: 'Heard' });
    expect(await events()).toEqual(['issues.opened']);
  });
});

describe('the delivery log', () => {
  it('is listed by cursor, newest first, and delivers again under the same GUID', async () => {
    const fail = { status: 500 };
    let answer = fail;
    const seen: string[] = [];
    const { github, asApp, judge } = setUp({
      deliver: ({ guid }) => {
        seen.push(guid);
        return Promise.resolve(answer);
      },
    });
    for (const title of ['a', 'b', 'c']) github.as('alice').openIssue(api, { title });
    await github.idle();
    const first = await asApp.request('GET /app/hook/deliveries', { per_page: 3 });
    expect(first.data.map(({ event, status_code }) => [event, status_code])).toEqual(
      Array.from({ length: 3 }, () => ['issues', 500]),
    );
    const cursor = /cursor=(\d+)/.exec(first.headers.link ?? '')?.[1] ?? '';
    const second = await asApp.request('GET /app/hook/deliveries', { per_page: 3, cursor });
    expect(second.data.map(({ event }) => event)).toEqual(['installation']);
    expect(second.headers.link).toBeUndefined();

    answer = { status: 202 };
    const [failed] = first.data;
    const delivery_id = Number(failed?.id);
    await asApp.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id });
    await github.idle();
    expect(seen.at(-1)).toBe(failed?.guid);
    const [again] = (await asApp.request('GET /app/hook/deliveries', { per_page: 1 })).data;
    expect(again).toMatchObject({ guid: failed?.guid, redelivery: true, status_code: 202, status: 'OK' });
    const { data: whole } = await asApp.request('GET /app/hook/deliveries/{delivery_id}', { delivery_id });
    expect(whole.request.payload).toMatchObject({ action: 'opened', issue: { title: 'c' } });
    expect(judge.violations).toEqual([]);
  });
});
