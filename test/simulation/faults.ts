import type { SimulatedAnswer } from '../../src/simulated-github/http/call.js';

/** What goes wrong with one call; `after` means that it took effect and the caller is not told. */
export type Fault =
  | { kind: 'none' }
  | { kind: 'answer'; answer: SimulatedAnswer }
  | { kind: 'broken'; when: 'before' | 'after' }
  | { kind: 'conflict'; when: 'before' | 'after' }
  | { kind: 'kill'; when: 'before' | 'after' };

const NONE: Fault = { kind: 'none' };
/** Below this all goes well. */
const HARMLESS = 150;

const json = (status: number, message: string, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  answer: {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest' }),
  },
});

/** GitHub's own faults, in its own words. `now`: epoch ms. */
export function faultOfGitHub(noise: number, now: number): Fault {
  if (noise < HARMLESS) return NONE;
  const date = new Date(now).toUTCString();
  const spent = {
    date,
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.floor(now / 1000) + 90),
  };
  const faults: readonly Fault[] = [
    json(500, 'Server Error', { date }),
    json(502, 'Bad Gateway', { date }),
    {
      kind: 'answer',
      answer: { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>Unicorn!</html>' },
    },
    json(403, 'API rate limit exceeded for installation ID 1.', spent),
    json(429, 'You have exceeded a secondary rate limit.', { date, 'retry-after': '30' }),
    json(403, 'You have exceeded a secondary rate limit. Please wait.', { date }),
    { kind: 'broken', when: 'before' },
    { kind: 'broken', when: 'after' },
    { kind: 'broken', when: 'after' },
    { kind: 'kill', when: 'before' },
    { kind: 'kill', when: 'after' },
  ];
  return faults[noise % faults.length] ?? NONE;
}

/** The store's: throttled, unreachable, or a conditional write that was tried twice by the client. */
export function faultOfStore(noise: number, isSave: boolean): Fault {
  if (noise < HARMLESS) return NONE;
  const faults: readonly Fault[] = [
    { kind: 'broken', when: 'before' },
    { kind: 'broken', when: 'after' },
    { kind: 'kill', when: 'before' },
    { kind: 'kill', when: 'after' },
    ...(isSave
      ? ([
          { kind: 'conflict', when: 'before' },
          { kind: 'conflict', when: 'after' },
        ] as const)
      : []),
  ];
  return faults[noise % faults.length] ?? NONE;
}
