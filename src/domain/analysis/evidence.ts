import type { Requirement } from '../matching/ranking.js';

/** `what` is written as the label that would say the same: `capability/python`, `complexity/medium`. */
export type Evidence = Requirement['evidence'][number];

/** GitHub allows so many characters in a label; nothing else need be longer to be recognised. */
export const LONGEST_VALUE = 50;
