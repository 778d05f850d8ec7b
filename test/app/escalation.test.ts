import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '../../src/app/ports/github.js';
import { MINUTE } from '../contract/samples.js';
import { APOLLO, APP_ID, MARIA, STRANGER } from './names.js';
import { issueChanged, labelled, said } from './news.js';
import { situation } from './situation.js';

/** The agent has called for help. */
async function called() {
  const town = situation();
  await town.tell(labelled(MARIA));
  town.clock.advance(MINUTE);
  const call = said('/tekton escalate the key has expired', { by: APOLLO, at: town.clock.now() });
  await town.tell(call);
  town.clock.advance(MINUTE);
  const [number = 0, raised] = [...town.world.issues].find(([it]) => it !== 7) ?? [];
  if (raised === undefined) throw new Error('no issue was opened');
  return { ...town, number, raised: raised.issue, call };
}

describe('an escalation', () => {
  it('is told in a comment and has an issue of its own, once', async () => {
    const { world, raised, tell, call, comments } = await called();
    expect(raised).toMatchObject({
      labels: ['tekton/escalation'],
      title: '#7 needs a person: somebody called for help',
    });
    expect(raised.body).not.toContain('@');
    await tell(call);
    expect(world.issues.size).toBe(2);
    expect(comments().filter((kind) => kind === 'notice')).toHaveLength(1);
  });

  it('is closed when a person writes on its page that they know', async () => {
    const { world, number, tell, clock } = await called();
    await tell(said('/tekton ack', { by: MARIA, number, at: clock.now() }));
    expect(world.issues.get(number)?.issue.state).toBe('closed');
    expect(world.issues.get(7)?.issue.state).toBe('open');
  });

  it('is not closed by somebody who may not speak for the repository', async () => {
    const { world, number, tell, clock, comments } = await called();
    await tell(said('/tekton ack', { by: STRANGER, number, at: clock.now() }));
    expect(world.issues.get(number)?.issue.state).toBe('open');
    expect(world.comments.at(-1)).toMatchObject({ number });
    expect(comments().at(-1)).toBe('reply');
  });

  it('is not repeated once somebody closed its issue', async () => {
    const { number, raised, tell, clock, tick, world, workflow } = await called();
    await tell(issueChanged({ ...raised, state: 'closed' }, clock.now()));
    expect((await workflow()).facts.closedEscalations).toEqual({ [number]: clock.now() });
    for (let days = 0; days < 5; days++) {
      clock.advance(24 * 60 * MINUTE);
      await tick();
    }
    expect(world.comments.filter(({ body }) => body.includes('the key has expired'))).toHaveLength(1);
  });

  it('is repeated three times while nobody answers, and then no more', async () => {
    const { clock, tick, world } = await called();
    for (let days = 0; days < 10; days++) {
      clock.advance(24 * 60 * MINUTE);
      await tick();
    }
    expect(world.comments.filter(({ body }) => body.includes('reminder'))).toHaveLength(3);
  });

  it('is closed though whoever opened its issue never heard that it was', async () => {
    const town = situation();
    const { world, tell, clock, github } = town;
    await tell(labelled(MARIA));
    clock.advance(MINUTE);
    github.fail('createIssue', new Unavailable('timed out', null), { when: 'after' });
    await tell(said('/tekton escalate the key has expired', { by: APOLLO, at: clock.now() }));
    clock.advance(2000);
    await tell(said('/tekton ack', { by: MARIA, at: clock.now() }));
    const [number = 0, opened] = [...world.issues].find(([it]) => it !== 7) ?? [];
    expect(opened?.issue.state).toBe('open');
    const told = { number, commentId: null, body: opened?.issue.body ?? '', at: clock.now() };
    await tell(said('', { ...told, viaAppId: null, by: STRANGER }));
    expect(world.issues.get(number)?.issue.state).toBe('open');
    await tell(said('', { ...told, viaAppId: APP_ID }));
    expect(world.issues.get(number)?.issue.state).toBe('closed');
  });

  it('is not repeated though its closing was heard of before its opening', async () => {
    const town = situation();
    const { world, tell, clock, tick, github, workflow } = town;
    await tell(labelled(MARIA));
    clock.advance(MINUTE);
    github.fail('createIssue', new Unavailable('timed out', null), { when: 'after' });
    await tell(said('/tekton escalate the key has expired', { by: APOLLO, at: clock.now() }));
    const opened = [...world.issues.values()].find(({ issue }) => issue.number !== 7)?.issue;
    if (opened === undefined) throw new Error('no issue was opened');
    const closed = { ...opened, state: 'closed' } as const;
    world.issues.set(opened.number, { issue: closed, updatedAt: clock.now() });
    await tell(issueChanged({ ...closed, author: STRANGER }, clock.now()));
    expect((await workflow()).facts.closedEscalations).toEqual({});
    await tell(issueChanged(closed, clock.now()));
    const { number, body } = opened;
    await tell(said('', { number, commentId: null, body, at: clock.now() - 1000, viaAppId: APP_ID }));
    for (let days = 0; days < 5; days++) {
      clock.advance(24 * 60 * MINUTE);
      await tick();
    }
    expect(world.comments.filter((comment) => comment.body.includes('the key has expired'))).toHaveLength(1);
  });

  it('starts no workflow of its own', async () => {
    const { app, raised, tell, clock } = await called();
    await tell(issueChanged(raised, clock.now()));
    expect(await app.store.getWorkflow(`wf-100-${raised.number}`)).toBeNull();
  });
});
