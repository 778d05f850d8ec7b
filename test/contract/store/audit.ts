import { expect, it } from '@jest/globals';
import { sampleAuditEntry } from '../samples.js';
import { allPages, eventually, opened, upTo, type OpenStore } from './opened.js';

export function describeAudit(open: OpenStore): void {
  const store = opened(open);
  const entry = (workflowId: string, at: number) =>
    sampleAuditEntry({ workflowId, id: String(at).padStart(4, '0'), at });

  it('lists the newest entries first, page by page to the end', async () => {
    const entries = upTo(60).map((at) => entry('wf-1', at));
    await store().appendAudit(entries.slice(30));
    await store().appendAudit(entries.slice(0, 30));
    await store().appendAudit([entry('wf-11', 5), entry('wf', 5)]);
    await eventually(async () => {
      const pages = await allPages((page) => store().listAudit('wf-1', page), 25);
      expect(pages.map((page) => page.length)).toEqual([25, 25, 10]);
      expect(pages.flat()).toEqual([...entries].reverse());
    });
  });

  it('keeps an entry once however often it is appended, even at once', async () => {
    await store().appendAudit([entry('wf-2', 1), entry('wf-2', 2), entry('wf-2', 1)]);
    await store().appendAudit([entry('wf-2', 2), entry('wf-2', 3)]);
    await eventually(async () => {
      const page = await store().listAudit('wf-2', { limit: 3, after: null });
      expect(page).toEqual({ items: [entry('wf-2', 3), entry('wf-2', 2), entry('wf-2', 1)], next: null });
    });
  });

  it('goes on below where a page ended although newer entries came', async () => {
    await store().appendAudit(upTo(4).map((at) => entry('wf-3', at)));
    let next: string | null = null;
    await eventually(async () => {
      const page = await store().listAudit('wf-3', { limit: 2, after: null });
      expect(page.items.map(({ at }) => at)).toEqual([3, 2]);
      next = page.next;
    });
    await store().appendAudit([entry('wf-3', 9)]);
    expect((await store().listAudit('wf-3', { limit: 9, after: next })).items.map(({ at }) => at)).toEqual([
      1, 0,
    ]);
  });

  it('takes no entries, and any detail', async () => {
    await store().appendAudit([]);
    expect(await store().listAudit('wf-4', { limit: 9, after: null })).toEqual({ items: [], next: null });
    const odd = { ...entry('wf-4', 1), detail: { '': '', none: null, list: [[], {}], 'a.b': [1.5, false] } };
    await store().appendAudit([odd]);
    await eventually(async () => {
      expect((await store().listAudit('wf-4', { limit: 9, after: null })).items).toEqual([odd]);
    });
  });

  it('pages through entries of much text', async () => {
    const entries = upTo(30).map((at) => ({ ...entry('wf-5', at), detail: { log: 'x'.repeat(60_000) } }));
    await store().appendAudit(entries);
    await eventually(async () => {
      const pages = await allPages((page) => store().listAudit('wf-5', page), 30);
      expect(pages.flat().map(({ at }) => at)).toEqual(upTo(30).reverse());
    });
  });

  it('refuses an id too long to be ordered', async () => {
    await expect(store().appendAudit([{ ...entry('wf-6', 1), id: 'x'.repeat(2000) }])).rejects.toThrow(
      RangeError,
    );
  });
}
