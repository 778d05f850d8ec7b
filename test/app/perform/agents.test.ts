import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '../../../src/app/ports/github.js';
import { DAY, MINUTE, NOW, sampleIssue, sha } from '../../contract/samples.js';
import { BRANCH, MARIA } from '../names.js';
import { configurationPushed, labelled, said } from '../news.js';
import { configure, situation, type Situation } from '../situation.js';

async function leasesOf({ store, clock }: Situation): Promise<Record<string, string[]>> {
  const leases = await store.port.getLeases(1, ['apollo', 'athena'], clock.now());
  return Object.fromEntries(
    Object.entries(leases).map(([agent, held]) => [agent, held.map(({ workflowId }) => workflowId)]),
  );
}

async function agentOf({ workflow }: Situation, issueNumber = 7): Promise<string | undefined> {
  return Object.values((await workflow(issueNumber)).facts.assignments).at(-1)?.agent;
}

/** Issues beside #7, with a text that says what they need. */
function withIssues(town: Situation, ...numbers: number[]): void {
  for (const number of numbers) {
    town.world.issues.set(number, { issue: sampleIssue({ number, nodeId: `I_${number}` }), updatedAt: NOW });
  }
}

describe('assigning an agent', () => {
  it('takes the best that has a free place', async () => {
    const town = situation();
    withIssues(town, 8);
    town.world.issues.set(7, {
      issue: sampleIssue({ labels: ['tekton', 'capability/docs'] }),
      updatedAt: NOW,
    });
    await town.tell(labelled(MARIA));
    expect(await agentOf(town)).toBe('athena');
    await town.tell(labelled(MARIA, { issueNumber: 8 }));
    expect(await agentOf(town, 8)).toBe('apollo');
    expect(await leasesOf(town)).toEqual({ apollo: ['wf-100-8'], athena: ['wf-100-7'] });
  });

  it('offers the issue to the next when the place of the best is lost in a race', async () => {
    const town = situation();
    town.store.once('reserve', async () => {
      const lease = { assignmentId: 'wf-100-99/1', workflowId: 'wf-100-99', until: NOW + 60 * MINUTE };
      const key = { installationId: 1, agent: 'apollo' };
      town.store.once('reserve', () => undefined);
      await town.app.store.reserve(key, lease, 1, NOW);
    });
    await town.tell(labelled(MARIA));
    expect(await agentOf(town)).toBe('athena');
  });

  it('waits when all are busy, tells it once, and takes the place that becomes free', async () => {
    const town = situation({ config: { team: [{ name: 'apollo' }] } });
    withIssues(town, 8);
    await town.tell(labelled(MARIA, { issueNumber: 8 }));
    await town.tell(labelled(MARIA));
    const notices = () =>
      town.world.comments.filter(({ number, marker }) => number === 7 && marker.includes('kind=notice'));
    expect(notices()).toHaveLength(1);
    expect((await town.workflow()).dueAt).toBe(NOW + 5 * MINUTE);
    for (let tries = 0; tries < 3; tries++) {
      town.clock.advance(16 * MINUTE);
      await town.tick();
    }
    expect(notices()).toHaveLength(1);
    expect(await agentOf(town)).toBeUndefined();

    await town.tell(said('/tekton stop', { number: 8, at: town.clock.now() }));
    expect(await leasesOf(town)).toMatchObject({ apollo: [] });
    town.clock.advance(16 * MINUTE);
    await town.tick();
    expect(await agentOf(town)).toBe('apollo');
    expect(await leasesOf(town)).toMatchObject({ apollo: ['wf-100-7'] });
  });

  it('gives a place that comes free to one that waits for it at the next tick', async () => {
    const town = situation({ config: { team: [{ name: 'apollo' }] } });
    withIssues(town, 8, 9);
    await town.tell(labelled(MARIA, { issueNumber: 8 }));
    await town.tell(labelled(MARIA));
    await town.tell(labelled(MARIA, { issueNumber: 9 }));
    town.clock.advance(1000);
    await town.tell(said('/tekton unassign', { number: 8, at: town.clock.now() }));
    town.clock.advance(1000);
    await town.tick();
    expect([await agentOf(town), await agentOf(town, 9)].filter((agent) => agent === 'apollo')).toHaveLength(
      1,
    );
    expect((await leasesOf(town))['apollo']).toHaveLength(1);
    await town.tell(...[7, 9].map((number) => said('/tekton unassign', { number, at: town.clock.now() })));
    town.clock.advance(1000);
    await town.tell(said('/tekton assign auto', { number: 8, at: town.clock.now() }));
    expect(await agentOf(town, 8)).toBe('apollo');
  });

  it('tries again at once when the capacity is raised', async () => {
    const town = situation({ config: { team: [{ name: 'apollo' }] } });
    withIssues(town, 8);
    await town.tell(labelled(MARIA, { issueNumber: 8 }));
    await town.tell(labelled(MARIA));
    town.clock.advance(1000);
    configure(town.world, { team: [{ name: 'apollo', capacity: 2 }] });
    await town.tell(configurationPushed(sha(5), town.clock.now()));
    await town.tick();
    expect(await agentOf(town)).toBe('apollo');
  });

  it('never gives an agent more than its capacity, with fifty workflows at once', async () => {
    const team = [
      { name: 'apollo', capacity: 4 },
      { name: 'athena', capacity: 3 },
    ];
    const town = situation({ config: { team } });
    const numbers = Array.from({ length: 50 }, (_, at) => at + 1);
    withIssues(town, ...numbers);
    await Promise.all(numbers.map((issueNumber) => town.tell(labelled(MARIA, { issueNumber }))));
    const leases = await leasesOf(town);
    expect(leases['apollo']).toHaveLength(4);
    expect(leases['athena']).toHaveLength(3);
    const agents = await Promise.all(numbers.map((number) => agentOf(town, number)));
    expect(agents.filter((agent) => agent !== undefined).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'apollo'),
      ...Array.from({ length: 3 }, () => 'athena'),
    ]);
  });

  it('stays with the place that an earlier try took, though another is the best by now', async () => {
    const town = situation();
    town.store.fail('saveWorkflow', new Error('unused'), { times: 0 });
    town.store.once('reserve', () => {
      town.store.fail('saveWorkflow', new Error('the process was killed'));
    });
    await expect(town.tell(labelled(MARIA))).rejects.toThrow('killed');
    expect(await leasesOf(town)).toEqual({ apollo: ['wf-100-7'], athena: [] });
    const now = situation({ config: { team: [{ name: 'athena' }, { name: 'apollo' }, { name: 'aaron' }] } });
    town.world.configurations = now.world.configurations;
    town.clock.advance(61 * MINUTE);
    await town.tick();
    expect(await agentOf(town)).toBe('apollo');
    expect(await leasesOf(town)).toEqual({ apollo: ['wf-100-7'], athena: [] });
  });

  it('keeps the place for as long as the agent is at work, once the work is handed over', async () => {
    const town = situation();
    await town.tell(labelled(MARIA));
    town.clock.advance(100 * DAY);
    expect(await leasesOf(town)).toEqual({ apollo: ['wf-100-7'], athena: [] });
  });

  it('lets the place that a dead process took run out within hours, should nobody ever come back to it', async () => {
    const town = situation();
    town.store.once('reserve', () => {
      town.store.fail('saveWorkflow', new Error('the process was killed'));
    });
    await expect(town.tell(labelled(MARIA))).rejects.toThrow('killed');
    expect(await leasesOf(town)).toEqual({ apollo: ['wf-100-7'], athena: [] });
    town.clock.advance(121 * MINUTE);
    expect(await leasesOf(town)).toEqual({ apollo: [], athena: [] });
  });

  it('gives the place of an earlier try back when that agent does not come into question any more', async () => {
    const town = situation();
    town.store.once('reserve', () => {
      town.store.fail('saveWorkflow', new Error('the process was killed'));
    });
    await expect(town.tell(labelled(MARIA))).rejects.toThrow('killed');
    town.clock.advance(2 * MINUTE);
    await town.tell(said('/tekton reassign athena', { at: town.clock.now() }));
    expect(await agentOf(town)).toBe('athena');
    expect(await leasesOf(town)).toEqual({ apollo: [], athena: ['wf-100-7'] });
  });

  it('takes no place when the name of the branch cannot be looked up', async () => {
    const town = situation();
    town.github.fail('branchesLike', new Unavailable('GitHub answered 502', null));
    await town.tell(labelled(MARIA));
    expect(await leasesOf(town)).toEqual({ apollo: [], athena: [] });
    expect((await town.workflow()).outbox).toMatchObject({
      'assign/label-1767225600000-start/1': { attempts: 1 },
    });
  });

  it('gives a branch a name that is free, and goes on with the old one at a change of agents', async () => {
    const town = situation();
    town.world.branches.set(BRANCH, 'f'.repeat(40));
    await town.tell(labelled(MARIA));
    const branch = Object.values((await town.workflow()).facts.assignments)[0]?.branch;
    expect(branch).not.toBe(BRANCH);
    town.clock.advance(MINUTE);
    await town.tell(said('/tekton reassign athena', { at: town.clock.now() }));
    const turns = Object.values((await town.workflow()).facts.assignments);
    expect(turns.map(({ agent, branch: name }) => [agent, name])).toEqual([
      ['apollo', branch],
      ['athena', branch],
    ]);
    expect(await leasesOf(town)).toEqual({ apollo: [], athena: ['wf-100-7'] });
  });
});
