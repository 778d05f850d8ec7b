import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { configuration, SHOP } from './acme.js';
import { counted, reactionsTo, said, stepsOf, textsOf } from './reading.js';
import { setUp, steppedClock, type Setting } from './setting.js';
import { branchFor, offered, pushedAndTested, reviewed, started, wrote } from './work.js';

jest.setTimeout(30_000);

let setting: Setting;

async function begin(changes: Record<string, unknown> = {}): Promise<void> {
  setting = await setUp({ config: configuration(changes), clock: steppedClock() });
}

/** An issue that nobody has started. */
function opened(title = 'Add a caching layer'): Promise<number> {
  return setting.after(() => setting.as('mira').openIssue(SHOP, { title }));
}

/** What one comment brought: the reactions to it, and the replies that are new on its page. */
async function answer(
  by: string,
  number: number,
  body: string,
): Promise<{ reactions: string[]; replies: string[] }> {
  const before = textsOf(setting, number, 'reply').length;
  const comment = await wrote(setting, by, number, body);
  return {
    reactions: reactionsTo(setting, comment),
    replies: textsOf(setting, number, 'reply').slice(before),
  };
}

const done = { reactions: ['rocket'], replies: [] };

afterEach(async () => {
  const { violations } = setting.judge;
  await setting.close();
  expect(violations).toEqual([]);
});

describe('a person with write access', () => {
  it('starts the work with a comment alone, and is told when it is under way already', async () => {
    await begin();
    const issue = await opened();
    expect(await answer('noor', issue, 'Let us do this.\n\n/tekton start')).toEqual(done);
    expect(await stepsOf(setting, issue)).toMatchObject({ assign: 'complete', branch: 'complete' });
    const again = await answer('mira', issue, '/tekton start');
    expect(again.reactions).toEqual(['+1']);
    expect(again.replies).toEqual([expect.stringContaining('@mira: this issue is under way already.')]);
    expect(counted(setting, issue)).toEqual({ 'hand-over': 1, status: 1, reply: 1 });
  });

  it('gives the issue to an agent by name, and takes it to another: the place of the first is free', async () => {
    await begin();
    const issue = await opened();
    expect(await answer('mira', issue, '/tekton assign @athena-agent')).toEqual(done);
    expect(await setting.placesTaken('athena')).toHaveLength(1);
    expect(branchFor(setting, issue)).toContain('/bert-');
    expect(await answer('mira', issue, '/tekton reassign apollo')).toEqual(done);
    expect([await setting.placesTaken('athena'), await setting.placesTaken('apollo')]).toEqual([
      [],
      [expect.anything()],
    ]);
    const handOvers = textsOf(setting, issue, 'hand-over');
    expect(handOvers.map((text) => text.split(':')[0])).toEqual(['@athena-agent', '@apollo-agent']);
    // The work so far stays where it is.
    expect(handOvers[1]).toContain(branchFor(setting, issue));
  });

  it('labels and comments within one second: the comment is about what the label began', async () => {
    await begin();
    const issue = await opened();
    const comment = await setting.after(() => {
      setting.as('mira').label(SHOP, issue, 'tekton');
      return setting.as('mira').comment(SHOP, issue, '/tekton unassign');
    });
    expect(reactionsTo(setting, comment)).toEqual(['rocket']);
    expect((await setting.workflow(issue)).status).toBe('active');
    expect([await setting.placesTaken('apollo'), await setting.placesTaken('athena')]).toEqual([[], []]);
  });

  it('is told that there is no agent of that name', async () => {
    await begin();
    const issue = await opened();
    const { reactions, replies } = await answer('mira', issue, '/tekton assign zeus');
    expect(reactions).toEqual(['confused']);
    expect(replies).toEqual([expect.stringContaining('`apollo` and `athena`')]);
    expect(counted(setting, issue)).toEqual({ reply: 1 });
  });

  it('holds the merge of approved green work, and lifts the hold', async () => {
    await begin();
    const { issue, pull } = await offered(setting);
    expect(await answer('tara', pull, '/tekton hold wait for Friday')).toEqual(done);
    await reviewed(setting, 'noor', pull, 'APPROVED');
    expect(setting.pull(pull).pull.merged).toBeNull();
    expect(await stepsOf(setting, issue)).toMatchObject({ review: 'complete', merge: 'blocked' });
    expect(await answer('noor', pull, '/tekton unhold')).toEqual(done);
    expect(setting.pull(pull).pull.merged).not.toBeNull();
  });

  it('may not approve what they started; another person may, and that merges it', async () => {
    await begin();
    const { issue, pull } = await offered(setting);
    const refused = await answer('mira', pull, '/tekton approve');
    expect(refused.reactions).toEqual(['confused']);
    expect(refused.replies).toEqual([expect.stringContaining('nobody judges their own work')]);
    expect(await stepsOf(setting, issue)).toMatchObject({ review: 'in_progress', merge: 'pending' });
    expect(await answer('noor', pull, '/tekton approve')).toEqual(done);
    expect(setting.pull(pull).pull.merged).not.toBeNull();
  });

  it('stops the work: the agent is free, and what was done stays', async () => {
    await begin();
    const { issue, branch, pull } = await offered(setting);
    expect(await answer('mira', issue, '/tekton stop')).toEqual(done);
    expect(await setting.placesTaken('apollo')).toEqual([]);
    expect(setting.headOf(branch)).not.toBe('');
    expect(setting.pull(pull).state).toBe('open');
    expect((await setting.workflow(issue)).status).toBe('cancelled');
  });

  it('reads status, why and help as one reply each', async () => {
    await begin();
    const { issue } = await started(setting);
    for (const [command, words] of [
      ['/tekton status', 'Waiting for the first commit'],
      ['/tekton why', 'The choice of the agent'],
      ['/tekton help', 'Gives the issue to an agent of the team'],
    ] as const) {
      const { reactions, replies } = await answer('mira', issue, command);
      expect({ command, reactions }).toEqual({ command, reactions: ['+1'] });
      expect({ command, replies }).toEqual({ command, replies: [expect.stringContaining(words)] });
    }
  });

  it('has several commands of one comment answered as a whole, each once', async () => {
    await begin();
    const issue = await opened();
    const { reactions, replies } = await answer('mira', issue, '/tekton start\n/tekton hold\n/tekton dance');
    expect([...reactions].sort()).toEqual(['confused', 'rocket']);
    expect(replies).toEqual([expect.stringContaining('there is no command `/tekton dance`')]);
    expect((await setting.workflow(issue)).steps[0]?.status).toBe('complete');
  });
});

