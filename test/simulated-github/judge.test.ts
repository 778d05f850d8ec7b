import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createJudge } from '../../src/simulated-github/judge/judge.js';
import { readDescription } from '../../src/simulated-github/judge/description.js';
import { allRoutes } from '../../src/simulated-github/routes/all.js';
import { setUp } from './setting.js';

const folder = new URL('../../src/simulated-github/description/', import.meta.url);

describe("GitHub's description", () => {
  it('is of the version that the command takes, and of exactly the operations that are answered', () => {
    const ids = z
      .array(z.string())
      .parse(JSON.parse(readFileSync(new URL('operation-ids.json', folder), 'utf8')));
    const { version, operations } = readDescription();
    const script = readFileSync(
      new URL('../../scripts/generate-github-description.mjs', import.meta.url),
      'utf8',
    );
    expect(script).toContain(`const version = '${version}';`);
    expect(Object.keys(operations).toSorted()).toEqual(ids.toSorted());
    const { deliveries } = setUp().github;
    const answered = allRoutes({ deliveries, tokenLifetime: 1 }).filter(
      (each) => each.operation !== 'graphql',
    );
    expect(answered.map((each) => each.operation).toSorted()).toEqual(ids.toSorted());
    for (const { operation, method, path } of answered) {
      const described = operations[operation];
      const names = (each: string) => each.replace(/\{\w+\}/g, '{}');
      expect([operation, described?.method, names(described?.path ?? '')]).toEqual([
        operation,
        method,
        names(path),
      ]);
    }
  });
});

describe('the judge', () => {
  const post = async (path: string, body: unknown) => {
    const { github, judge } = setUp();
    const headers = { authorization: `token ${github.userToken('alice')}` };
    await github.fetch(`https://api.github.com${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return judge.violations;
  };

  it('finds a key in a body that GitHub does not know', async () => {
    expect(await post('/repos/acme/api/issues', { title: 'x', label: ['bug'] })).toEqual([
      {
        of: 'request',
        what: 'issues/create',
        problems: ['the body has a key that GitHub does not know (label)'],
      },
    ]);
  });

  it('finds a value of the wrong kind, and a query that GitHub does not know', async () => {
    expect(await post('/repos/acme/api/issues?dry=1', { title: 'x', labels: 'bug' })).toMatchObject([
      { of: 'request', problems: [expect.stringContaining('(dry)'), '/labels must be array'] },
    ]);
  });

  it('finds an answer that lacks what GitHub promises, and one that GitHub never gives', () => {
    const judge = createJudge();
    judge.answer('issues/get', { status: 200, body: { number: 1 } });
    judge.answer('issues/get', { status: 418, body: { message: 'I am a teapot' } });
    expect(judge.violations).toMatchObject([
      {
        of: 'answer',
        what: 'issues/get 200',
        problems: [expect.stringContaining('must have required property')],
      },
      { of: 'answer', what: 'issues/get 418' },
    ]);
  });

  it('finds a webhook that GitHub would not send', async () => {
    const { github, judge } = setUp();
    const issue = github.as('alice').openIssue('acme/api', { title: 'x' });
    judge.webhook('issues', 'invented', {});
    judge.webhook('issues', 'opened', { action: 'opened', issue });
    expect(judge.violations).toMatchObject([{ what: 'issues.invented' }, { what: 'issues.opened' }]);
    await github.idle();
  });
});
