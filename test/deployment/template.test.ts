import { describe, expect, it } from '@jest/globals';
import { tableDefinition, timeToLive } from '../../src/adapters/dynamodb/table-definition.js';
import { SOURCE, WAKE_UP } from '../../src/adapters/eventbridge/bus.js';
import { TRY_TAKES } from '../../src/app/inbox/work-off.js';
import { readLambdaSettings } from '../../src/entrypoints/lambda/settings.js';
import { packaged } from './package.js';
import { RULES } from './rules/all.js';
import { isAsynchronous } from './rules/functions.js';
import { at, isRecord, ofType, text } from './template.js';

const { template, restored } = await packaged();
const functions = ofType(template, 'AWS::Lambda::Function');

describe('the template', () => {
  it.each(RULES)('%s', (_, faultsIn) => {
    expect(faultsIn(template)).toEqual([]);
  });

  it('has the table that the store is written for', () => {
    expect(template.Resources['Table']?.Properties).toMatchObject({
      ...tableDefinition,
      TimeToLiveSpecification: timeToLive,
    });
  });
});

describe('the functions', () => {
  /** Whoever waits for an answer of each, or may try after it: no longer than this, s. */
  const LIMITS = {
    // GitHub gives up then.
    WebhookLambdaFunction: 10,
    // Another worker takes the delivery then.
    WorkerLambdaFunction: TRY_TAKES / 1000,
    // The next one begins then.
    TickLambdaFunction: 60,
  };

  it.each(Object.entries(LIMITS))('%s ends before somebody goes on without it', (id, limit) => {
    expect(at(template.Resources[id]?.Properties, 'Timeout')).toBeLessThanOrEqual(limit);
  });

  it('are these, and all but the webhook are started by events', () => {
    expect(functions.map(({ id }) => id)).toEqual(Object.keys(LIMITS));
    const asynchronous = functions.filter(({ id }) => isAsynchronous(template, id)).map(({ id }) => id);
    expect(asynchronous).toEqual(['WorkerLambdaFunction', 'TickLambdaFunction']);
  });

  it.each(functions)('$id finds its settings in its environment', ({ Properties }) => {
    const variables = at(Properties, 'Environment', 'Variables');
    const written = Object.entries(isRecord(variables) ? variables : {});
    const environment = new Map(written.map(([name, value]) => [name, text(value)]));
    const settings = readLambdaSettings({ ...Object.fromEntries(environment), AWS_REGION: 'us-east-1' });
    expect(settings).toMatchObject({
      table: '${Table}',
      bus: '${Bus}',
      githubApiUrl: 'https://api.github.com',
    });
  });
});

it('the worker is started by what the bus is told to wake it with', () => {
  const patterns = ofType(template, 'AWS::Events::Rule').flatMap(
    ({ Properties }) => Properties['EventPattern'] ?? [],
  );
  expect(patterns).toEqual([{ source: [SOURCE], 'detail-type': [WAKE_UP] }]);
});

it('works on a restored table instead of its own, and on nothing of both', () => {
  const { Table, ...others } = restored.Resources;
  expect(Table).toBeDefined();
  expect(JSON.stringify(others)).not.toMatch(/"Ref":"Table"|"Table","Arn"|\$\{Table[.}]/);
  expect(JSON.stringify(template.Resources)).toContain('"Ref":"Table"');
});