describe('an agent', () => {
  it('says that it is ready, asks for a person and gives the issue back, and may not do more', async () => {
    await begin({ pr: { mode: 'on-ready' } });
    const { issue, branch } = await started(setting);
    await pushedAndTested(setting, branch);
    expect([...setting.repository.issues.values()].filter(({ pull }) => pull !== null)).toEqual([]);
    expect(await answer('apollo-agent', issue, '/tekton ready')).toEqual(done);
    const pulls = [...setting.repository.issues.values()].filter(({ pull }) => pull !== null);
    expect(pulls.map(({ pull }) => pull?.draft)).toEqual([false]);

    const approval = await answer('apollo-agent', issue, '/tekton approve');
    expect(approval.reactions).toEqual(['confused']);
    expect(await answer('apollo-agent', issue, '/tekton hold')).toEqual(done);
    const lifting = await answer('apollo-agent', issue, '/tekton unhold');
    expect(lifting.reactions).toEqual(['confused']);
    expect(await answer('apollo-agent', issue, '/tekton escalate the key has expired')).toEqual(done);
    expect(textsOf(setting, issue, 'notice').at(-1)).toMatch(/^@mira: a person is wanted: apollo/);
    expect(await answer('apollo-agent', issue, '/tekton unassign')).toEqual(done);
    expect(await setting.placesTaken('apollo')).toEqual([]);
  });

  it('that is not sure waits for a person before the pull request', async () => {
    await begin();
    const { issue, branch } = await started(setting);
    expect(await answer('apollo-agent', issue, '/tekton confidence low two designs are possible')).toEqual(
      done,
    );
    await pushedAndTested(setting, branch);
    expect(await stepsOf(setting, issue)).toMatchObject({ test: 'complete', pr: 'pending' });
    expect(textsOf(setting, issue, 'notice').at(-1)).toContain('two designs are possible');
    expect(await answer('noor', issue, '/tekton ready')).toEqual(done);
    expect(await stepsOf(setting, issue)).toMatchObject({ pr: 'complete' });
  });
});

describe('a stranger', () => {
  it('may do nothing but ask, and is told who may', async () => {
    await begin();
    const issue = await opened();
    const refused = await answer('eve', issue, '/tekton start');
    expect(refused.reactions).toEqual(['confused']);
    expect(refused.replies).toEqual([
      expect.stringMatching(/^@eve: `\/tekton start` is for people with write access; you have .* here\./),
    ]);
    expect([...setting.repository.refs.keys()]).toEqual(['refs/heads/main']);
    expect(counted(setting, issue)).toEqual({ reply: 1 });
  });

  it('that wrote the issue may hold its work, as its author', async () => {
    await begin();
    const issue = await setting.after(() => setting.as('eve').openIssue(SHOP, { title: 'Broken' }));
    await setting.after(() => {
      setting.as('mira').label(SHOP, issue, 'tekton');
    });
    expect(await answer('eve', issue, '/tekton hold')).toEqual(done);
    expect((await answer('eve', issue, '/tekton stop')).reactions).toEqual(['confused']);
  });

  it('starts nothing with the label, which triagers may put on', async () => {
    await begin();
    const issue = await opened();
    await setting.after(() => {
      setting.as('tara').label(SHOP, issue, 'tekton');
    });
    expect([...setting.repository.refs.keys()]).toEqual(['refs/heads/main']);
    expect(said(setting, issue).map(({ kind }) => kind)).toEqual(['reply']);
  });
});

describe('what is no command', () => {
  it('gets no answer: prose, code, quotes, and edits of old comments', async () => {
    await begin();
    const { issue } = await started(setting);
    const before = said(setting, issue).length;
    const texts = ['Should we /tekton stop here?', '```\n/tekton stop\n```', '> /tekton stop', 'tekton stop'];
    for (const text of texts)
      expect(await answer('mira', issue, text)).toEqual({ reactions: [], replies: [] });
    const comment = await wrote(setting, 'mira', issue, 'Good morning');
    await setting.after(() => {
      setting.as('mira').editComment(SHOP, comment, '/tekton stop');
    });
    expect(said(setting, issue)).toHaveLength(before);
    expect((await setting.workflow(issue)).status).toBe('active');
  });

  it('gets a reply where it looks like one: an unknown verb, a missing argument', async () => {
    await begin();
    const issue = await opened();
    const unknown = await answer('mira', issue, '/tekton <b>dance</b>');
    expect(unknown.reactions).toEqual(['confused']);
    expect(unknown.replies).toHaveLength(1);
    expect(unknown.replies[0]).toContain('`/tekton help` lists those that there are');
    const bare = await answer('mira', issue, '/tekton assign');
    expect(bare.reactions).toEqual(['confused']);
    expect(bare.replies).toEqual([expect.stringContaining('`/tekton assign` is written like this:')]);
  });
});
