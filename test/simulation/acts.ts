import fc from 'fast-check';
import { PEOPLE } from '../e2e/acme.js';

/** What people, agents, continuous integration and time do. `issue` counts the issues that are there, round and round. */
export type Act =
  | { do: 'open'; labelled: boolean; by: Person }
  | { do: 'label'; issue: number; label: 'tekton' | 'do-not-merge/hold'; on: boolean; by: Person }
  | { do: 'say'; issue: number; words: string; by: Person | 'agent'; on: 'issue' | 'pull' }
  /** The last word of a person is put otherwise, or taken away; or the App's own is taken away. */
  | { do: 'edit'; issue: number; words: string; by: Person }
  | { do: 'erase'; issue: number; whose: 'a person' | 'the App' }
  /** `back`: the branch is put back to the commit before its last one. */
  | { do: 'push'; issue: number; by: 'agent' | 'noor'; how: 'on top' | 'anew' | 'back' }
  /** On a branch of somebody's fork; `offer`: green work, and a pull request that promises to close the issue. */
  | { do: 'fork'; issue: number; by: 'agent' | 'noor' | 'eve'; what: 'offer' | 'push' | 'back' | 'check' }
  | { do: 'check'; issue: number; name: 'test' | 'lint'; says: 'queued' | 'success' | 'failure' }
  | { do: 'status'; issue: number; says: 'pending' | 'success' | 'failure' }
  | { do: 'work'; issue: number }
  /** The agent works, and somebody approves, with time between to notice; perhaps it is queued before. */
  | { do: 'finish'; issue: number; queued: boolean }
  | { do: 'review'; issue: number; by: Person; state: 'APPROVED' | 'CHANGES_REQUESTED' }
  | { do: 'dismiss'; issue: number }
  | { do: 'pull'; issue: number; what: 'open' | 'close' | 'reopen' | 'merge' | 'draft' | 'ready'; by: Person }
  | { do: 'queue'; issue: number; what: 'enter' | 'leave' | 'merge' }
  | { do: 'issue'; issue: number; what: 'close' | 'reopen' | 'rename' | 'rewrite' | 'delete' }
  /** To where the App is, or is not; or the last one that went away comes back. */
  | { do: 'transfer'; issue: number; to: 'depot' | 'attic' | 'shop' }
  | { do: 'branch'; issue: number; what: 'delete' }
  | { do: 'repository'; what: 'archive' | 'unarchive' | 'rename' }
  | { do: 'app'; what: 'suspend' | 'unsuspend' | 'remove' | 'install' }
  | { do: 'configure'; which: number }
  | { do: 'wait'; ms: number }
  | { do: 'go-on'; steps: number }
  | { do: 'settle' }
  | { do: 'kill' };

type Person = (typeof PEOPLE)[number];

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const issue = fc.nat(2);
const person = fc.constantFrom(...PEOPLE);
const writer = fc.constantFrom('mira', 'noor', 'omar');

const WORDS = [
  'start',
  'hold',
  'hold wait for Friday',
  'unhold',
  'stop',
  'status',
  'why',
  'ready',
  'retest',
  'approve',
  'unapprove',
  'escalate I am stuck',
  'ack',
  'refresh',
  'confidence low 1. this 2. that',
  'confidence high',
  'assign athena',
  'assign apollo',
  'assign auto',
  'reassign',
  'unassign',
  'help',
  'health',
  'report all goes well',
  'pause',
  'resume',
  'resume',
  'nonsense',
];

const command = fc.constantFrom(...WORDS).map((words) => `/tekton ${words}`);
const say = fc.record({
  do: fc.constant('say'),
  issue,
  words: command,
  by: fc.oneof({ weight: 4, arbitrary: writer }, person, fc.constant('agent')),
  on: fc.constantFrom('issue', 'issue', 'pull'),
});

export const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('work'), issue }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('finish'),
      issue,
      queued: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('open'),
      labelled: fc.boolean(),
      by: fc.constantFrom('mira', 'noor', 'tara', 'eve'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('label'),
      issue,
      label: fc.constantFrom('tekton', 'do-not-merge/hold'),
      on: fc.boolean(),
      by: fc.constantFrom('mira', 'tara'),
    }),
  },
  { weight: 5, arbitrary: say },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edit'),
      issue,
      words: fc.oneof(fc.constant('Never mind.'), command),
      by: writer,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('erase'),
      issue,
      whose: fc.constantFrom('a person', 'the App'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('fork'),
      issue,
      by: fc.constantFrom('agent', 'noor', 'eve'),
      what: fc.constantFrom('offer', 'offer', 'push', 'back', 'check'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('push'),
      issue,
      by: fc.constantFrom('agent', 'noor'),
      how: fc.constantFrom('on top', 'on top', 'anew', 'back'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('check'),
      issue,
      name: fc.constantFrom('test', 'test', 'lint'),
      says: fc.constantFrom('success', 'queued', 'failure'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('status'),
      issue,
      says: fc.constantFrom('pending', 'success', 'failure'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('review'),
      issue,
      by: fc.constantFrom('noor', 'noor', 'omar', 'eve'),
      state: fc.constantFrom('APPROVED', 'APPROVED', 'CHANGES_REQUESTED'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dismiss'), issue }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pull'),
      issue,
      what: fc.constantFrom('open', 'close', 'reopen', 'merge', 'draft', 'ready'),
      by: writer,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('issue'),
      issue,
      what: fc.constantFrom('close', 'reopen', 'rename', 'rewrite', 'delete'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('transfer'),
      issue,
      to: fc.constantFrom('depot', 'attic', 'shop'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('queue'),
      issue,
      what: fc.constantFrom('enter', 'enter', 'leave', 'merge'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('branch'), issue, what: fc.constant('delete') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('repository'),
      what: fc.constantFrom('archive', 'unarchive', 'rename'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('app'),
      what: fc.constantFrom('suspend', 'unsuspend', 'remove', 'install'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('configure'), which: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      ms: fc.constantFrom(SECOND, MINUTE, 5 * MINUTE, 3 * 60 * MINUTE, 9 * 60 * MINUTE),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('go-on'), steps: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 6, arbitrary: fc.constant({ do: 'settle' }) },
  { weight: 1, arbitrary: fc.constant({ do: 'kill' }) },
);

/** How an act reads in a report. */
export function inWords(act: Act): string {
  const { do: verb, ...of } = act;
  return `${verb} ${Object.entries(of)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')}`.trim();
}
