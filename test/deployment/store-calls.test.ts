import { expect, it } from '@jest/globals';
import { createDynamoStore } from '../../src/adapters/dynamodb/dynamo-store.js';
import type { Inbox } from '../../src/app/inbox/accept.js';
import type { Ticking } from '../../src/app/keep-ticking.js';
import type { DueStore, PaceStore, Store } from '../../src/app/ports/store.js';
import type { Redeliverer } from '../../src/app/redelivery/redeliver.js';
import type { Ticker } from '../../src/app/tick.js';
import { clientOf } from '../adapters/dynamodb/tables.js';
import {
  NOW,
  sampleAuditEntry,
  sampleClosing,
  sampleDay,
  sampleDelivery,
  sampleInstallation,
  sampleLease,
  sampleOutcome,
  sampleProject,
  sampleReport,
  sampleWorkflow,
} from '../contract/samples.js';
import { allows, dynamoCall, type Call } from './allows.js';
import { packaged } from './package.js';

const { template } = await packaged();

type Method = keyof Omit<Store, 'close'>;

/** One use of each thing that the store does. */
const uses: Record<Method, (store: Store) => Promise<unknown>> = {
  addDelivery: (store) => store.addDelivery(sampleDelivery()),
  getDelivery: (store) => store.getDelivery('d'),
  saveDelivery: (store) => store.saveDelivery(sampleDelivery(), 1),
  listDead: (store) => store.listDead(1),
  getWorkflow: (store) => store.getWorkflow('wf'),
  saveWorkflow: (store) => store.saveWorkflow(sampleWorkflow(), 1),
  listOpenWorkflows: (store) => store.listOpenWorkflows(1, page),
  listDue: (store) => store.listDue(NOW, 1),
  listWaiting: (store) => store.listWaiting(1),
  getProject: (store) => store.getProject(1),
  saveProject: (store) => store.saveProject(sampleProject(), 1),
  listProjects: (store) => store.listProjects(1, page),
  getInstallation: (store) => store.getInstallation(1),
  saveInstallation: (store) => store.saveInstallation(sampleInstallation(), 1),
  putPointer: (store) => store.putPointer(pointer, 'wf'),
  getPointer: (store) => store.getPointer(pointer),
  reserve: (store) => store.reserve(agent, sampleLease(), 1, NOW),
  release: (store) => store.release(agent, 'a'),
  wait: (store) => store.wait(agent, 'wf', 0, NOW),
  getLeases: (store) => store.getLeases(1, ['apollo'], NOW),
  getRedeliveries: (store) => store.getRedeliveries(),
  saveRedeliveries: (store) =>
    store.saveRedeliveries({ readUntil: 0, reading: null, failing: {}, dueAt: 0 }, 1),
  getDay: (store) => store.getDay(1, '2026-01-01'),
  saveDay: (store) => store.saveDay(sampleDay(), 1),
  listDays: (store) => store.listDays(1, { from: '2026-01-01', to: '2026-01-02' }),
  getClosing: (store) => store.getClosing(1),
  saveClosing: (store) => store.saveClosing(sampleClosing(), 1),
  getReport: (store) => store.getReport(1, '2026-01-01', 'apollo'),
  saveReport: (store) => store.saveReport(sampleReport(), 1),
  listReports: (store) => store.listReports(1, '2026-01-01', page),
  putOutcome: (store) => store.putOutcome(sampleOutcome()),
  listOutcomes: (store) => store.listOutcomes(1, { since: 0, until: 1 }, page),
  takeTurn: (store) => store.takeTurn(1, { now: NOW, spacing: 1_000, patience: 0 }),
  rest: (store) => store.rest(1, { now: NOW, until: NOW + 1_000 }),
  appendAudit: (store) => store.appendAudit([sampleAuditEntry()]),
  listAudit: (store) => store.listAudit('wf', page),
};
const page = { limit: 1, after: null };
const pointer = { kind: 'branch', repositoryId: 1, name: 'a' } as const;
const agent = { installationId: 1, agent: 'apollo' };

const webhook: Record<keyof Inbox['store'], true> = {
  addDelivery: true,
  getDelivery: true,
  saveDelivery: true,
};
const tick: Record<
  keyof (Ticker['store'] & Ticking['store'] & Redeliverer['store'] & PaceStore) | 'listDead',
  true
> = {
  listDue: true,
  listWaiting: true,
  listDead: true,
  getRedeliveries: true,
  saveRedeliveries: true,
  // To have webhooks sent again is a write.
  takeTurn: true,
  rest: true,
};
/** Workers do all but look for what is due. */
const notOfWorkers: Record<keyof DueStore, true> = { listDue: true, listWaiting: true };

it.each([
  ['WebhookLambdaFunction', Object.keys(webhook)],
  ['TickLambdaFunction', Object.keys(tick)],
  ['WorkerLambdaFunction', Object.keys(uses).filter((method) => !(method in notOfWorkers))],
])('%s may do to the store what it does', async (id, methods) => {
  for (const [method, use] of Object.entries(uses)) {
    if (!methods.includes(method)) continue;
    const calls = await callsOf(use);
    expect(calls).not.toEqual([]);
    expect({ method, refused: calls.filter((call) => !allows(template, id, call)) }).toEqual({
      method,
      refused: [],
    });
  }
});

it('the webhook may do nothing else to it, and the tick may only look besides', async () => {
  const allowed = async (id: string) => {
    const methods = await Promise.all(
      Object.entries(uses).map(async ([method, use]) => {
        const calls = await callsOf(use);
        return calls.every((call) => allows(template, id, call)) ? [method] : [];
      }),
    );
    return methods.flat();
  };
  expect(await allowed('WebhookLambdaFunction')).toEqual(Object.keys(webhook));
  expect((await allowed('TickLambdaFunction')).sort()).toEqual(Object.keys(tick).sort());
});

/** What a use asks of DynamoDB, which has nothing and takes everything. */
async function callsOf(use: (store: Store) => Promise<unknown>): Promise<Call[]> {
  const calls: Call[] = [];
  const client = clientOf('http://127.0.0.1:1');
  client.middlewareStack.add(
    (_, context) => (args) => {
      calls.push(dynamoCall(String(context['commandName']).replace(/Command$/, ''), args.input));
      return Promise.resolve({ response: {}, output: { $metadata: {} } });
    },
    { step: 'build', name: 'answer', override: true },
  );
  await use(createDynamoStore({ tableName: 'table', client }));
  return calls;
}
