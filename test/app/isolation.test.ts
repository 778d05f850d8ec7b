import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '../../src/app/ports/github.js';
import { MINUTE, NOW, sampleIssue } from '../contract/samples.js';
import { BRANCH, MARIA } from './names.js';
import { labelled, said } from './news.js';
import { situation, type Situation } from './situation.js';

/** Three issues of one repository, each with a place at an agent. */
function town(): Situation {
  const config = {
    team: [{ name: 'apollo', login: 'apollo-ci', capacity: 5 }],
  };
  const made = situation({ config });
  for (const number of [8, 9]) {
    made.world.issues.set(number, {
      issue: sampleIssue({ number, title: `Part ${number}` }),
      updatedAt: NOW,
    });
  }
  return made;
}

const ISSUES = [7, 8, 9];

async function pass({ clock, tick }: Situation, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed++) {
    clock.advance(MINUTE);
    await tick();
  }
}

describe('a fault in one place', () => {
  it('of one effect: all others of the workflow that can be done are done', async () => {
    const it_ = town();
    it_.github.fail('createBranch', new TypeError('a fault of ours'), { times: 1000 });
    await it_.tell(labelled(MARIA));
    await it_.tell(said('/tekton hold', { at: it_.clock.now() }));
    await pass(it_, 3);
    const { outbox, facts } = await it_.workflow();
    expect(Object.keys(outbox)).toEqual([`branch/${BRANCH}`]);
    expect(Object.keys(facts.performed)).toEqual(expect.arrayContaining(['comment/status']));
    expect(it_.world.reactions).toHaveLength(1);
  });

  it('of one workflow: the others go on, each at its own time', async () => {
    const it_ = town();
    const down = new Unavailable('GitHub answered 502', null);
    it_.github.fail('createBranch', down, { times: 3 });
    for (const issueNumber of ISSUES) {
      await it_.deliver(`label-${issueNumber}`, labelled(MARIA, { issueNumber }));
    }
    it_.store.fail('getWorkflow', new Error('this record cannot be read'), { times: 1 });
    for (const issueNumber of ISSUES) await it_.workOff(`label-${issueNumber}`).catch(() => undefined);
    await pass(it_, 20);
    const handedOver = it_.world.comments.filter(({ marker }) => marker.includes('hand-over'));
    expect(handedOver.map(({ number }) => number).sort()).toEqual(ISSUES);
  });

  it('of one delivery: those behind it are handled, and it is put aside after its tries', async () => {
    const it_ = town();
    await it_.deliver('bad', labelled(MARIA, { issueNumber: 7 }));
    await it_.deliver('good', labelled(MARIA, { issueNumber: 8 }));
    it_.store.before('getWorkflow', ([id]) => {
      if (id === 'wf-100-7') throw new Error('a fault of ours');
    });
    await it_.workOff('bad');
    await it_.workOff('good');
    expect((await it_.workflow(8)).status).toBe('active');
    await pass(it_, 24 * 60);
    const { value: bad } = (await it_.store.port.getDelivery('bad')) ?? {};
    expect(bad).toMatchObject({ state: 'dead', lastError: 'a fault of ours', dueAt: null });
    expect((await it_.workflow(8)).status).toBe('active');
  });
});
