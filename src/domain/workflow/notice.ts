/** A new comment that somebody must act on. `to` are logins to mention; none: it is for whoever reads. */
export type Notice = { to: string[] } & (
  | {
      code: 'tests-red';
      agent: string;
      sha: string;
      attempt: number;
      of: number;
      failed: { name: string; url: string | null; title: string | null; summary: string | null }[];
    }
  | { code: 'tests-stay-red'; agent: string; attempts: number; names: string[] }
  | { code: 'checks-need-approval'; names: string[] }
  | { code: 'changes-requested'; agent: string; reviewer: string; url: string }
  | { code: 'taken-off'; agent: string; by: string }
  | { code: 'nobody-available'; excluded: { agent: string; why: string }[] }
  | { code: 'no-team' }
  | { code: 'low-confidence'; agent: string; note: string }
  | { code: 'medium-confidence'; agent: string; note: string }
  | { code: 'escalated'; by: string; reason: string }
  | { code: 'branch-deleted'; branch: string }
  | { code: 'pull-request-closed'; number: number }
  | { code: 'merge-refused'; number: number; message: string }
  | { code: 'refused'; what: string; message: string }
);
