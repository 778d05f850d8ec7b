import type { CheckContent, CheckPort, RepositoryAddress } from '../../../app/ports/github.js';
import { asked, isStatus } from '../faults.js';
import type { Octokits } from '../octokits.js';

/** GitHub takes at most 50 annotations in one request. */
const ANNOTATIONS = 50;

/** @see https://docs.github.com/en/rest/checks/runs */
export function checkPort(octokits: Octokits, appId: number): CheckPort {
  const find = async (
    { installationId, owner, name: repo }: RepositoryAddress,
    ref: string,
    check_name: string,
  ) => {
    const octokit = await octokits(installationId);
    const { data } = await octokit.rest.checks.listForRef({ owner, repo, ref, check_name, app_id: appId });
    return data.check_runs[0]?.id ?? null;
  };

  return {
    setCheck: (repository, { sha, id, content, again }) =>
      asked(async () => {
        const { installationId, owner, name: repo } = repository;
        const octokit = await octokits(installationId);
        const known = id ?? (again ? await find(repository, sha, content.name) : null);
        if (known !== null) {
          try {
            await octokit.rest.checks.update({ owner, repo, check_run_id: known, ...said(content) });
            return known;
          } catch (error) {
            if (!isStatus(error, 404)) throw error;
          }
        }
        const { data } = await octokit.rest.checks.create({
          owner,
          repo,
          head_sha: sha,
          name: content.name,
          ...said(content),
        });
        return data.id;
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
