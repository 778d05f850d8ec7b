import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  agentKey,
  auditKey,
  dayKey,
  deliveryKey,
  installationKey,
  outcomeKey,
  pointerKey,
  projectKey,
  redeliveriesKey,
  reportKey,
  workflowKey,
} from '../../src/adapters/dynamodb/item-keys.js';
import { allows } from './allows.js';
import { packaged, STAGE } from './package.js';
import { line, permissionFaults, statementsOf } from './rules/permissions.js';
import { ofType } from './template.js';

const { template } = await packaged();

const logsOf = (name: string) =>
  'Allow logs:CreateLogStream, logs:PutLogEvents on arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:' +
  `log-group:/aws/lambda/tekton-core-${STAGE}-${name}:*`;
const TRACES = 'Allow xray:PutTraceSegments, xray:PutTelemetryRecords on *';

/** All that each function may do. Whoever widens it widens it here as well, and says why in `deployment/roles.yml`. */
const MAY = {
  WebhookLambdaFunction: [
    logsOf('webhook'),
    TRACES,
    'Allow dynamodb:GetItem, dynamodb:PutItem on ${Table.Arn}' +
      ' if ForAllValues:StringLike dynamodb:LeadingKeys delivery#*',
    'Allow events:PutEvents on ${Bus.Arn}',
    'Allow secretsmanager:GetSecretValue on ${WebhookSecret}',
  ],
  WorkerLambdaFunction: [
    logsOf('worker'),
    TRACES,
    'Allow dynamodb:GetItem, dynamodb:PutItem, dynamodb:BatchGetItem, dynamodb:BatchWriteItem, dynamodb:Query on ${Table.Arn}',
    'Allow dynamodb:Query on ${Table.Arn}/index/due, ${Table.Arn}/index/open-workflows, ${Table.Arn}/index/installed-projects',
    'Allow events:PutEvents on ${Bus.Arn}',
    'Allow secretsmanager:GetSecretValue on ${AppSecret}',
    'Allow sqs:SendMessage on ${DeadWakeUps.Arn}',
  ],
  TickLambdaFunction: [
    logsOf('tick'),
    TRACES,
    'Allow dynamodb:GetItem, dynamodb:PutItem on ${Table.Arn}' +
      ' if ForAllValues:StringLike dynamodb:LeadingKeys redeliveries#*, pace#*',
    'Allow dynamodb:Query on ${Table.Arn}/index/due',
    'Allow events:PutEvents on ${Bus.Arn}',
    'Allow secretsmanager:GetSecretValue on ${AppSecret}',
    'Allow sqs:SendMessage on ${DeadTicks.Arn}',
  ],
};

describe('permissions', () => {
  it.each(Object.entries(MAY))('%s may do this and no more', (id, may) => {
    expect(statementsOf(template, id).map(line)).toEqual(may);
  });

  it('are listed for every function', () => {
    expect(ofType(template, 'AWS::Lambda::Function').map(({ id }) => id)).toEqual(Object.keys(MAY));
  });

  it('are open to nobody else, and to nothing more than it must be', () => {
    expect(permissionFaults(template)).toEqual([]);
  });
});

describe('of the items', () => {
  const keys = {
    delivery: deliveryKey('a').pk,
    redeliveries: redeliveriesKey('app').pk,
    workflow: workflowKey('a').pk,
    project: projectKey(1).pk,
    installation: installationKey('1').pk,
    agent: agentKey(1, 'a').pk,
    audit: auditKey('a', 'a').pk,
    day: dayKey(1, '2026-01-01').pk,
    report: reportKey(1, '2026-01-01', 'a').pk,
    outcome: outcomeKey({ repositoryId: 1, issueNumber: 1, end: 'merged', endedAt: 1 }).pk,
    pointer: pointerKey({ kind: 'branch', repositoryId: 1, name: 'a' }).pk,
  };
  const kindsFor = (id: string, action: string) =>
    Object.entries(keys)
      .filter(([, pk]) => allows(template, id, { action, resource: '${Table.Arn}', leadingKeys: [pk] }))
      .map(([kind]) => kind);

  it.each([
    ['WebhookLambdaFunction', ['delivery']],
    ['WorkerLambdaFunction', Object.keys(keys)],
    ['TickLambdaFunction', ['redeliveries']],
  ])('%s sees %j', (id, kinds) => {
    expect(kindsFor(id, 'dynamodb:GetItem')).toEqual(kinds);
    expect(kindsFor(id, 'dynamodb:PutItem')).toEqual(kinds);
  });

  it('nobody may see one among others that are not for him', () => {
    const leadingKeys = [keys.delivery, keys.workflow];
    const call = { action: 'dynamodb:GetItem', resource: '${Table.Arn}', leadingKeys };
    expect(allows(template, 'WebhookLambdaFunction', call)).toBe(false);
  });
});

describe('what the code asks of AWS', () => {
  const ACTIONS: Record<string, string> = {
    'build(GetItemCommand': 'dynamodb:GetItem',
    'build(PutItemCommand': 'dynamodb:PutItem',
    'build(QueryCommand': 'dynamodb:Query',
    'new BatchGetCommand': 'dynamodb:BatchGetItem',
    'new BatchWriteCommand': 'dynamodb:BatchWriteItem',
    'new PutEventsCommand': 'events:PutEvents',
    'await provider.get': 'secretsmanager:GetSecretValue',
  };
  /** A local server's table is made by it; the deployment makes its own. */
  const LOCAL = ['create-table.ts', 'ensure-table.ts'];
  const source = ['src/adapters/dynamodb', 'src/adapters/eventbridge', 'src/entrypoints/lambda']
    .flatMap((folder) => readdirSync(folder).map((name) => ({ name, path: join(folder, name) })))
    .filter(({ name }) => !LOCAL.includes(name))
    .map(({ path }) => readFileSync(path, 'utf8'))
    .join('\n');
  const found = (pattern: RegExp) =>
    [...new Set([...source.matchAll(pattern)].map(([, one = '']) => one))].sort();
  const statements = ofType(template, 'AWS::Lambda::Function').flatMap(({ id }) =>
    statementsOf(template, id),
  );

  it('is allowed, and nothing that it never asks', () => {
    const asked = found(/\b((?:build\(|new )\w+Command|await provider.get)\b/g).map(
      (call) => ACTIONS[call] ?? call,
    );
    const ofLambda = /^(logs|xray|sqs):/;
    const allowed = statements.flatMap(({ actions }) => actions).filter((action) => !ofLambda.test(action));
    expect([...new Set(allowed)].sort()).toEqual([...new Set(asked)].sort());
  });

  it('is asked of all indexes that may be asked', () => {
    const indexes = statements.flatMap(({ resources }) =>
      resources.flatMap((resource) => /^\$\{Table\.Arn\}\/index\/(.+)$/.exec(resource)?.[1] ?? []),
    );
    expect([...new Set(indexes)].sort()).toEqual(found(/index: '([^']+)'/g));
  });
});
