import type { ApplicationFunction } from 'probot';
import { take, type Edge } from '../adapters/github/webhook/edge.js';

/**
 * tekton-core as a Probot app: whatever webhook comes is stored and a worker woken, nothing else, because Probot answers
 * GitHub only after its handlers have finished.
 */
export function probotApp(edge: Edge): ApplicationFunction {
  return (probot) => {
    probot.onAny(async ({ id, name, payload }) => {
      await take(edge, { id, name, payload });
    });
  };
}
