import { describe, expect, it } from '@jest/globals';
import { NOW } from '../contract/samples.js';
import { MARIA, TINA } from './names.js';
import { issueChanged, labelled, said } from './news.js';
import { situation } from './situation.js';

describe('where commands are written', () => {
  it('is a comment, whose result is a reaction and no words if it was done', async () => {
    const town = situation();
    await town.tell(said('/tekton start', { commentId: 901 }));
    expect(town.world.reactions).toEqual([{ commentId: 901, content: 'rocket' }]);
    expect(town.comments()).toEqual(['hand-over', 'status']);
    expect(Object.keys((await town.workflow()).facts.commands)).toEqual(['comment-901-1']);
  });

  it('is the text that an issue was opened with, which nobody can react to', async () => {
    const town = situation();
    await town.tell(said('Please export.\n\n/tekton start', { commentId: null }));
    expect(town.world.reactions).toEqual([]);
    expect((await town.workflow()).facts.commands['body-7-3']).toMatchObject({
      via: 'body',
      permission: 'write',
    });
    expect((await town.workflow()).status).toBe('active');
  });

  it('is a label, in any letter case: on to start, off to stop', async () => {
    const town = situation();
    await town.tell(labelled(MARIA, { label: 'Tekton' }));
    expect((await town.workflow()).status).toBe('active');
    await town.tell(labelled(TINA, { on: false, at: NOW + 1000 }));
    expect((await town.workflow()).status).toBe('active');
    expect(town.world.comments.at(-1)?.marker).toContain('kind=reply');
    await town.tell(labelled(MARIA, { on: false, at: NOW + 2000 }));
    expect((await town.workflow()).status).toBe('cancelled');
  });

  it('is no start on an issue that is closed, as the delivery shows it or as the workflow knows it', async () => {
    const town = situation();
    await town.tell(issueChanged({ state: 'closed' }), said('/tekton start', { commentId: 901 }));
    expect((await town.workflow()).status).toBe('idle');
    expect(town.world.reactions).toEqual([{ commentId: 901, content: 'confused' }]);
    await town.tell(said('/tekton assign apollo', { commentId: 902 }));
    expect((await town.workflow()).status).toBe('idle');
    await town.tell(issueChanged({ state: 'open' }, NOW + 1000));
    expect((await town.workflow()).status).toBe('idle');
    await town.tell(said('/tekton start', { commentId: 903, at: NOW + 2000 }));
    expect((await town.workflow()).status).toBe('active');
  });

  it('is a line without `tekton` too, where the configuration allows it', async () => {
    const strict = situation();
    await strict.tell(said('/start'));
    expect(strict.github.count('permissionOf')).toBe(0);
    const bare = situation({ config: { commands: { bare: true } } });
    await bare.tell(said('/start'));
    expect((await bare.workflow()).status).toBe('active');
  });

  it('gets one result for each line: done, refused, or not understood', async () => {
    const town = situation();
    await town.tell(said('/tekton start\n/tekton dance\n/tekton assign', { commentId: 901 }));
    expect(town.world.reactions.map(({ content }) => content).sort()).toEqual(['confused', 'rocket']);
    expect(town.comments().filter((kind) => kind === 'reply')).toHaveLength(2);
  });

  it('gets one answer to the same question, and one to all that are too many', async () => {
    const town = situation();
    const lines = Array.from({ length: 30 }, (_, index) => `/tekton status\n/tekton hold ${index}`);
    await town.tell(said(`/tekton start\n${lines.join('\n')}`));
    const replies = town.world.comments.filter(({ marker }) => marker.includes('kind=reply'));
    expect(replies.map(({ body }) => body.includes('only the first 20 commands'))).toEqual([false, true]);
    expect(Object.values((await town.workflow()).facts.commands)).toHaveLength(21);
  });
});
