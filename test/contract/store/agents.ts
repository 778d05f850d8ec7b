import { expect, it } from '@jest/globals';
import { MINUTE, NOW, sampleLease } from '../samples.js';
import { opened, upTo, type OpenStore } from './opened.js';

export function describeAgents(open: OpenStore): void {
  const store = opened(open);
  const lease = (assignmentId: string, until = NOW + MINUTE) => sampleLease({ assignmentId, until });
  const holders = async (agent: string, now = NOW): Promise<string[]> => {
    const leases = await store().getLeases(1, [agent], now);
    return (leases[agent] ?? []).map(({ assignmentId }) => assignmentId).sort();
  };

  it('gives places until there are none, and again when one is given back', async () => {
    const key = { installationId: 1, agent: 'apollo' };
    expect(await store().reserve(key, lease('a'), 2, NOW)).toBe('reserved');
    expect(await store().reserve(key, lease('b'), 2, NOW)).toBe('reserved');
    expect(await store().reserve(key, lease('c'), 2, NOW)).toBe('full');
    expect(await holders('apollo')).toEqual(['a', 'b']);
    await store().release(key, 'a');
    expect(await store().reserve(key, lease('c'), 2, NOW)).toBe('reserved');
    expect(await holders('apollo')).toEqual(['b', 'c']);
  });

  it('never gives more places than there are to 50 who ask at once', async () => {
    const key = { installationId: 1, agent: 'stampede' };
    const outcomes = await Promise.all(upTo(50).map((at) => store().reserve(key, lease(`as-${at}`), 3, NOW)));
    const reserved = upTo(50).filter((at) => outcomes[at] === 'reserved');
    expect(reserved).toHaveLength(3);
    expect(await holders('stampede')).toEqual(reserved.map((at) => `as-${at}`).sort());
  });

  it('renews for who asks again, even when it is full or has become smaller', async () => {
    const key = { installationId: 1, agent: 'athena' };
    await store().reserve(key, lease('a'), 1, NOW);
    expect(await store().reserve(key, lease('a', NOW + 9 * MINUTE), 1, NOW)).toBe('reserved');
    expect(await store().getLeases(1, ['athena'], NOW)).toEqual({ athena: [lease('a', NOW + 9 * MINUTE)] });
    await store().reserve(key, lease('b'), 2, NOW);
    expect(await store().reserve(key, lease('b'), 1, NOW)).toBe('full');
    expect(await store().reserve(key, lease('b'), 2, NOW)).toBe('reserved');
    expect(await store().reserve(key, lease('c'), 0, NOW)).toBe('full');
  });

  it('ends a lease at its time unless it was renewed', async () => {
    const key = { installationId: 1, agent: 'numa' };
    await store().reserve(key, lease('renewed', NOW + 10), 2, NOW);
    await store().reserve(key, lease('expired', NOW + 10), 2, NOW);
    await store().reserve(key, lease('renewed', NOW + 20), 2, NOW);
    expect(await holders('numa', NOW + 9)).toEqual(['expired', 'renewed']);
    expect(await store().reserve(key, lease('next'), 2, NOW + 9)).toBe('full');
    expect(await holders('numa', NOW + 10)).toEqual(['renewed']);
    expect(await store().reserve(key, lease('next'), 2, NOW + 10)).toBe('reserved');
    expect(await holders('numa', NOW + 10)).toEqual(['next', 'renewed']);
  });

  it('answers to who gives a place back the first few that wait for one there, once', async () => {
    const key = { installationId: 1, agent: 'awaited' };
    const wait = (id: string, capacity = 1) => store().wait(key, id, capacity, NOW);
    expect(await wait('wf-1-0')).toBe('free');
    await store().reserve(key, lease('a'), 1, NOW);
    for (const at of upTo(15)) expect(await wait(`wf-1-${at}`)).toBe('waiting');
    expect(await wait('wf-1-0')).toBe('waiting');
    expect(await wait('wf-1-1', 2)).toBe('free');
    expect(await store().wait({ ...key, installationId: 2 }, 'wf-2-1', 0, NOW)).toBe('waiting');
    // It is kept beside the places.
    await store().reserve(key, lease('a', NOW + 2 * MINUTE), 1, NOW);
    expect(await holders('awaited')).toEqual(['a']);
    expect(await store().release(key, 'b')).toEqual([]);
    expect(await store().release(key, 'a')).toEqual(upTo(10).map((at) => `wf-1-${at}`));
    await store().reserve(key, lease('a'), 1, NOW);
    expect(await store().release(key, 'a')).toEqual([]);
    expect(await store().wait(key, 'wf-1-1', 0, NOW + 1)).toBe('waiting');
  });

  it('does not mind giving back what nobody has', async () => {
    await store().release({ installationId: 1, agent: 'nobody' }, 'a');
    expect(await holders('nobody')).toEqual([]);
  });

  it('loses no place while many reserve and release at once', async () => {
    const key = { installationId: 1, agent: 'busy' };
    await Promise.all(
      upTo(12).map(async (at) => {
        await store().reserve(key, lease(`as-${at}`), 50, NOW);
        if (at % 2 === 0) await store().release(key, `as-${at}`);
      }),
    );
    expect(await holders('busy')).toEqual(
      upTo(12)
        .filter((at) => at % 2 === 1)
        .map((at) => `as-${at}`)
        .sort(),
    );
  });

  it('tells the leases of many agents of one installation, an empty list for those without', async () => {
    const names = upTo(120).map((at) => `agent-${at}`);
    for (const agent of ['agent-0', 'agent-119']) {
      await store().reserve({ installationId: 2, agent }, lease('here'), 1, NOW);
      await store().reserve({ installationId: 3, agent }, lease('elsewhere'), 1, NOW);
    }
    const leases = await store().getLeases(2, ['agent-0', ...names], NOW);
    expect(Object.keys(leases).sort()).toEqual([...names].sort());
    expect(leases['agent-0']).toEqual([lease('here')]);
    expect(leases['agent-119']).toEqual([lease('here')]);
    expect(Object.values(leases).flat()).toHaveLength(2);
    expect(await store().getLeases(2, [], NOW)).toEqual({});
  });
}
