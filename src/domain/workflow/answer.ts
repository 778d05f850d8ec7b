import type { Permission } from '../event.js';

/** The one visible result of a command. `done` needs no words: the reaction and the status comment say it. */
export type Answer =
  | { code: 'done' }
  | { code: 'status' }
  | { code: 'why' }
  | { code: 'help' }
  | { code: 'health' }
  | { code: 'already-started' }
  | { code: 'issue-closed'; verb: string }
  | { code: 'already-assigned'; agent: string }
  | { code: 'unknown-verb'; verb: string; meant: string | null }
  | { code: 'usage'; verb: string; usage: string; meant: string | null }
  | { code: 'too-many-commands'; most: number }
  | { code: 'not-permitted'; verb: string; needed: Permission; has: Permission }
  | { code: 'lookup-failed'; verb: string }
  | { code: 'own-work'; verb: string }
  | { code: 'not-your-work'; verb: string }
  | { code: 'not-started'; verb: string }
  | { code: 'no-assignment'; verb: string }
  | { code: 'unknown-agent'; agent: string; known: string[]; others: number; meant: string | null }
  | { code: 'not-held' }
  | { code: 'held-by-label'; label: string }
  | { code: 'not-called' }
  | { code: 'no-such-commit'; sha: string }
  | { code: 'not-approved' }
  | { code: 'nothing-to-approve' }
  | { code: 'nothing-to-retest' }
  | { code: 'empty-report' }
  | { code: 'nobody-reports' }
  | { code: 'inert' };

/** How GitHub's reactions say it: 🚀 done, 👍 told, 😕 refused or not understood. */
export const REACTIONS = ['rocket', '+1', 'confused'] as const;
export type Reaction = (typeof REACTIONS)[number];

export function reactionTo(answer: Answer): Reaction {
  switch (answer.code) {
    case 'done':
      return 'rocket';
    case 'status':
    case 'why':
    case 'help':
    case 'health':
    case 'already-started':
    case 'already-assigned':
      return '+1';
    default:
      return 'confused';
  }
}
