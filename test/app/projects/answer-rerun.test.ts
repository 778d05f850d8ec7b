import { describe, expect, it } from '@jest/globals';
import type { ConfigFault } from '../../../src/domain/project/project.js';
import { MINUTE, sha } from '../../contract/samples.js';
import { APP_ID, BRANCH, DEFAULT_BRANCH, MARIA, STRANGER } from '../names.js';
import { configurationPushed, labelled, mergeGroup, pushed, rerunRequested } from '../news.js';
import { situation, type Situation } from '../situation.js';

const FAULT: ConfigFault = { path: '.github/tekton-core.yml', line: 3, column: 5, message: 'is not a list' };

async function settled(of: Parameters<typeof situation>[0] = {}): Promise<Situation> {
  const town = situation(of);
  await town.tell(labelled(STRANGER, { label: 'bug', issueNumber: 99 }));
  return town;
}

/** GitHub takes the old answers back when somebody presses the button. */
async function pressed(town: Situation, commit: string, branches: string[] = []): Promise<void> {
  for (const check of town.world.checks.filter(({ sha: of }) => of === commit)) {
    check.content = { ...check.content, state: 'in_progress', title: '' };
  }
  town.clock.advance(MINUTE);
  town.github.calls.length = 0;
  await town.tell({ ...rerunRequested(commit, APP_ID, town.clock.now()), branches });
}

const shown = ({ world }: Situation) =>
  world.checks.map(({ sha: commit, content: { name, state, title } }) => [commit, name, state, title]);

describe('the button that asks for our checks again', () => {
  it('is answered on the merge group of strangers, though only workflows have a gate here', async () => {
    const town = await settled();
    await town.tell(mergeGroup(sha(70), 999));
    const before = shown(town);
    expect(before).toEqual([[sha(70), 'tekton-core/gate', 'success', 'Nothing to wait for']]);
    await pressed(town, sha(70));
    expect(shown(town)).toEqual(before);
  });

  it('is answered on a commit with a configuration, right or wrong, and puts no gate beside it', async () => {
    const town = await settled();
    for (const [commit, branch, faults] of [
      [sha(5), DEFAULT_BRANCH, []],
      [sha(6), 'tidy', [FAULT]],
    ] as const) {
      town.world.configurations.set(commit, { config: null, faults: [...faults] });
      await town.tell(configurationPushed(commit, town.clock.now(), branch));
      const before = shown(town);
      await pressed(town, commit, [branch]);
      expect(shown(town)).toEqual(before);
    }
    expect(shown(town).map(([, name, state]) => [name, state])).toEqual([
      ['tekton-core/config', 'success'],
      ['tekton-core/config', 'failure'],
    ]);
  });

  it('leaves the gate of a workflow to the workflow, and answers the configuration beside it', async () => {
    const town = await settled();
    await town.tell(labelled(MARIA));
    await town.tell(pushed(sha(2), town.clock.now()), configurationPushed(sha(2), town.clock.now(), BRANCH));
    const before = shown(town);
    expect(before.map(([, name]) => name).sort()).toEqual(['tekton-core/config', 'tekton-core/gate']);
    await pressed(town, sha(2), [BRANCH]);
    expect(shown(town)).toEqual(before);
  });

  it('costs one look where none of ours stands, and that of another App nothing', async () => {
    const town = await settled();
    await pressed(town, sha(2));
    expect(town.github.calls.map(({ method }) => method)).toEqual(['ourChecks']);
    await town.tell(rerunRequested(sha(2), 9, town.clock.now()));
    expect(town.github.calls).toHaveLength(1);
    expect(shown(town)).toEqual([]);
  });
});
