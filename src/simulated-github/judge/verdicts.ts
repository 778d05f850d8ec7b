import type { Answer, SimulatedRequest } from '../http/call.js';

/** What a judge is asked: does this fit GitHub's own description? */
export interface Verdicts {
  request(operation: string, params: Readonly<Record<string, string>>, request: SimulatedRequest): void;
  answer(operation: string, answer: Answer): void;
  webhook(event: string, action: string | null, payload: unknown): void;
}
