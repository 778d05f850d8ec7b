// Which test files Jest begins with: those that take longest, so that none is left to run alone at the end. Jest itself
// knows only how long they took before, which on a clean clone is nothing.
import Sequencer from '@jest/test-sequencer';

const FIRST = ['/test/simulation/', '/test/e2e/', '/test/domain/growth', '/test/app/conduct/races'];

export default class LongestFirst extends Sequencer {
  async sort(tests) {
    return [...(await super.sort(tests))].sort((a, b) => place(a.path) - place(b.path));
  }
}

function place(path) {
  const at = FIRST.findIndex((part) => path.includes(part));
  return at < 0 ? FIRST.length : at;
}
