/** What GitHub answers, as its documentation shows it, and no more of it than matters. */

export const SHA = '6dcb09b5b57875f334f61aebed695e2e4193db5e';
export const OTHER_SHA = 'c3d0be41ecbe669545ee3e94d31ed9a4bc91ee3c';
export const OCTOCAT = { login: 'octocat', id: 1, type: 'User', site_admin: false };

/** https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
export const NOT_FOUND = {
  message: 'Not Found',
  documentation_url: 'https://docs.github.com/rest',
  status: '404',
};
export const FORBIDDEN = {
  message: 'Resource not accessible by integration',
  documentation_url: 'https://docs.github.com/rest',
  status: '403',
};

export function invalid(message: string, resource = 'PullRequest') {
  return {
    message: 'Validation Failed',
    errors: [{ resource, code: 'custom', message }],
    documentation_url: 'https://docs.github.com/rest',
    status: '422',
  };
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export const SECONDARY_LIMIT = {
  message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  documentation_url:
    'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
};
export const PRIMARY_LIMIT = {
  message: 'API rate limit exceeded for installation ID 88.',
  documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#primary-rate-limit',
};

export function refJson(branch: string, sha = SHA) {
  return {
    ref: `refs/heads/${branch}`,
    node_id: 'MDM6UmVmcmVmcy9oZWFkcy9mZWF0dXJlQQ==',
    url: `https://api.github.com/repos/octo-org/hello/git/refs/heads/${branch}`,
    object: {
      type: 'commit',
      sha,
      url: `https://api.github.com/repos/octo-org/hello/git/commits/${sha}`,
    },
  };
}

export function issueJson(number: number, change: object = {}) {
  return {
    id: 1,
    node_id: 'I_kwDOABPHjc4AAAAB',
    number,
    repository_url: 'https://api.github.com/repos/octo-org/hello',
    html_url: `https://github.com/octo-org/hello/issues/${number}`,
    state: 'open',
    state_reason: null,
    title: 'Found a bug',
    body: "I'm having a problem with this.",
    user: OCTOCAT,
    labels: [{ id: 208045946, name: 'bug', color: 'f29513', default: true }, 'tekton'],
    locked: false,
    comments: 0,
    created_at: '2026-11-20T13:33:48Z',
    updated_at: '2026-11-22T13:33:48Z',
    performed_via_github_app: null,
    ...change,
  };
}

export function commentJson(id: number, body: string, appId: number | null) {
  return {
    id,
    node_id: 'IC_kwDOABPHjc4AAAAB',
    body,
    user: OCTOCAT,
    created_at: '2026-11-20T13:33:48Z',
    updated_at: '2026-11-20T13:33:48Z',
    author_association: 'NONE',
    performed_via_github_app: appId === null ? null : { id: appId, slug: `app-${appId}`, name: 'An App' },
  };
}

export function pullRequestJson(number: number, change: object = {}) {
  const repo = { id: 1296269, full_name: 'octo-org/hello', html_url: 'https://github.com/octo-org/hello' };
  return {
    id: 1,
    node_id: 'PR_kwDOABPHjc4AAAAB',
    number,
    html_url: `https://github.com/octo-org/hello/pull/${number}`,
    state: 'open',
    title: 'Amazing new feature',
    body: 'Closes #7',
    user: OCTOCAT,
    labels: [],
    draft: false,
    merged: false,
    merged_at: null,
    mergeable: true,
    mergeable_state: 'clean',
    merged_by: null,
    head: { label: 'octo-org:feature', ref: 'feature', sha: SHA, repo },
    base: { label: 'octo-org:main', ref: 'main', sha: OTHER_SHA, repo },
    updated_at: '2026-11-22T13:33:48Z',
    ...change,
  };
}

export function checkRunJson(id: number, name: string, change: object = {}) {
  return {
    id,
    node_id: 'CR_kwDOABPHjc4AAAAB',
    name,
    head_sha: SHA,
    status: 'completed',
    conclusion: 'success',
    started_at: '2026-11-22T13:00:00Z',
    completed_at: '2026-11-22T13:05:00Z',
    html_url: `https://github.com/octo-org/hello/runs/${id}`,
    details_url: 'https://example.com',
    output: { title: null, summary: null, text: null, annotations_count: 0 },
    app: { id: 15368, slug: 'github-actions', name: 'GitHub Actions' },
    check_suite: { id: 5 },
    pull_requests: [],
    ...change,
  };
}

export function checkSuiteJson(id: number, change: object = {}) {
  return {
    id,
    head_branch: 'feature',
    head_sha: SHA,
    status: 'in_progress',
    conclusion: null,
    app: { id: 15368, slug: 'github-actions', name: 'GitHub Actions' },
    created_at: '2026-11-22T13:00:00Z',
    updated_at: '2026-11-22T13:05:00Z',
    latest_check_runs_count: 1,
    ...change,
  };
}

export function statusJson(id: number, context: string, state = 'success') {
  return {
    id,
    context,
    state,
    description: 'Build has completed',
    target_url: 'https://ci.example.com/1000/output',
    created_at: '2026-11-22T13:00:00Z',
    updated_at: '2026-11-22T13:05:00Z',
  };
}

export function combinedJson(statuses: object[], total = statuses.length) {
  return {
    state: 'success',
    statuses,
    sha: SHA,
    total_count: total,
    repository: { id: 1296269, full_name: 'octo-org/hello' },
    commit_url: `https://api.github.com/repos/octo-org/hello/commits/${SHA}`,
    url: `https://api.github.com/repos/octo-org/hello/commits/${SHA}/status`,
  };
}

export function repositoryJson(change: object = {}) {
  return {
    id: 1296269,
    name: 'hello',
    full_name: 'octo-org/hello',
    private: false,
    default_branch: 'main',
    archived: false,
    pushed_at: '2026-11-22T12:00:00Z',
    ...change,
  };
}

export function fileJson(content: string, change: object = {}) {
  return {
    type: 'file',
    encoding: 'base64',
    size: Buffer.byteLength(content),
    name: 'tekton-core.yml',
    path: '.github/tekton-core.yml',
    content: Buffer.from(content).toString('base64').replace(/.{60}/g, '$&\n'),
    sha: SHA,
    ...change,
  };
}
