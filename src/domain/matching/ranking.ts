import * as z from 'zod';

/** Why an agent got, or did not get, its place; each counts its share of the score, 0–100. */
export const Criterion = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('capability'),
    share: z.number(),
    matched: z.array(z.string()),
    missing: z.array(z.string()),
  }),
  z.object({ code: z.literal('load'), share: z.number(), active: z.number(), capacity: z.number() }),
  z.object({ code: z.literal('same-agent'), share: z.number() }),
  z.object({ code: z.literal('asked-for'), share: z.number(), by: z.enum(['command', 'label']) }),
]);
export type Criterion = z.infer<typeof Criterion>;

export const Exclusion = z.enum(['at-capacity', 'taken-off', 'silent', 'not-asked-for']);
export type Exclusion = z.infer<typeof Exclusion>;

export const Candidate = z.object({
  agent: z.string(),
  score: z.number(),
  because: z.array(Criterion),
  excluded: Exclusion.nullable(),
});
export type Candidate = z.infer<typeof Candidate>;

/** The analysis of an issue that a ranking answers. */
export const Requirement = z.object({
  complexity: z.enum(['simple', 'medium', 'complex']),
  capabilities: z.array(z.string()),
  /** What in the issue says so. */
  evidence: z.array(
    z.object({
      what: z.string(),
      from: z.enum(['label', 'title', 'body', 'code', 'length', 'checklist']),
      value: z.string(),
    }),
  ),
});
export type Requirement = z.infer<typeof Requirement>;

/** Candidates in order, the excluded ones last with their reason, and what they were ranked for. */
export const Ranking = z.object({
  requirement: Requirement,
  candidates: z.array(Candidate),
  /** How many more there were: not all of a big team are remembered. */
  others: z.number().int().nonnegative().default(0),
});
export type Ranking = z.infer<typeof Ranking>;
