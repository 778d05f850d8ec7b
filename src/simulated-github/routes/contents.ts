import { z } from 'zod';
import { moveRef } from '../actions/refs.js';
import { addCommit, branchHead, resolveCommit, signatureOf, withFiles } from '../git/commits.js';
import { byOf, ok, on, param, read, type Answer, type Route } from '../http/call.js';
import { inRepository, requireAccess, type RepositoryCall } from '../http/in-repository.js';
import { blobSha } from '../identifiers.js';
import { GitHubRefusal, notFound, unprocessable } from '../refusals.js';
import { commitJson, fileJson } from '../representation/commit.js';
import type { Tree } from '../state.js';

function readContents(call: RepositoryCall): Answer {
  const { world, repository, request } = call;
  const path = param(call, 'path').replace(/^\/+|\/+$/g, '');
  const ref = request.query.get('ref') ?? repository.defaultBranch;
  const commit = resolveCommit(repository, ref);
  if (commit === undefined) throw new GitHubRefusal(404, `No commit found for the ref ${ref}`);
  const content = commit.tree.get(path);
  if (content === undefined) return readFolder(call, commit.tree, path, ref);
  if (/\.raw\b|\braw\+json/.test(request.headers['accept'] ?? '')) {
    return { status: 200, text: { type: 'application/vnd.github.raw+json; charset=utf-8', content } };
  }
  const encoded = Buffer.from(content).toString('base64');
  return ok({
    ...fileJson(world, repository, path, content, ref),
    content: encoded.replace(/.{60}/g, '$&\n') + (encoded === '' ? '' : '\n'),
    encoding: 'base64',
  });
}

function readFolder({ world, repository }: RepositoryCall, tree: Tree, path: string, ref: string): Answer {
  const prefix = path === '' ? '' : `${path}/`;
  const inside = [...tree].filter(([each]) => each.startsWith(prefix));
  if (inside.length === 0) throw notFound();
  const files = inside.filter(([each]) => !each.slice(prefix.length).includes('/'));
  const folders = new Set(
    inside.flatMap(([each]) => {
      const [first, ...rest] = each.slice(prefix.length).split('/');
      return first === undefined || rest.length === 0 ? [] : [first];
    }),
  );
  return ok([
    ...[...folders].map((name) => ({
      ...fileJson(world, repository, `${prefix}${name}`, '', ref),
      type: 'dir',
      size: 0,
      download_url: null,
    })),
    ...files.map(([each, content]) => fileJson(world, repository, each, content, ref)),
  ]);
}

const fileToWrite = z.object({
  message: z.string(),
  content: z.string(),
  branch: z.string().optional(),
  sha: z.string().optional(),
});

/** https://docs.github.com/en/rest/repos/contents#create-or-update-file-contents */
function writeContents(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const path = param(call, 'path');
  const wanted = read(call, fileToWrite);
  if (path.startsWith('.github/workflows/')) requireAccess(actor, repository, { needs: ['workflows:write'] });
  if (!/^[A-Za-z0-9+/=\s]*$/.test(wanted.content)) throw unprocessable('content is not valid Base64');
  const branch = wanted.branch ?? repository.defaultBranch;
  const head = branchHead(repository, branch);
  if (head === undefined) throw new GitHubRefusal(404, `Branch ${branch} not found`);
  const before = head.tree.get(path);
  if (before !== undefined && wanted.sha === undefined) {
    throw unprocessable('Invalid request.\n\n"sha" wasn\'t supplied.');
  }
  if (before !== undefined && wanted.sha !== blobSha(before)) {
    throw new GitHubRefusal(409, `${path} does not match ${wanted.sha ?? ''}`);
  }
  const content = Buffer.from(wanted.content, 'base64').toString();
  const by = byOf(call);
  const commit = addCommit(repository, {
    tree: withFiles(head.tree, { [path]: content }),
    parents: [head.sha],
    message: wanted.message,
    author: signatureOf(by.account, world.now()),
  });
  moveRef(world, repository, `refs/heads/${branch}`, commit.sha, by);
  const { commit: inner, sha, node_id, html_url, parents } = commitJson(world, repository, commit);
  return {
    status: before === undefined ? 201 : 200,
    body: {
      content: fileJson(world, repository, path, content, branch),
      commit: { ...inner, sha, node_id, html_url, parents },
    },
  };
}

export const contentRoutes: Route[] = [
  on(
    'GET /repos/{owner}/{repo}/contents/{path}',
    'repos/get-content',
    inRepository({ needs: ['contents:read'] }, readContents),
  ),
  on(
    'PUT /repos/{owner}/{repo}/contents/{path}',
    'repos/create-or-update-file-contents',
    inRepository({ needs: ['contents:write'] }, writeContents),
  ),
];
