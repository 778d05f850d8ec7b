import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../contract/samples.js';
import { MARIA, PAUL, SOME_BOT, STRANGER } from './names.js';
import { labelled, pushed, said } from './news.js';
import { situation } from './situation.js';
import { sha } from '../contract/samples.js';

const HOUR = 60 * MINUTE;

describe('a conversation without end', () => {
  it('has half of an hour’s comments, says once that it is paused, and goes on later', async () => {
    const town = situation({ config: { limits: { comments_per_hour: 10 } } });
    await town.tell(labelled(MARIA));
    const chatter = async (count: number) => {
      for (let nth = 0; nth < count; nth++) {
        town.clock.advance(10_000);
        await town.tell(said('/tekton dance', { by: PAUL, at: town.clock.now() }));
      }
    };
    const replies = () => town.comments().filter((kind) => kind === 'reply').length;
    await chatter(40);
    expect(replies()).toBe(5);
    const notices = town.world.comments.filter(({ body }) => body.includes('gives no more until'));
    expect(notices).toHaveLength(1);
    const raised = [...town.world.issues.values()].filter(({ issue }) =>
      issue.labels.includes('tekton/escalation'),
    );
    expect(raised).toHaveLength(1);

    for (let minutes = 0; minutes <= 65; minutes += 5) {
      town.clock.advance(5 * MINUTE);
      await town.tick();
    }
    expect(replies()).toBe(10);
    expect(town.world.comments.filter(({ body }) => body.includes('gives no more until'))).toHaveLength(1);
  });

  it('by somebody who may not write costs nobody else an answer, and gets a reaction to the end', async () => {
    const town = situation();
    for (let nth = 0; nth < 40; nth++) {
      town.clock.advance(10_000);
      await town.tell(said('/tekton help', { by: STRANGER, at: town.clock.now() }));
    }
    expect(town.comments()).toEqual(Array.from({ length: 5 }, () => 'reply'));
    expect(town.world.reactions).toHaveLength(40);
    await town.tell(said('/tekton start', { at: town.clock.now() }));
    await town.tell(said('/tekton why', { at: town.clock.now() }));
    expect(town.comments().slice(5)).toEqual(['hand-over', 'status', 'reply']);
  });

  it('by somebody who may not write is not taken up again when the oldest questions are forgotten', async () => {
    const town = situation();
    for (let nth = 0; nth < 120; nth++) {
      town.clock.advance(20_000);
      await town.tell(said('/tekton help', { by: STRANGER, at: town.clock.now() }));
    }
    expect(town.comments()).toHaveLength(5);
    town.clock.advance(HOUR);
    await town.tell(said('/tekton help', { by: STRANGER, at: town.clock.now() }));
    expect(town.comments()).toHaveLength(6);
  });

  it('does not keep the work from going on', async () => {
    const town = situation({ config: { limits: { comments_per_hour: 5 } } });
    await town.tell(labelled(MARIA));
    for (let nth = 0; nth < 8; nth++)
      await town.tell(said('/tekton why', { by: STRANGER, at: town.clock.now() }));
    town.clock.advance(MINUTE);
    await town.tell(pushed(sha(2), town.clock.now()));
    expect(town.world.checks.map(({ sha: commit }) => commit)).toEqual([sha(2)]);
  });

  it('cannot begin with a bot that the configuration does not name', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    const before = town.comments().length;
    for (let nth = 0; nth < 20; nth++) await town.tell(said('/tekton status', { by: SOME_BOT }));
    town.clock.advance(HOUR);
    expect(town.comments()).toHaveLength(before);
  });
});
