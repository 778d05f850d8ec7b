import { expect, it } from '@jest/globals';
import type { Pointer } from '../../../src/app/ports/store.js';
import { sha } from '../samples.js';
import { opened, type OpenStore } from './opened.js';

export function describePointers(open: OpenStore): void {
  const store = opened(open);

  it('points where it was last told to', async () => {
    const pointer: Pointer = { kind: 'branch', repositoryId: 1, name: 'feature/a' };
    expect(await store().getPointer(pointer)).toBeNull();
    await store().putPointer(pointer, 'wf-1-1');
    expect(await store().getPointer(pointer)).toBe('wf-1-1');
    await store().putPointer(pointer, 'wf-1-2');
    expect(await store().getPointer(pointer)).toBe('wf-1-2');
  });

  it('keeps pointers apart that look alike', async () => {
    const long = 'x'.repeat(2000);
    const names = [
      '7',
      '',
      '#',
      '1#7',
      '1/7',
      '=7',
      `=${sha(7)}`,
      sha(7),
      'größe/日本語',
      'a\u0000b',
      long,
      `${long}y`,
    ];
    const pointers: Pointer[] = [
      ...[1, 11].flatMap((repositoryId) =>
        names.map((name) => ({ kind: 'branch' as const, repositoryId, name })),
      ),
      { kind: 'pull-request', repositoryId: 1, number: 7 },
      { kind: 'pull-request', repositoryId: 1, number: 77 },
      { kind: 'pull-request', repositoryId: 17, number: 7 },
      { kind: 'commit', repositoryId: 1, sha: sha(7) },
      { kind: 'commit', repositoryId: 11, sha: sha(7) },
    ];
    await Promise.all(pointers.map((pointer, at) => store().putPointer(pointer, `wf-${at}`)));
    const read = await Promise.all(pointers.map((pointer) => store().getPointer(pointer)));
    expect(read).toEqual(pointers.map((_, at) => `wf-${at}`));
  });
}
