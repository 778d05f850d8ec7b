/** A new comment that somebody must act on. `to` are logins to mention; none: it is for whoever reads. */
export type Notice = { to: string[] } &
  /** Nobody answered the earlier call; `nth` counts from 1. */
  (
    | { code: 'reminder'; nth: number; of: number; about: Notice }
    | {
        code: 'tests-red';
        agent: string;
        sha: string;
        attempt: number;
        of: number;
        failed: {
          name: string;
          conclusion: string | null;
          url: string | null;
          title: string | null;
          summary: string | null;
        }[];
      }
    | { code: 'tests-stay-red'; agent: string; attempts: number; names: string[] }
    | { code: 'checks-need-approval'; names: string[] }
    | { code: 'changes-requested'; agent: string; reviewer: string; url: string }
    /** `by` null: it fell silent. */
    | { code: 'taken-off'; agent: string; by: string | null }
    | { code: 'nobody-available'; excluded: { agent: string; why: string }[]; others: number }
    | { code: 'no-team' }
    | { code: 'low-confidence'; agent: string; note: string }
    | { code: 'medium-confidence'; agent: string; note: string }
    /** `since`: the last news of it, ms. `within`: how long it has to answer, ms. */
    | { code: 'agent-quiet'; agent: string; since: number; within: number }
    /** The day's report is due by `closesAt`, ms. */
    | { code: 'report-due'; agent: string; date: string; closesAt: number; zone: string }
    | { code: 'escalated'; by: string; reason: string }
    /** `until`: when it goes on, ms. */
    | { code: 'loop'; what: 'comments' | 'answers'; count: number; until: number }
    /** So much was done on this issue that nothing new is taken any more, of those who may not write or of anybody. */
    | { code: 'full'; turnedAway: 'strangers' | 'everybody' }
    | { code: 'branch-deleted'; branch: string }
    | { code: 'pull-request-closed'; number: number }
    | { code: 'merge-refused'; number: number; message: string }
    | { code: 'refused'; what: string; message: string }
  );
