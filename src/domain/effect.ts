import type { News } from './announcement.js';
import type { Because } from './because.js';
import type { Answer } from './workflow/answer.js';
import type { Performed } from './facts.js';
import type { Requirement } from './matching/ranking.js';
import type { GivenUp } from './workflow/turns.js';
import type { Severity } from './workflow/severity.js';
import type { Notice } from './workflow/notice.js';
import type { StatusView } from './workflow/status-view.js';
import { canonical } from './register.js';

/**
 * What a workflow wants to be so. `key` says what it is about and never changes; the rest says how it should be.
 * Effects are wanted again and again until they are performed: performing one twice must do no harm.
 */
export type Effect = { key: string } & (
  | {
      kind: 'assign-agent';
      wish: string;
      epoch: number;
      requirement: Requirement;
      wanted: { agent: string; by: 'command' | 'label' } | null;
      takenOff: string[];
      /** Who had it under this wish and fell silent. */
      silent: string[];
      previous: { agent: string; branch: string | null } | null;
    }
  | { kind: 'release-agent'; agent: string; assignmentId: string; because: GivenUp | null }
  | { kind: 'create-branch'; branch: string }
  | { kind: 'delete-branch'; branch: string; sha: string }
  | {
      kind: 'hand-over';
      assignmentId: string;
      agent: string;
      login: string | null;
      branch: string;
      /** Whose work it goes on with. */
      after: string | null;
    }
  | { kind: 'status-comment'; view: StatusView }
  /** Tells whoever subscribes. */
  | { kind: 'announce'; news: News }
  | {
      kind: 'gate';
      sha: string;
      state: 'in_progress' | 'success' | 'failure';
      because: Because[];
      /** When somebody last pressed "Re-run", so that the answer is given anew. */
      rerunAt: number;
    }
  | {
      kind: 'open-pull-request';
      branch: string;
      /** What it offers first: what GitHub refused for one commit it may take for the next. */
      sha: string;
      title: string;
      draft: boolean;
      labels: string[];
      agent: string;
      login: string | null;
      terminal: string;
    }
  | { kind: 'mark-ready'; number: number; nodeId: string }
  | { kind: 'request-review'; number: number; people: string[]; teams: string[] }
  | {
      kind: 'merge';
      number: number;
      sha: string;
      method: 'merge' | 'squash' | 'rebase';
      title: string;
      /** What speaks for it, as a hash: with another approval or check a refused merge is tried anew. */
      evidence: string;
    }
  | { kind: 'close-issue'; open: boolean }
  | { kind: 'react'; commentId: number; content: 'rocket' | 'confused' | '+1' }
  | { kind: 'reply'; number: number; commandId: string; answer: Answer; view: StatusView }
  | { kind: 'notify'; number: number; notice: Notice }
  /** An issue of its own, for what needs a person; `number` is the page where the work is. */
  | { kind: 'raise-escalation'; cause: string; severity: Severity; number: number; notice: Notice }
  | { kind: 'close-escalation'; number: number }
  | { kind: 'rerun-check'; checkRunId: number }
  /** Keeps what an agent said of its day. */
  | {
      kind: 'record-report';
      report: { command: string; agent: string; by: string; text: string; at: number };
    }
  /** Keeps how the run ended. */
  | { kind: 'record-outcome' }
  /** Pauses the whole project, or lifts that. */
  | { kind: 'pause-project'; on: boolean; by: string; reason: string; at: number }
  | {
      kind: 'point';
      to:
        | { kind: 'branch'; name: string }
        | { kind: 'pull-request'; number: number }
        | { kind: 'commit'; sha: string };
    }
  /** A fresh look at everything. */
  | {
      kind: 'look';
      /** The command that asked for it; null: it is only time again. */
      request: string | null;
      branches: string[];
      pullRequest: number | null;
      head: string | null;
      /** When the last one was, ms: what was said since is looked for. */
      since: number;
    }
  | { kind: 'read-issue' }
  | { kind: 'read-branch'; branch: string }
  | { kind: 'read-pull-request'; number: number }
  | { kind: 'read-checks'; sha: string }
  | { kind: 'read-reviews'; number: number }
);
export type EffectKind = Effect['kind'];

/** Kinds whose content matters: when it changes they are performed again. All others happen once for their key. */
const STANDING: ReadonlySet<EffectKind> = new Set([
  'status-comment',
  'announce',
  'gate',
  'merge',
  'request-review',
  'look',
]);

/**
 * When an effect's turn comes, lowest first: what changes the state, then the gate, then the merge that may need the
 * gate to be green, and the status comment and what is announced last, so that a burst of changes is shown once.
 */
export function turnOf({ kind }: Effect): number {
  switch (kind) {
    case 'gate':
      return 1;
    case 'merge':
      return 2;
    case 'announce':
    case 'status-comment':
      return 3;
    default:
      return 0;
  }
}

/** Words to people, which are to be read in the order in which they were meant. */
export function isSpoken({ kind }: Effect): boolean {
  return kind === 'reply' || kind === 'notify';
}

/** Equal content, equal hash. 53 bits are plenty to tell two versions of one comment apart. */
export function contentHash(effect: Effect): string {
  return hashOf(effect);
}

const { imul } = Math;

export function hashOf(content: unknown): string {
  const text = canonical(content);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = imul(high ^ code, 2654435761);
    low = imul(low ^ code, 1597334677);
  }
  high = imul(high ^ (high >>> 16), 2246822507) ^ imul(low ^ (low >>> 13), 3266489909);
  low = imul(low ^ (low >>> 16), 2246822507) ^ imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/**
 * Whether an effect is still to be done. One that GitHub refused for good is asked for again only when it
 * changes, or when somebody asked for a fresh look or gave us other permissions (`refreshedAt`, ms) since.
 *
 * @param inDoubt it was tried since, and nobody knows how that ended: it may not be as the record says any more.
 */
export function isWanting(
  effect: Effect,
  done: Performed | undefined,
  refreshedAt: number,
  inDoubt = false,
): boolean {
  if (done === undefined) return true;
  if (done.refused !== null) return done.hash !== contentHash(effect) || done.at < refreshedAt;
  return STANDING.has(effect.kind) && (inDoubt || done.hash !== contentHash(effect));
}

export type EffectOf<K extends EffectKind> = Extract<Effect, { kind: K }>;
