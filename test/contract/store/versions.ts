import { expect, it } from '@jest/globals';
import { DEFAULT_CONFIG } from '../../../src/domain/config/schema.js';
import { heard } from '../../../src/domain/register.js';
import {
  bigWorkflow,
  NOW,
  sampleInstallation,
  sampleIssue,
  sampleProject,
  sampleWorkflow,
  sha,
} from '../samples.js';
import { opened, upTo, type OpenStore } from './opened.js';

export function describeVersions(open: OpenStore): void {
  const store = opened(open);

  it('knows nothing of what was never saved', async () => {
    expect(await store().getWorkflow('wf-0-0')).toBeNull();
    expect(await store().getProject(404)).toBeNull();
    expect(await store().getInstallation(404)).toBeNull();
    expect(await store().getDelivery('none')).toBeNull();
  });

  it('creates a workflow with version 0 and counts its saves', async () => {
    const workflow = sampleWorkflow({ issueNumber: 1 });
    expect(await store().saveWorkflow(workflow, 0)).toBe('saved');
    expect(await store().getWorkflow(workflow.id)).toEqual({ value: workflow, version: 1 });
    const next = { ...workflow, updatedAt: NOW + 1 };
    expect(await store().saveWorkflow(next, 1)).toBe('saved');
    expect(await store().getWorkflow(workflow.id)).toEqual({ value: next, version: 2 });
  });

  it('conflicts, and changes nothing, when the version is not the stored one', async () => {
    const workflow = sampleWorkflow({ issueNumber: 2 });
    await store().saveWorkflow(workflow, 0);
    const other = { ...workflow, updatedAt: NOW + 1 };
    expect(await store().saveWorkflow(other, 0)).toBe('conflict');
    expect(await store().saveWorkflow(other, 2)).toBe('conflict');
    expect(await store().getWorkflow(workflow.id)).toEqual({ value: workflow, version: 1 });
    const missing = sampleWorkflow({ issueNumber: 3 });
    expect(await store().saveWorkflow(missing, 1)).toBe('conflict');
    expect(await store().getWorkflow(missing.id)).toBeNull();
  });

  it('lets exactly one of 50 saves from the same version through', async () => {
    const workflow = sampleWorkflow({ issueNumber: 4 });
    for (const version of [0, 1]) {
      const outcomes = await Promise.all(
        upTo(50).map((at) => store().saveWorkflow({ ...workflow, updatedAt: at }, version)),
      );
      const winner = outcomes.indexOf('saved');
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      const stored = await store().getWorkflow(workflow.id);
      expect(stored).toEqual({ value: { ...workflow, updatedAt: winner }, version: version + 1 });
    }
  });

  it('keeps projects and installations by the same rule', async () => {
    const project = sampleProject({ repositoryId: 101 });
    expect(await store().saveProject(project, 0)).toBe('saved');
    expect(await store().saveProject(project, 0)).toBe('conflict');
    expect(await store().saveProject({ ...project, name: 'renamed' }, 1)).toBe('saved');
    expect(await store().getProject(101)).toEqual({ value: { ...project, name: 'renamed' }, version: 2 });

    const installation = sampleInstallation({ id: 9 });
    expect(await store().saveInstallation(installation, 0)).toBe('saved');
    expect(await store().saveInstallation(installation, 0)).toBe('conflict');
    expect(await store().saveInstallation({ ...installation, state: 'suspended' }, 1)).toBe('saved');
    expect(await store().getInstallation(9)).toEqual({
      value: { ...installation, state: 'suspended' },
      version: 2,
    });
  });

  it('keeps how far GitHub’s log of webhooks was read by the same rule', async () => {
    expect(await store().getRedeliveries()).toBeNull();
    const record = {
      readUntil: NOW,
      reading: { cursor: 'v1_7', from: NOW },
      failing: { 'a-guid': { id: 7, tries: 1, since: NOW, askAt: NOW + 1 } },
      dueAt: 5,
    };
    expect(await store().saveRedeliveries(record, 0)).toBe('saved');
    expect(await store().saveRedeliveries(record, 0)).toBe('conflict');
    expect(await store().saveRedeliveries({ ...record, failing: {} }, 1)).toBe('saved');
    expect(await store().getRedeliveries()).toEqual({ value: { ...record, failing: {} }, version: 2 });
  });

  it('gives back odd names, empty texts, nulls, fractions and empty maps as they were', async () => {
    const title = '🦑'.repeat(256);
    const branch = 'feature/größe/日本語/a#b?c=%2F';
    const workflow = sampleWorkflow({ issueNumber: 5 });
    const odd = {
      ...workflow,
      facts: {
        ...workflow.facts,
        issue: heard(
          sampleIssue({ number: 5, title, body: '', labels: ['x'.repeat(50), ''], stateReason: null }),
          NOW,
          NOW,
        ),
        branches: {
          [branch]: { head: heard({ sha: sha(1) }, NOW, NOW), heads: [{ sha: sha(1), at: NOW + 0.25 }] },
        },
        checks: { [sha(1)]: {} },
        performed: {
          '': { hash: '', at: -1, ref: null, refused: null },
          'a.b[0]#c:d': { hash: 'x', at: 0, ref: 1e15, refused: null },
        },
      },
    };
    await store().saveWorkflow(odd, 0);
    expect((await store().getWorkflow(odd.id))?.value).toEqual(odd);
  });

  it('gives back a configuration as it was', async () => {
    const config = {
      ...DEFAULT_CONFIG,
      team: [{ name: 'apollo', capabilities: { 'c++': 2.5, python: 1 }, capacity: 3 }],
    };
    const project = sampleProject({ repositoryId: 102 });
    const configured = {
      ...project,
      reading: { config, faults: [], sources: [], readAt: NOW, branch: 'main' },
    };
    await store().saveProject(configured, 0);
    expect((await store().getProject(102))?.value).toEqual(configured);
  });

  it('leaves out what is undefined', async () => {
    const project = sampleProject({ repositoryId: 103 });
    const team = [{ name: 'apollo', terminal: undefined, capabilities: {}, capacity: 1 }];
    const reading = {
      config: { ...DEFAULT_CONFIG, team },
      faults: [],
      sources: [],
      readAt: NOW,
      branch: 'main',
    };
    expect(await store().saveProject({ ...project, reading }, 0)).toBe('saved');
    expect((await store().getProject(103))?.value.reading?.config?.team).toStrictEqual([
      { name: 'apollo', capabilities: {}, capacity: 1 },
    ]);
  });

  it('replaces half an emoji, which no UTF-8 can hold', async () => {
    const project = sampleProject({ repositoryId: 104, owner: '🦑'.slice(0, 1) });
    await store().saveProject(project, 0);
    expect((await store().getProject(104))?.value.owner).toBe('\ufffd');
  });

  it('keeps what it was given, whatever becomes of the object', async () => {
    const installation = sampleInstallation({ id: 10 });
    await store().saveInstallation(installation, 0);
    installation.account.login = 'changed';
    const stored = await store().getInstallation(10);
    expect(stored?.value.account.login).toBe('octo');
    if (stored !== null) stored.value.account.login = 'changed';
    expect((await store().getInstallation(10))?.value.account.login).toBe('octo');
  });

  it('keeps a workflow of 200 KB', async () => {
    const workflow = bigWorkflow(200_000, { issueNumber: 6 });
    expect(Buffer.byteLength(JSON.stringify(workflow))).toBeGreaterThan(200_000);
    expect(await store().saveWorkflow(workflow, 0)).toBe('saved');
    expect((await store().getWorkflow(workflow.id))?.value).toEqual(workflow);
  });

  it('keeps a workflow under any id', async () => {
    const ids = ['', '#', '/', 'a/b', 'a#b', 'wörk', '=', '~', 'x'.repeat(3000), `${'x'.repeat(2999)}y`];
    const workflows = ids.map((id) => ({ ...sampleWorkflow(), id }));
    for (const workflow of workflows) expect(await store().saveWorkflow(workflow, 0)).toBe('saved');
    for (const workflow of workflows)
      expect((await store().getWorkflow(workflow.id))?.value).toEqual(workflow);
  });

  it('says which record is corrupt, and where', async () => {
    const workflow = sampleWorkflow({ issueNumber: 8 });
    // @ts-expect-error such a thing gets in by a change of the schema, or by hand
    await store().saveWorkflow({ ...workflow, status: 'nonsense' }, 0);
    const reading = store().getWorkflow(workflow.id);
    await expect(reading).rejects.toMatchObject({ name: 'CorruptRecordError' });
    await expect(reading).rejects.toThrow(/wf-100-8[\s\S]*status/);
  });

  it('refuses a number that is none', async () => {
    const workflow = sampleWorkflow({ issueNumber: 9, updatedAt: Number.NaN });
    await expect(store().saveWorkflow(workflow, 0)).rejects.toThrow('NaN cannot be stored');
    expect(await store().getWorkflow(workflow.id)).toBeNull();
  });
}
