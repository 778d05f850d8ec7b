import { z } from 'zod';
import { setAssignees } from '../actions/issues.js';
import { byOf, read, on, type Route } from '../http/call.js';
import { inRepository } from '../http/in-repository.js';
import { fullIssueJson } from '../representation/issue.js';
import { issueOf } from './find.js';
import { assigneesNamed, requireIssueWrite } from './issues.js';

const wanted = z.object({ assignees: z.array(z.string()).optional() });
const path = '/repos/{owner}/{repo}/issues/{issue_number}/assignees';
const mayWrite = { needs: ['issues:write', 'pull_requests:write'], role: 'triage' } as const;

/** Who cannot be assigned is left out, without a word. */
export const assigneeRoutes: Route[] = [
  on(
    `POST ${path}`,
    'issues/add-assignees',
    inRepository(mayWrite, (call) => {
      const issue = issueOf(call);
      requireIssueWrite(call, issue, 'triage');
      const added = assigneesNamed(call, read(call, wanted).assignees ?? []);
      const all = [...new Set([...issue.assignees, ...added])].slice(0, 10);
      setAssignees(call.world, call.repository, issue, all, byOf(call));
      return { status: 201, body: fullIssueJson(call.world, call.repository, issue) };
    }),
  ),
  on(
    `DELETE ${path}`,
    'issues/remove-assignees',
    inRepository(mayWrite, (call) => {
      const issue = issueOf(call);
      requireIssueWrite(call, issue, 'triage');
      const gone = assigneesNamed(call, read(call, wanted).assignees ?? []);
      const rest = issue.assignees.filter((each) => !gone.includes(each));
      setAssignees(call.world, call.repository, issue, rest, byOf(call));
      return { status: 200, body: fullIssueJson(call.world, call.repository, issue) };
    }),
  ),
];
