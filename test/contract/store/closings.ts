import { expect, it } from '@jest/globals';
import { sampleClosing } from '../samples.js';
import { opened, upTo, type OpenStore } from './opened.js';

export function describeClosings(open: OpenStore): void {
  const store = opened(open);

  it('knows no closing that was never saved', async () => {
    expect(await store().getClosing(404)).toBeNull();
  });

  it('keeps one for each repository, and conflicts with any other version than the last', async () => {
    const closing = sampleClosing({ repositoryId: 1 });
    expect(await store().saveClosing(closing, 1)).toBe('conflict');
    expect(await store().saveClosing(closing, 0)).toBe('saved');
    await store().saveClosing(sampleClosing({ repositoryId: 2 }), 0);
    const next = { ...closing, date: '2026-01-02', needs: { shown: [], more: 3 } };
    expect(await store().saveClosing(next, 0)).toBe('conflict');
    expect(await store().getClosing(1)).toEqual({ value: closing, version: 1 });
    expect(await store().saveClosing(next, 1)).toBe('saved');
    expect(await store().getClosing(1)).toEqual({ value: next, version: 2 });
    expect(await store().getClosing(2)).toEqual({ value: sampleClosing({ repositoryId: 2 }), version: 1 });
  });

  it('lets exactly one of 20 first closings through', async () => {
    const outcomes = await Promise.all(
      upTo(20).map((red) => store().saveClosing(sampleClosing({ repositoryId: 3, red }), 0)),
    );
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect((await store().getClosing(3))?.value.red).toBe(outcomes.indexOf('saved'));
  });

  it('says which closing is corrupt', async () => {
    // @ts-expect-error such a thing gets in by a change of the schema, or by hand
    await store().saveClosing(sampleClosing({ repositoryId: 4, moved: 'nonsense' }), 0);
    const reading = store().getClosing(4);
    await expect(reading).rejects.toMatchObject({ name: 'CorruptRecordError' });
    await expect(reading).rejects.toThrow(/closing.*4[\s\S]*moved/);
  });
}
