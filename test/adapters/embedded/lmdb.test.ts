import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLmdb } from '../../../src/adapters/embedded/embedded-store.js';
import { describeStoreContract } from '../../contract/store.contract.js';
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
import { temporaryFolders } from './folders.js';

const newFolder = temporaryFolders();

describeStoreContract('embedded, on disk', () => openLmdb(newFolder()));

describe('the embedded store on disk', () => {
  it('has everything when it is opened again', async () => {
    const folder = join(newFolder(), 'made', 'for', 'it');
    const workflow = sampleWorkflow({ status: 'active', dueAt: NOW });
    const before = await openLmdb(folder);
    await before.saveWorkflow(workflow, 0);
    await before.addDelivery(sampleDelivery({ id: 'd', dueAt: NOW + 1 }));
    await before.saveProject(sampleProject(), 0);
    await before.putPointer({ kind: 'pull-request', repositoryId: 100, number: 8 }, workflow.id);
    await before.reserve({ installationId: 1, agent: 'apollo' }, sampleLease(), 1, NOW);
    await before.appendAudit([sampleAuditEntry()]);
    await before.saveDay(sampleDay({ dueAt: NOW + 2 }), 0);
    await before.saveReport(sampleReport(), 0);
    await before.putOutcome(sampleOutcome());
    await before.close();

    const store = await openLmdb(folder);
    expect(await store.getWorkflow(workflow.id)).toEqual({ value: workflow, version: 1 });
    expect((await store.listDue(NOW + 2, 9)).map(({ id }) => id)).toEqual([
      workflow.id,
      'd',
      '100/2026-01-01',
    ]);
    expect((await store.listOpenWorkflows(100, { limit: 9, after: null })).items).toEqual([workflow]);
    expect((await store.listProjects(1, { limit: 9, after: null })).items).toEqual([sampleProject()]);
    expect(await store.getPointer({ kind: 'pull-request', repositoryId: 100, number: 8 })).toBe(workflow.id);
    expect(await store.getLeases(1, ['apollo'], NOW)).toEqual({ apollo: [sampleLease()] });
    expect((await store.listAudit(workflow.id, { limit: 9, after: null })).items).toEqual([
      sampleAuditEntry(),
    ]);
    expect(await store.getDay(100, '2026-01-01')).toEqual({
      value: sampleDay({ dueAt: NOW + 2 }),
      version: 1,
    });
    expect(await store.getReport(100, '2026-01-01', 'apollo')).toEqual({ value: sampleReport(), version: 1 });
    const ended = { since: NOW, until: NOW + 1 };
    expect((await store.listOutcomes(100, ended, { limit: 9, after: null })).items).toEqual([
      sampleOutcome(),
    ]);
    expect(await store.addDelivery(sampleDelivery({ id: 'd' }))).toBe('duplicate');
    await store.close();
  });

  it('is not opened over a file that LMDB did not write', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'data.mdb'), 'garbage '.repeat(1000));
    await expect(openLmdb(folder)).rejects.toThrow(
      `${join(folder, 'data.mdb')} is damaged, or is no store of ours: put a backup in its place, or move it away to begin anew.`,
    );
    writeFileSync(join(folder, 'data.mdb'), '');
    await (await openLmdb(folder)).close();
  });

  it('keeps a thousand deliveries that come at once', async () => {
    const store = await openLmdb(newFolder());
    const ids = Array.from({ length: 1000 }, (_, at) => `d-${at}`);
    const outcomes = await Promise.all(ids.map((id) => store.addDelivery(sampleDelivery({ id }))));
    expect(new Set(outcomes)).toEqual(new Set(['added']));
    expect(await store.listDue(NOW, 2000)).toHaveLength(1000);
    await store.close();
  });

  it('forgets deliveries whose time has come, a few at a time, and only those', async () => {
    const store = await openLmdb(newFolder());
    const forgetAt = NOW + DAY;
    const old = Array.from({ length: 150 }, (_, at) =>
      sampleDelivery({ id: `old-${at}`, forgetAt: forgetAt - at }),
    );
    await Promise.all(old.map((delivery) => store.addDelivery(delivery)));
    const kept = sampleDelivery({ id: 'kept', forgetAt: NOW });
    await store.addDelivery(kept);
    await store.saveDelivery({ ...kept, forgetAt: forgetAt + 1 }, 1);

    const left = async (): Promise<number> => {
      const found = await Promise.all(old.map(({ id }) => store.getDelivery(id)));
      return found.filter((delivery) => delivery !== null).length;
    };
    await store.listDue(forgetAt - 200, 1);
    expect(await left()).toBe(150);
    await store.listDue(forgetAt, 1);
    expect(await left()).toBe(50);
    expect(await store.getDelivery('old-0')).not.toBeNull();
    await store.listDue(forgetAt, 1);
    expect(await left()).toBe(0);
    expect(await store.listDue(forgetAt, 99)).toEqual([{ what: 'delivery', id: 'kept', dueAt: NOW }]);
    expect(await store.addDelivery(sampleDelivery({ id: 'old-0' }))).toBe('added');
    await store.close();
  });
});
