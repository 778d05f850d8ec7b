import * as z from 'zod';
import { parseMarker, type MarkerKind } from '../../src/app/texts/marker.js';
import type { CheckRun } from '../../src/simulated-github/state.js';
import { APP_BOT } from './acme.js';
import { type Setting } from './setting.js';

/** What a person sees at GitHub, in the fewest words. */

/** Where it is to be seen: any setting will do. */
type Seen = Pick<Setting, 'repository'>;

export interface Said {
  kind: MarkerKind | null;
  key: string | null;
  body: string;
}

/** What the App wrote on a page, the oldest first. */
export function said({ repository }: Seen, number: number): Said[] {
  return [...repository.comments.values()]
    .filter(({ issue, author }) => issue.number === number && author.account.login === APP_BOT)
    .map(({ body }) => {
      const marker = parseMarker(body);
      const text = body.slice(body.indexOf('\n') + 1);
      return { kind: marker?.kind ?? null, key: marker?.key ?? null, body: text };
    });
}

/** How often each kind was said there. */
export function counted(setting: Setting, number: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of said(setting, number))
    counts[kind ?? 'unmarked'] = (counts[kind ?? 'unmarked'] ?? 0) + 1;
  return counts;
}

export function textsOf(setting: Setting, number: number, kind: MarkerKind): string[] {
  return said(setting, number)
    .filter((comment) => comment.kind === kind)
    .map(({ body }) => body);
}

/** The App's reactions to a comment. */
export function reactionsTo({ repository }: Setting, commentId: number): string[] {
  const reactions = repository.comments.get(commentId)?.reactions ?? [];
  return reactions.filter(({ account }) => account.login === APP_BOT).map(({ content }) => content);
}

/** The App's check runs of one name on a commit. */
export function checksOn({ repository }: Seen, sha: string, name = 'tekton-core/gate'): CheckRun[] {
  return [...repository.checkRuns.values()].filter((run) => run.suite.headSha === sha && run.name === name);
}

/** `success`, `failure`, or the status of a gate that has not made up its mind. */
export function gateOn(setting: Seen, sha: string): string {
  const runs = checksOn(setting, sha);
  return runs.map(({ status, conclusion }) => conclusion ?? status).join(' and ') || 'none';
}

const Health = z.object({ webhooks: z.record(z.string(), z.number()) });

/** What `/health` says of the webhooks that came: how many were accepted, ignored, refused … */
export async function doorCounts({
  webhookUrl,
}: Pick<Setting, 'webhookUrl'>): Promise<Record<string, number>> {
  const answer = await fetch(new URL('/health', webhookUrl));
  return Health.parse(await answer.json()).webhooks;
}

/** `assign complete, branch complete, develop in_progress …` as an object. */
export async function stepsOf(setting: Setting, number: number): Promise<Record<string, string>> {
  const { steps } = await setting.workflow(number);
  return Object.fromEntries(steps.map(({ name, status }) => [name, status]));
}
