import { expect, it } from '@jest/globals';
import { MINUTE, NOW } from '../samples.js';
import { opened, upTo, type OpenStore } from './opened.js';

export function describePace(open: OpenStore): void {
  const store = opened(open);
  const take = (installationId: number, now = NOW) =>
    store().takeTurn(installationId, { now, spacing: 1000, patience: 5000 });

  it('gives turns a spacing apart, and a time to ask again to who would have to wait too long', async () => {
    for (const at of upTo(6)) expect(await take(1)).toEqual({ at: NOW + at * 1000 });
    expect(await take(1)).toEqual({ retryAt: NOW + 6000, waitsFor: 'turn' });
    expect(await take(1)).toEqual({ retryAt: NOW + 7000, waitsFor: 'turn' });
    expect(await take(1, NOW + 60_000)).toEqual({ at: NOW + 60_000 });
  });

  it('gives no turn twice to 30 who ask at once', async () => {
    const turns = await Promise.all(upTo(30).map(() => take(2)));
    const times = turns.map((turn) => ('at' in turn ? turn.at : turn.retryAt));
    expect(times.sort((a, b) => a - b)).toEqual(upTo(30).map((at) => NOW + at * 1000));
    expect(turns.filter((turn) => 'at' in turn)).toHaveLength(6);
  });

  it('gives none during a rest, which nobody makes shorter', async () => {
    await store().rest(3, { now: NOW, until: NOW + MINUTE });
    await store().rest(3, { now: NOW, until: NOW + MINUTE / 2 });
    expect(await take(3, NOW + MINUTE / 2)).toEqual({ retryAt: NOW + MINUTE, waitsFor: 'rest' });
    expect(await take(3, NOW + MINUTE)).toEqual({ at: NOW + MINUTE });
  });

  it('keeps each installation’s own', async () => {
    await store().rest(4, { now: NOW, until: NOW + MINUTE });
    expect(await take(5)).toEqual({ at: NOW });
    expect(await take(6)).toEqual({ at: NOW });
  });
}
