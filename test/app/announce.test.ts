import { describe, expect, it } from '@jest/globals';
import { handleDelivery } from '../../src/app/handle-delivery.js';
import type { Perform } from '../../src/app/perform/perform.js';
import { lookAgain } from '../../src/app/projects/look-again.js';
import { Announcement } from '../../src/domain/announcement.js';
import { MINUTE, NOW } from '../contract/samples.js';
import { MARIA } from './names.js';
import { labelled, said } from './news.js';
import { anotherProcess, situation, type Situation } from './situation.js';

const gone = new Error('the bus is gone');
const crash = new Error('the process was killed');

type Changed = Extract<Announcement, { type: 'tekton.workflow.changed' }>;

function changes({ announced }: Situation): Changed[] {
  return announced.flatMap((event) => (event.type === 'tekton.workflow.changed' ? event : []));
}

/** Waits out the lease of a process that was killed. */
async function takenOver(town: Situation): Promise<void> {
  town.clock.advance(MINUTE + 1);
  await lookAgain(anotherProcess(town), 'wf-100-7');
}

describe('how a workflow stands', () => {
  it('is announced whole, once, when all that changed it is done', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    expect(town.announced).toHaveLength(1);
    const [event] = changes(town);
    expect(event).toMatchObject({
      type: 'tekton.workflow.changed',
      version: 1,
      mode: 'live',
      installation_id: 1,
      repository: { id: 100, owner: 'octo', name: 'list' },
      workflow_id: 'wf-100-7',
      issue_id: 7,
      status: 'active',
      agents: [{ ai: 'apollo', terminal: 'apollo', login: 'apollo-ci' }],
      pull_request: null,
      waiting_for: ['waiting-for-commits'],
      calls: [],
    });
    expect(event?.steps.slice(0, 3)).toEqual([
      step('assign', 'complete', 'assigned'),
      step('branch', 'complete', 'branch-exists'),
      { ...step('develop', 'in_progress', 'waiting-for-commits'), finished_at: null },
    ]);
    expect(Announcement.parse(event)).toEqual(event);
  });

  const at = new Date(NOW).toISOString();
  const step = (name: string, status: string, reason: string) => {
    return { name, status, reasons: [reason], started_at: at, finished_at: at };
  };

  it('is not announced again while it stands so, whatever else is said and however often it is looked at', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    await town.tell(said('/tekton help', { at: NOW + 1000 }));
    for (let looks = 0; looks < 2; looks++) {
      town.clock.advance(55 * MINUTE);
      await town.tick();
    }
    expect(town.announced).toHaveLength(1);
  });

  it('is announced anew with a higher sequence and another id, though it stands as it once did', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    await town.tell(said('/tekton hold', { at: NOW + 1000, commentId: 801 }));
    await town.tell(said('/tekton unhold', { at: NOW + 2000, commentId: 802 }));
    const heard = changes(town);
    expect(heard.map(({ waiting_for }) => waiting_for)).toEqual([
      ['waiting-for-commits'],
      ['held', 'waiting-for-commits'],
      ['waiting-for-commits'],
    ]);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(3);
    const sequences = heard.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
  });

  it('costs no save of its own: it is announced in the turn in which the status comment is written', async () => {
    const { app, world } = situation();
    const saves = new Map<string, number>();
    const perform: Perform = (effect, circumstances) => {
      saves.set(effect.key, circumstances.version);
      return app.perform(effect, circumstances);
    };
    const occasion = { repository: world.repository, receivedAt: NOW, again: false };
    await handleDelivery({ ...app, perform }, [labelled(MARIA)], occasion);
    expect(saves.get('announce/workflow')).toBe(saves.get('comment/status'));
    expect(saves.get('announce/workflow')).toBeGreaterThan(0);
  });

  it('is not announced of what was never started', async () => {
    const town = situation();
    await town.tell(said('/tekton status'));
    expect((await town.workflow()).status).toBe('idle');
    expect(town.announced).toEqual([]);
  });

  it('is announced of a dry run as one', async () => {
    const town = situation({ config: { mode: 'dry-run' } });
    await town.tell(labelled(MARIA));
    expect(changes(town).map(({ mode, status, agents }) => [mode, status, agents.length])).toEqual([
      ['dry-run', 'active', 1],
    ]);
    expect(town.world.comments).toEqual([]);
  });
});

