import { describe, expect, it } from '@jest/globals';
import { admit } from '../../src/domain/admission.js';
import { noFacts, type Facts } from '../../src/domain/facts.js';
import type { Permission } from '../../src/domain/event.js';
import type { Observation } from '../../src/domain/observation.js';
import { command, jobReported, moved, turn } from './hostile.js';

let index = 0;
const told = (verb: string, permission: Permission, text = ''): Observation => ({
  kind: 'command-given',
  command: command((index += 1), { verb, permission, text }),
});
const filled = (permission: Permission, count: number): Facts =>
  admit(
    noFacts(),
    Array.from({ length: count }, () => told('escalate', permission, 'x'.repeat(500))),
  );
const takes = (facts: Facts, verb: string, permission: Permission) =>
  Object.keys(admit(facts, [told(verb, permission)]).commands).length > Object.keys(facts.commands).length;

describe('a workflow', () => {
  it('takes whatever comes while there is room', () => {
    const some = filled('read', 50);
    expect(Object.keys(some.commands)).toHaveLength(50);
    expect(takes(some, 'why', 'none')).toBe(true);
    expect(some.turnedAway).toBeNull();
  });

  it('takes only what those say who may write once it is crowded', () => {
    const crowded = filled('read', 2_000);
    expect(Object.keys(crowded.commands).length).toBeLessThan(200);
    expect(crowded.turnedAway).toBe('strangers');
    expect([takes(crowded, 'why', 'triage'), takes(crowded, 'assign', 'write')]).toEqual([false, true]);
  });

  it('takes only what ends or holds it once it is full, and in the end only what ends it', () => {
    const full = filled('admin', 2_000);
    expect(full.turnedAway).toBe('everybody');
    expect(admit(full, [told('why', 'read')]).turnedAway).toBe('everybody');
    expect(['assign', 'stop', 'hold'].filter((verb) => takes(full, verb, 'write'))).toEqual(['stop', 'hold']);
    expect(takes(full, 'stop', 'read')).toBe(false);
    const packed = admit(
      full,
      Array.from({ length: 500 }, () => told('hold', 'admin', 'x'.repeat(500))),
    );
    expect(['hold', 'stop'].filter((verb) => takes(packed, verb, 'write'))).toEqual(['stop']);
  });

  it('has as much room for people however busy its checks are', () => {
    const busy = admit(
      noFacts(),
      Array.from({ length: 20 * 15 }, (_, index) => jobReported(index, '漢'.repeat(60))),
    );
    expect(JSON.stringify(busy).length).toBeGreaterThan(40_000);
    expect(['approve', 'why'].filter((verb) => takes(busy, verb, 'read'))).toEqual(['approve', 'why']);
    const news = Array.from({ length: 2_000 }, () => told('escalate', 'admin', 'x'.repeat(500)));
    const taken = (facts: Facts) => Object.keys(admit(facts, news).commands).length;
    expect(taken(busy)).toBe(taken(noFacts()));
  });

  it('goes on with the branch and the pull request of a turn, however full it is', () => {
    const full = admit(filled('admin', 2_000), [turn(1, 'x')]);
    const [branch] = Object.values(full.assignments).map((it) => it.branch);
    const seen = admit(full, [moved(branch ?? '', 1), moved('mention', 2)]);
    expect(Object.keys(seen.branches)).toEqual([branch]);
  });

  it('brings up to date what it knows, however full it is', () => {
    const news = told('escalate', 'admin');
    const full = admit(
      admit(noFacts(), [news]),
      Array.from({ length: 900 }, () => told('escalate', 'admin', 'x'.repeat(500))),
    );
    if (news.kind !== 'command-given') throw new Error('a command');
    const again: Observation = { ...news, command: { ...news.command, permission: 'read' } };
    expect(admit(full, [again]).commands[news.command.id]?.permission).toBe('read');
  });
});
