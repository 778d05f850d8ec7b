import type { EffectOf } from '../../domain/effect.js';
import { newestHealth } from '../reports/newest-health.js';
import { answerText } from '../texts/answers.js';
import { handOverText } from '../texts/hand-over.js';
import { markerOf, type MarkerKind } from '../texts/marker.js';
import { noticeText } from '../texts/notices.js';
import { statusCommentText } from '../texts/status-comment.js';
import { keepPlace, LOOK_AGAIN } from './agents.js';
import type { Deed, Done } from './deed.js';

/** The one status comment: edited, because edits notify nobody; written anew if somebody deleted it. */
export async function statusComment(deed: Deed<EffectOf<'status-comment'>>): Promise<Done> {
  const { effect, hands, repository, workflow } = deed;
  const body = statusCommentText(effect.view, { issueNumber: workflow.issueNumber });
  const known = workflow.facts.performed[effect.key]?.ref;
  const marker = markerOf('status', String(workflow.issueNumber));
  if (typeof known === 'number') {
    const updated = await hands.writes.updateComment(repository, { id: known, body: `${marker}\n${body}` });
    if (updated === 'updated') return { ref: known };
  }
  return comment(deed, 'status', String(workflow.issueNumber), workflow.issueNumber, body);
}

export async function handOver(deed: Deed<EffectOf<'hand-over'>>): Promise<Done> {
  const { effect, workflow, hands, context } = deed;
  if (!(await keepPlace(deed))) {
    return {
      retryAt: { at: hands.clock.now() + LOOK_AGAIN, why: `${effect.agent} has no free place any more` },
    };
  }
  const body = handOverText({
    ...effect,
    issueNumber: workflow.issueNumber,
    mode: context.config.pr.mode,
  });
  return comment(deed, 'hand-over', effect.assignmentId, workflow.issueNumber, body);
}

export async function reply(deed: Deed<EffectOf<'reply'>>): Promise<Done> {
  const { effect, workflow, hands, context, repository } = deed;
  const by = workflow.facts.commands[effect.commandId]?.by.login ?? 'ghost';
  const { repositoryId } = repository;
  const about = { repositoryId, config: context.config, now: hands.clock.now() };
  const told = { by, view: effect.view, outbox: workflow.outbox };
  const body =
    effect.answer.code === 'health'
      ? answerText(effect.answer, { ...told, health: await newestHealth(hands.store, about) })
      : answerText(effect.answer, told);
  return comment(deed, 'reply', effect.commandId, effect.number, body);
}

export function notify(deed: Deed<EffectOf<'notify'>>): Promise<Done> {
  const { effect } = deed;
  return comment(deed, 'notice', effect.key, effect.number, noticeText(effect.notice));
}

async function comment(
  deed: Deed,
  kind: MarkerKind,
  key: string,
  number: number,
  body: string,
): Promise<Done> {
  const { hands, repository, again } = deed;
  const marker = markerOf(kind, key);
  return { ref: await hands.writes.createComment(repository, { number, marker, body, again }) };
}