describe('a bus that fails', () => {
  it('holds up nothing else, and is told later how things stand then', async () => {
    const town = situation();
    town.bus.fail('publish', gone, { times: 2 });
    await town.tell(labelled(MARIA));
    expect(town.comments()).toEqual(['hand-over', 'status']);
    expect((await town.workflow()).outbox).toMatchObject({
      'announce/workflow': { attempts: 1, lastError: gone.message },
    });
    await town.tell(said('/tekton hold', { at: NOW + 1000 }));
    for (let passed = 0; passed < 3; passed++) {
      town.clock.advance(MINUTE);
      await town.tick();
    }
    expect(changes(town).map(({ waiting_for }) => waiting_for[0])).toEqual(['held']);
    expect((await town.workflow()).outbox).toEqual({});
  });

  it('hears again, under the same id, what it took without saying so', async () => {
    const town = situation();
    town.bus.fail('publish', gone, { when: 'after' });
    await town.tell(labelled(MARIA));
    town.clock.advance(MINUTE);
    await town.tick();
    const [first, second] = changes(town);
    expect(town.announced).toHaveLength(2);
    expect(second).toEqual({ ...first, sequence: second?.sequence });
    expect(second?.sequence).toBeGreaterThan(first?.sequence ?? 0);
  });
});

describe('a process that is killed once it has announced', () => {
  async function killed(): Promise<Situation> {
    const town = situation();
    await town.tell(labelled(MARIA));
    town.bus.once('publish', () => {
      town.store.fail('saveWorkflow', crash);
    });
    await expect(town.tell(said('/tekton hold', { at: NOW + 1000, commentId: 801 }))).rejects.toThrow(
      crash.message,
    );
    return town;
  }

  it('is followed by one that says the same again, under the same id', async () => {
    const town = await killed();
    await takenOver(town);
    const [, first, second] = changes(town);
    expect(town.announced).toHaveLength(3);
    expect(second).toEqual({ ...first, sequence: second?.sequence });
  });

  it('is followed by one that takes it back, if it is so no more', async () => {
    const town = await killed();
    await town.tell(said('/tekton unhold', { at: NOW + 2000, commentId: 802 }));
    await takenOver(town);
    const heard = changes(town);
    expect(heard.map(({ waiting_for }) => waiting_for[0])).toEqual([
      'waiting-for-commits',
      'held',
      'waiting-for-commits',
    ]);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(3);
  });
});

describe('an escalation', () => {
  const escalated = async (config: unknown = {}) => {
    const town = situation({ config });
    await town.tell(labelled(MARIA));
    await town.tell(said('/tekton escalate The secret plan does not work', { at: NOW + 1000 }));
    return town;
  };

  it('is raised with the number of its issue, and closed once that is', async () => {
    const town = await escalated();
    const raised = town.announced.flatMap((event) =>
      event.type === 'tekton.escalation.raised' ? event : [],
    );
    expect(raised).toMatchObject([
      { workflow_id: 'wf-100-7', escalation: { code: 'escalated', severity: 'high' } },
    ]);
    expect(changes(town).at(-1)?.calls).toEqual([{ code: 'escalated', severity: 'high' }]);
    await town.tell(said('/tekton ack', { at: NOW + 5000, commentId: 803 }));
    await town.tell(said('/tekton help', { at: NOW + 6000, commentId: 804 }));
    const closed = town.announced.filter(({ type }) => type === 'tekton.escalation.closed');
    expect(closed).toMatchObject([{ escalation: { issue_id: raised[0]?.escalation.issue_id } }]);
    expect(changes(town).at(-1)?.calls).toEqual([]);
  });

  it('that opens no issue is told with the workflow alone', async () => {
    const town = await escalated({ escalation: { issue_from: 'never' } });
    expect(new Set(town.announced.map(({ type }) => type))).toEqual(new Set(['tekton.workflow.changed']));
    expect(changes(town).at(-1)?.calls).toEqual([{ code: 'escalated', severity: 'high' }]);
  });

  it('says nothing of what somebody wrote', async () => {
    const town = await escalated();
    expect(JSON.stringify(town.announced)).not.toContain('secret');
  });
});
