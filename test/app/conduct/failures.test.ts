import { describe, expect, it } from '@jest/globals';
import { NotYet, Refusal, Unavailable } from '../../../src/app/ports/github.js';
import { queuedLines } from '../../../src/app/texts/operations.js';
import { LOOK_AFTER } from '../../../src/domain/workflow/wanted/look.js';
import { MINUTE, NOW, sha } from '../../contract/samples.js';
import { BRANCH, MARIA } from '../names.js';
import { checked, labelled, pushed, said } from '../news.js';
import { situation, type Situation } from '../situation.js';

const down = (retryAt: number | null = null) => new Unavailable('GitHub answered 502', retryAt);

describe('an effect that fails', () => {
  it('waits with backoff while the others go on, and then is done', async () => {
    const { tell, github, workflow, comments, clock, tick } = situation();
    github.fail('createBranch', down(), { times: 2 });
    await tell(labelled(MARIA));
    const queued = (await workflow()).outbox[`branch/${BRANCH}`];
    expect(queued).toMatchObject({ attempts: 1, notBefore: NOW + 1500, lastError: 'GitHub answered 502' });
    expect(comments()).toEqual(['status']);
    expect((await workflow()).dueAt).toBe(NOW + 1500);

    clock.advance(1499);
    expect(await tick()).toBe(0);
    clock.advance(1);
    await tick();
    expect((await workflow()).outbox[`branch/${BRANCH}`]).toMatchObject({
      attempts: 2,
      notBefore: NOW + 1500 + 3000,
    });

    clock.advance(3000);
    await tick();
    expect((await workflow()).outbox).toEqual({});
    expect(comments()).toEqual(['status', 'hand-over']);
  });

  it('waits for as long as GitHub says', async () => {
    const { tell, github, workflow } = situation();
    github.fail('createBranch', down(NOW + 42 * MINUTE));
    await tell(labelled(MARIA));
    expect((await workflow()).dueAt).toBe(NOW + 42 * MINUTE);
  });

  it('is not tried before its time because of other news', async () => {
    const { tell, github, clock } = situation();
    github.fail('createBranch', down(NOW + 42 * MINUTE));
    await tell(labelled(MARIA));
    clock.advance(MINUTE);
    await tell(said('/tekton hold', { at: clock.now() }));
    expect(github.count('createBranch')).toBe(1);
  });

  it('looks first on its second try, and so does nothing twice when the first took effect after all', async () => {
    const { tell, github, world, comments, clock, tick } = situation();
    github.fail('createBranch', down(), { when: 'after' });
    github.fail('createComment', down(), { when: 'after' });
    await tell(labelled(MARIA));
    for (let passed = 0; passed < 5; passed++) {
      clock.advance(MINUTE);
      await tick();
    }
    expect(comments().sort()).toEqual(['hand-over', 'status']);
    expect([...world.branches.keys()]).toEqual(['main', BRANCH]);
    const tries = github.calls.filter(({ method }) => method === 'createBranch').map(({ args }) => args[1]);
    expect(tries).toMatchObject([{ again: false }, { again: true }]);
  });

  it('begins to count anew once it was done', async () => {
    const { tell, github, workflow, clock, tick } = situation();
    github.fail('createComment', down(), { times: 2 });
    await tell(labelled(MARIA));
    clock.advance(MINUTE);
    await tick();
    clock.advance(MINUTE);
    await tick();
    github.fail('updateComment', down());
    await tell(said('/tekton hold', { at: clock.now() }));
    expect((await workflow()).outbox['comment/status']).toMatchObject({ attempts: 1 });
  });
});

