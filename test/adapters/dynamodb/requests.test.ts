import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../../src/app/ports/store.js';
import {
  DAY,
  NOW,
  sampleAuditEntry,
  sampleDay,
  sampleDelivery,
  sampleLease,
  sampleOutcome,
  sampleProject,
  sampleReport,
  sampleWorkflow,
} from '../../contract/samples.js';
import { upTo } from '../../contract/store/opened.js';
import { dynaliteClient } from './dynalite.js';
import { storeOnNewTable } from './tables.js';

const client = dynaliteClient();

/** Tells each request of the client by its name. */
function watch(watched: DynamoDBClient, seen: (name: string, input: object) => void): void {
  watched.middlewareStack.add(
    (next, context) => (args) => {
      seen(String(context['commandName']), args.input);
      return next(args);
    },
    { step: 'build', name: 'watch', override: true },
  );
}

describe('the requests to DynamoDB', () => {
  let store: Store;
  const seen: { name: string; input: object }[] = [];
  const requestsOf = async (call: () => Promise<unknown>): Promise<string[]> => {
    seen.length = 0;
    await call();
    return seen
      .map(
        ({ name, input }) =>
          `${name}${JSON.stringify(input).includes('"ConsistentRead":true') ? ' consistent' : ''}`,
      )
      .sort();
  };

  beforeAll(async () => {
    store = await storeOnNewTable(client());
    watch(client(), (name, input) => seen.push({ name, input }));
    const active = upTo(30).map((at) =>
      sampleWorkflow({ issueNumber: at + 1, status: 'active', dueAt: NOW }),
    );
    await Promise.all(active.map((workflow) => store.saveWorkflow(workflow, 0)));
  });

  it('are one for each record read or written, and reads that decide are consistent', async () => {
    const key = { installationId: 1, agent: 'apollo' };
    const pointer = { kind: 'branch', repositoryId: 1, name: 'a' } as const;
    expect(await requestsOf(() => store.getWorkflow('wf-100-1'))).toEqual(['GetItemCommand consistent']);
    expect(await requestsOf(() => store.getDelivery('d'))).toEqual(['GetItemCommand consistent']);
    expect(await requestsOf(() => store.getProject(1))).toEqual(['GetItemCommand consistent']);
    expect(await requestsOf(() => store.getPointer(pointer))).toEqual(['GetItemCommand consistent']);
    expect(await requestsOf(() => store.putPointer(pointer, 'wf'))).toEqual(['PutItemCommand']);
    expect(await requestsOf(() => store.addDelivery(sampleDelivery()))).toEqual(['PutItemCommand']);
    expect(await requestsOf(() => store.saveProject(sampleProject(), 0))).toEqual(['PutItemCommand']);
    expect(await requestsOf(() => store.saveWorkflow(sampleWorkflow({ issueNumber: 99 }), 0))).toEqual([
      'PutItemCommand',
    ]);
    expect(await requestsOf(() => store.getDay(100, '2026-01-01'))).toEqual(['GetItemCommand consistent']);
    expect(await requestsOf(() => store.saveDay(sampleDay(), 0))).toEqual(['PutItemCommand']);
    expect(await requestsOf(() => store.getReport(100, '2026-01-01', 'apollo'))).toEqual([
      'GetItemCommand consistent',
    ]);
    expect(await requestsOf(() => store.saveReport(sampleReport(), 0))).toEqual(['PutItemCommand']);
    expect(await requestsOf(() => store.putOutcome(sampleOutcome()))).toEqual(['PutItemCommand']);
    expect(await requestsOf(() => store.reserve(key, sampleLease(), 1, NOW))).toEqual([
      'GetItemCommand consistent',
      'PutItemCommand',
    ]);
    const turn = { now: NOW, spacing: 1000, patience: 5000 };
    expect(await requestsOf(() => store.takeTurn(1, turn))).toEqual([
      'GetItemCommand consistent',
      'PutItemCommand',
    ]);
    // It is known already that GitHub rests as long.
    await store.rest(1, { now: NOW, until: NOW + 1000 });
    expect(await requestsOf(() => store.rest(1, { now: NOW, until: NOW + 1000 }))).toEqual([
      'GetItemCommand consistent',
    ]);
  });

  it('do not grow with what a list was not asked for', async () => {
    const page = { limit: 10, after: null };
    expect(await requestsOf(() => store.listOpenWorkflows(100, page))).toEqual([
      'BatchGetItemCommand consistent',
      'QueryCommand',
    ]);
    expect(await requestsOf(() => store.listDue(NOW, 5))).toEqual(Array(8).fill('QueryCommand'));
    expect(await requestsOf(() => store.listAudit('wf-100-7', page))).toEqual(['QueryCommand']);
  });

  it('list what was told of days as it is now, by one request however much else there is', async () => {
    const page = { limit: 10, after: null };
    const date = (at: number) => new Date(NOW + at * DAY).toISOString().slice(0, 10);
    await Promise.all(upTo(70).map((at) => store.saveDay(sampleDay({ date: date(at) }), 0)));
    await Promise.all(upTo(30).map((at) => store.saveReport(sampleReport({ agent: `agent-${at}` }), 0)));
    await Promise.all(upTo(30).map((issueNumber) => store.putOutcome(sampleOutcome({ issueNumber }))));
    const expectOne = async (call: () => Promise<unknown>, Limit: number): Promise<void> => {
      expect(await requestsOf(call)).toEqual(['QueryCommand consistent']);
      expect(seen[0]?.input).toMatchObject({ Limit });
    };
    await expectOne(() => store.listDays(100, { from: date(0), to: date(69) }), 62);
    await expectOne(() => store.listDays(100, { from: date(3), to: date(9) }), 62);
    await expectOne(() => store.listReports(100, date(0), page), 11);
    await expectOne(() => store.listOutcomes(100, { since: NOW, until: NOW + 1 }, page), 11);
    expect(await requestsOf(() => store.listDays(100, { from: date(9), to: date(3) }))).toEqual([]);
  });

  it('are one for each 100 agents and each 25 entries of the audit trail', async () => {
    const agents = upTo(120).map((at) => `agent-${at}`);
    expect(await requestsOf(() => store.getLeases(1, agents, NOW))).toEqual([
      'BatchGetItemCommand consistent',
      'BatchGetItemCommand consistent',
    ]);
    const entries = upTo(60).map((at) => sampleAuditEntry({ id: `e-${at}` }));
    expect(await requestsOf(() => store.appendAudit(entries))).toEqual(
      Array(3).fill('BatchWriteItemCommand'),
    );
  });
});
