import { nodeId } from '../identifiers.js';
import { reactionContents, type Label, type Reaction, type Repository } from '../state.js';
import { iso } from '../time.js';
import type { World } from '../world.js';
import { accountJson } from './account.js';
import { repositoryUrl } from './repository.js';

export function labelJson(world: World, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.default,
    description: label.description,
  };
}

export function reactionJson(world: World, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: nodeId('REA', reaction.id),
    user: accountJson(world, reaction.account),
    content: reaction.content,
    created_at: iso(reaction.createdAt),
  };
}

/** The counts that issues and comments carry. */
export function reactionCountsJson(url: string, reactions: readonly Reaction[]) {
  const of = (content: string) => reactions.filter((each) => each.content === content).length;
  const [plus, minus, laugh, confused, heart, hooray, rocket, eyes] = reactionContents;
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    '+1': of(plus),
    '-1': of(minus),
    laugh: of(laugh),
    hooray: of(hooray),
    confused: of(confused),
    heart: of(heart),
    rocket: of(rocket),
    eyes: of(eyes),
  };
}