describe('an effect whose write is put off', () => {
  const notYet = (ms: number, isBegun = false) =>
    new NotYet({ waitsFor: 'turn', retryAt: NOW + ms, isBegun });
  const asked = (github: Situation['github'], method: string) =>
    github.calls.filter((call) => call.method === method).map(({ args }) => args[1]);

  it('is tried at the very time that it was told, without a look for what was never sent', async () => {
    const { tell, github, workflow, notes, clock, tick } = situation();
    for (const turn of [7000, 14_000, 21_000]) github.fail('createBranch', notYet(turn));
    await tell(labelled(MARIA));
    for (const turn of [7000, 14_000, 21_000]) {
      expect((await workflow()).outbox[`branch/${BRANCH}`]).toMatchObject({
        attempts: 0,
        notBefore: NOW + turn,
        lastError: null,
        waitsFor: 'turn',
      });
      clock.advance(NOW + turn - 1 - clock.now());
      await tick();
      clock.advance(1);
      await tick();
    }
    expect((await workflow()).outbox).toEqual({});
    expect(asked(github, 'createBranch')).toMatchObject(Array(4).fill({ again: false }));
    expect(notes.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('is looked for on the next try when an earlier write of it was sent', async () => {
    const { tell, github, clock, tick } = situation();
    github.fail('createBranch', notYet(7000, true));
    await tell(labelled(MARIA));
    clock.advance(7000);
    await tick();
    expect(asked(github, 'createBranch')).toMatchObject([{ again: false }, { again: true }]);
  });

  it('is looked for as well when its first write was the answer to another question', async () => {
    const { tell, github, world, clock, tick } = situation();
    await tell(labelled(MARIA));
    // Somebody deletes the status comment: it is written anew, after the attempt to edit it.
    world.comments = world.comments.filter(({ marker }) => !marker.includes('kind=status'));
    github.fail('createComment', notYet(7000));
    await tell(said('/tekton hold', { at: NOW + 1000 }));
    clock.advance(7000);
    await tick();
    const statuses = asked(github, 'createComment').slice(-2);
    expect(statuses).toMatchObject([{ again: false }, { again: true }]);
  });

  it('is still looked for when an earlier try may have taken effect', async () => {
    const { tell, github, comments, clock, tick } = situation();
    github.fail('createComment', down(), { when: 'after' });
    github.fail('createComment', notYet(10_000));
    await tell(labelled(MARIA));
    for (let passed = 0; passed < 3; passed++) {
      clock.advance(MINUTE);
      await tick();
    }
    expect(comments().sort()).toEqual(['hand-over', 'status']);
  });

  it('says so to whoever asks why', async () => {
    const { tell, github, world, workflow } = situation();
    github.fail('createBranch', new NotYet({ waitsFor: 'rest', retryAt: NOW + 42 * MINUTE }));
    await tell(labelled(MARIA));
    expect(queuedLines(await workflow())).toEqual([
      expect.stringMatching(
        /^2026-01-01T00:42:00Z .* put off: GitHub is given a rest: it failed, or a limit is used up$/,
      ),
    ]);
    await tell(said('/tekton why', { at: NOW + 1000 }));
    expect(world.comments.at(-1)?.body).toContain(
      'put off until 1 January, 00:42 UTC (GitHub is given a rest: it failed, or a limit is used up)',
    );
  });
});

describe('an effect that GitHub refuses', () => {
  const refusal = new Refusal('invalid', 'Reference name is not valid');

  it('is shown and told once, and not tried again whatever happens', async () => {
    const { tell, github, world, workflow, clock, tick, store } = situation();
    github.fail('createBranch', refusal);
    await tell(labelled(MARIA));
    const { facts, outbox, dueAt } = await workflow();
    expect(facts.performed[`branch/${BRANCH}`]?.refused).toEqual({
      code: 'invalid',
      message: 'Reference name is not valid',
    });
    expect({ outbox, dueAt }).toEqual({ outbox: {}, dueAt: NOW + LOOK_AFTER });
    expect(world.comments.map(({ body }) => body).join('\n')).toContain('Reference name is not valid');
    clock.advance(60 * MINUTE);
    await tell(said('/tekton hold', { at: clock.now() }));
    await tick();
    expect(github.count('createBranch')).toBe(1);
    expect(world.comments.filter(({ marker }) => marker.includes('kind=notice'))).toHaveLength(1);
    const history = await store.port.listAudit('wf-100-7', { limit: 50, after: null });
    expect(history.items.find(({ what }) => what === 'refused')?.detail).toEqual({
      kind: 'create-branch',
      key: `branch/${BRANCH}`,
      code: 'invalid',
      message: 'Reference name is not valid',
    });
  });

  it('is tried again when somebody asks for a fresh look', async () => {
    const { tell, github, world, clock } = situation();
    github.fail('createBranch', refusal);
    await tell(labelled(MARIA));
    clock.advance(MINUTE);
    await tell(said('/tekton refresh', { at: clock.now() }));
    expect(github.count('createBranch')).toBe(2);
    expect(world.branches.has(BRANCH)).toBe(true);
  });
});

describe('an effect that is wanted no more in the middle of its tries', () => {
  it('is looked for first when it is wanted again, however much later', async () => {
    const { tell, github, world, clock, tick } = situation();
    await tell(labelled(MARIA));
    await tell(pushed(sha(2), NOW + 1000));
    github.fail('createComment', down(), { when: 'after' });
    await tell(checked(sha(2), { id: 301, conclusion: 'failure', at: NOW + 2000 }));
    await tell(checked(sha(2), { id: 302, status: 'in_progress', conclusion: null, at: NOW + 3000 }));
    clock.advance(MINUTE);
    await tick();
    await tell(checked(sha(2), { id: 302, conclusion: 'failure', at: NOW + 4000 }));
    clock.advance(MINUTE);
    await tick();
    expect(world.comments.filter(({ marker }) => marker.includes('kind=notice'))).toHaveLength(1);
  });
});

describe('what is said', () => {
  it('keeps its order while a word waits', async () => {
    const { tell, github, world, clock, tick } = situation();
    await tell(labelled(MARIA));
    github.fail('createComment', down());
    await tell(said('/tekton status', { at: NOW + 1000, commentId: 801 }));
    await tell(said('/tekton help', { at: NOW + 2000, commentId: 802 }));
    const replies = () =>
      world.comments.filter(({ marker }) => marker.includes('kind=reply')).map(({ marker }) => marker);
    expect(replies()).toEqual([]);
    for (let passed = 0; passed < 3; passed++) {
      clock.advance(MINUTE);
      await tick();
    }
    expect(replies()).toEqual([expect.stringContaining('801'), expect.stringContaining('802')]);
  });
});

describe('what is said and put off', () => {
  it('keeps its order too', async () => {
    const { tell, github, world, clock, tick } = situation();
    await tell(labelled(MARIA));
    github.fail('createComment', new NotYet({ waitsFor: 'turn', retryAt: NOW + 30_000 }));
    await tell(
      said('/tekton status', { at: NOW + 1000, commentId: 801 }),
      said('/tekton help', { at: NOW + 1000, commentId: 802 }),
    );
    await tell(said('/tekton help', { at: NOW + 2000, commentId: 803 }));
    const replies = () =>
      world.comments.filter(({ marker }) => marker.includes('kind=reply')).map(({ marker }) => marker);
    expect(replies()).toEqual([]);
    clock.advance(30_000);
    await tick();
    expect(replies()).toEqual(['801', '802', '803'].map((id) => expect.stringContaining(id)));
  });
});

describe('what GitHub refuses for a while', () => {
  it('is known all the same: its comment is edited later, and not written anew', async () => {
    const { tell, github, world, clock } = situation();
    await tell(labelled(MARIA));
    github.fail('updateComment', new Refusal('forbidden', 'Repository was archived so is read-only.'));
    await tell(said('/tekton hold', { at: NOW + 1000, commentId: 801 }));
    clock.advance(MINUTE);
    await tell(said('/tekton refresh', { at: clock.now(), commentId: 802 }));
    const statuses = world.comments.filter(({ marker }) => marker.includes('kind=status'));
    expect(statuses.map(({ body }) => body.includes('On hold'))).toEqual([true]);
  });
});
