import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../contract/samples.js';
import { MARIA, SOME_BOT, STRANGER } from './names.js';
import { labelled, pushed, said } from './news.js';
import { situation } from './situation.js';
import { sha } from '../contract/samples.js';

const HOUR = 60 * MINUTE;

describe('a conversation without end', () => {
  it('is paused when an hour has had its comments, says so once, and goes on later', async () => {
    const town = situation({ config: { limits: { comments_per_hour: 10 } } });
    await town.tell(labelled(MARIA));
    const chatter = async (count: number) => {
      for (let nth = 0; nth < count; nth++) {
        town.clock.advance(10_000);
        await town.tell(said('/tekton dance', { by: STRANGER, at: town.clock.now() }));
      }
    };
    const replies = () => town.comments().filter((kind) => kind === 'reply').length;
    await chatter(40);
    // One of the ten was the hand-over.
    expect(replies()).toBe(9);
    const notices = town.world.comments.filter(({ body }) => body.includes('pauses until'));
    expect(notices).toHaveLength(1);
    const raised = [...town.world.issues.values()].filter(({ issue }) =>
      issue.labels.includes('tekton/escalation'),
    );
    expect(raised).toHaveLength(1);

    for (let minutes = 0; minutes <= 65; minutes += 5) {
      town.clock.advance(5 * MINUTE);
      await town.tick();
    }
    expect(replies()).toBeGreaterThan(9);
    expect(replies()).toBeLessThanOrEqual(20);
    expect(town.world.comments.filter(({ body }) => body.includes('pauses until'))).toHaveLength(1);
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
