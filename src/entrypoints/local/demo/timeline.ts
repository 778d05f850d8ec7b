import * as z from 'zod';
import type { DeliveryRequest } from '../../../simulated-github/webhooks/deliveries.js';

const Login = z.object({ login: z.string() });
const Numbered = z.object({ number: z.number(), title: z.string() });
const Payload = z.object({
  repository: z.object({ name: z.string() }).optional(),
  sender: Login,
  issue: Numbered.optional(),
  pull_request: Numbered.extend({ merged: z.boolean().optional() }).optional(),
  label: z.object({ name: z.string() }).optional(),
  comment: z.object({ body: z.string() }).optional(),
  review: z.object({ state: z.string() }).optional(),
  ref: z.string().optional(),
  created: z.boolean().optional(),
  state: z.string().optional(),
  context: z.string().optional(),
  description: z.string().nullish(),
  commits: z.array(z.object({ message: z.string() })).optional(),
  check_run: z.object({ name: z.string(), conclusion: z.string().nullable() }).optional(),
});
type Payload = z.infer<typeof Payload>;

/** What happened at GitHub, as one line for a person who watches; null for what would only be noise. */
export function lineOf({
  event,
  action,
  body,
}: Pick<DeliveryRequest, 'event' | 'action' | 'body'>): string | null {
  const payload = Payload.safeParse(JSON.parse(body));
  if (!payload.success) return null;
  const said = sentence(`${event}.${action ?? ''}`, payload.data);
  if (said === null) return null;
  const { repository, sender } = payload.data;
  return `${(repository?.name ?? '').padEnd(9)} ${sender.login.padEnd(17)} ${said}`;
}

function sentence(what: string, p: Payload): string | null {
  const page = p.pull_request ?? p.issue;
  const at = page === undefined ? '' : `#${page.number}`;
  switch (what) {
    case 'issues.opened':
      return `opens issue ${at} “${page?.title ?? ''}”`;
    case 'issues.labeled':
      return `labels issue ${at} ${p.label?.name ?? ''}`;
    case 'issues.closed':
      return `closes issue ${at}`;
    case 'issue_comment.created':
      return `writes on ${at}: ${firstWords(p.comment?.body ?? '')}`;
    case 'delete.':
      return `deletes branch ${p.ref ?? ''}`;
    case 'push.': {
      const branch = (p.ref ?? '').replace('refs/heads/', '');
      if (p.created === true) return `makes branch ${branch}`;
      const message = p.commits?.at(-1)?.message.split('\n')[0];
      return message === undefined ? null : `pushes “${message}” to ${branch}`;
    }
    case 'status.':
      return p.state === 'pending'
        ? null
        : `${p.context ?? ''} is ${p.state === 'success' ? 'green' : 'RED'}: ${p.description ?? ''}`;
    case 'pull_request.opened':
      return `opens pull request ${at} “${page?.title ?? ''}”`;
    case 'pull_request.closed':
      return p.pull_request?.merged === true ? `merges ${at}` : `closes ${at}`;
    case 'pull_request_review.submitted':
      return p.review?.state.toLowerCase() === 'approved' ? `approves ${at}` : `asks for changes on ${at}`;
    case 'check_run.completed':
      return `${p.check_run?.name ?? ''} says ${p.check_run?.conclusion ?? ''}`;
    default:
      return null;
  }
}

function firstWords(text: string): string {
  const line = text
    .split('\n')
    .map((raw) =>
      raw
        .replace(/^#+ /, '')
        .replaceAll(/\*\*|<[^>]*>/g, '')
        .trim(),
    )
    .find((raw) => raw !== '' && !raw.startsWith('<!--'));
  return line === undefined ? '' : line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
