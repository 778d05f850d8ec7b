import { expect, it } from '@jest/globals';
import { withTicks } from '../../../../src/app/texts/report/ticks.js';

it('keeps what was ticked, as GitHub writes it, and ticks nothing else', () => {
  const before = '- [x] #1 one.\r\n- [ ] #2 two.\r\n- [X] #3 three.\n- [x] #5 gone.';
  const body = '- [ ] #1 one.\n- [ ] #2 two.\n- [ ] #3 three.\n- [ ] #4 four.\n  - [ ] #1 one.';
  expect(withTicks(body, before)).toBe(
    '- [x] #1 one.\n- [ ] #2 two.\n- [x] #3 three.\n- [ ] #4 four.\n  - [ ] #1 one.',
  );
});
