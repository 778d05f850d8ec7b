import * as z from 'zod';
import type { CheckContent, CheckPort, RepositoryAddress } from '../../../app/ports/github.js';
import { asked, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';
import { Created } from '../payload/created.js';

/** GitHub takes at most 50 annotations in one request. */
const ANNOTATIONS = 50;

const Runs = z.object({
  check_runs: z.array(
    z.object({
      id: z.number().int(),
      output: z.object({ annotations_count: z.number().int() }).nullish(),
    }),
  ),
});

/** @see https://docs.github.com/en/rest/checks/runs */
export function checkPort(octokits: Octokits, appId: number): CheckPort {
  const find = async (
    { installationId, owner, name: repo }: RepositoryAddress,
    ref: string,
    check_name: string,
  ) => {
    const octokit = await octokits(installationId);
    const { data } = await octokit.rest.checks.listForRef({ owner, repo, ref, check_name, app_id: appId });
    return Runs.parse(data).check_runs[0] ?? null;
  };

  const update = async (
    { installationId, owner, name: repo }: RepositoryAddress,
    check_run_id: number,
    content: CheckContent,
  ): Promise<'updated' | 'gone'> => {
    const octokit = await octokits(installationId);
    try {
      await octokit.rest.checks.update({ owner, repo, check_run_id, ...said(content) });
      return 'updated';
    } catch (error) {
      if (isStatus(error, 404)) return 'gone';
      throw error;
    }
  };

  return {
    setCheck: (repository, { sha, id, content, again }) =>
      asked(async () => {
        if (id !== null && (await update(repository, id, content)) === 'updated') return id;
        const found = again ? await find(repository, sha, content.name) : null;
        if (found !== null && found.id !== id) {
          // An update adds its annotations to those that are there.
          const isAnnotated = (found.output?.annotations_count ?? 0) > 0;
          const news = isAnnotated ? { ...content, annotations: [] } : content;
          if ((await update(repository, found.id, news)) === 'updated') return found.id;
        }
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        const { data } = await octokit.rest.checks.create({
          owner,
          repo,
          head_sha: sha,
          name: content.name,
          ...said(content),
        });
        return Created.parse(data).id;
      }),

    rerunCheck: ({ installationId, owner, name: repo }, check_run_id) =>
      asked(async () => {
        const octokit = await octokits(installationId);
        await octokit.rest.checks.rerequestRun({ owner, repo, check_run_id });
      }),
  };
}

function said({ state, title, summary, annotations }: CheckContent) {
  const output = {
    title,
    summary,
    annotations: annotations.slice(0, ANNOTATIONS).map(({ path, line, message }) => ({
      path,
      start_line: line,
      end_line: line,
      annotation_level: 'failure' as const,
      message,
    })),
  };
  return state === 'in_progress'
    ? { status: 'in_progress' as const, output }
    : { status: 'completed' as const, conclusion: state, output };
}
