import * as z from 'zod';

/** Why an approval does not count. */
export const WHY_NOT = ['requester', 'own-work', 'no-reviewer', 'may-not-write'] as const;
export type WhyNot = (typeof WHY_NOT)[number];

/**
 * Why something is as it is: a code with its values. `app/texts` holds the one sentence for each, shown alike
 * in the status comment, the check, `/tekton why` and whatever else tells it.
 */
export const Because = z.discriminatedUnion('code', [
  // assign
  z.object({ code: z.literal('not-started') }),
  z.object({ code: z.literal('ranking-agents') }),
  z.object({ code: z.literal('assigned'), agent: z.string(), terminal: z.string() }),
  z.object({
    code: z.literal('nobody-available'),
    excluded: z.array(z.object({ agent: z.string(), why: z.string() })),
    /** How many more there are. */
    others: z.number().default(0),
  }),
  z.object({ code: z.literal('no-team') }),
  z.object({ code: z.literal('agent-taken-off'), by: z.string() }),
  // all steps
  z.object({ code: z.literal('paused'), by: z.string(), reason: z.string() }),
  // branch
  z.object({ code: z.literal('creating-branch'), branch: z.string() }),
  z.object({ code: z.literal('branch-exists'), branch: z.string() }),
  z.object({ code: z.literal('branch-deleted'), branch: z.string() }),
  // develop
  z.object({ code: z.literal('waiting-for-commits'), agent: z.string() }),
  z.object({ code: z.literal('working'), agent: z.string(), sha: z.string() }),
  z.object({ code: z.literal('agent-quiet'), agent: z.string(), since: z.number() }),
  z.object({ code: z.literal('work-offered'), sha: z.string() }),
  z.object({ code: z.literal('fixing-tests'), agent: z.string() }),
  z.object({ code: z.literal('checks-stay-red'), agent: z.string(), attempts: z.number() }),
  z.object({ code: z.literal('fixing-review'), agent: z.string(), reviewer: z.string() }),
  // test
  z.object({ code: z.literal('no-checks'), sha: z.string() }),
  z.object({ code: z.literal('no-checks-needed') }),
  z.object({ code: z.literal('checks-running'), names: z.array(z.string()) }),
  z.object({
    code: z.literal('checks-missing'),
    checks: z.array(z.object({ name: z.string(), app: z.string().nullable() })),
  }),
  z.object({ code: z.literal('too-many-checks') }),
  z.object({ code: z.literal('checks-passed'), count: z.number() }),
  z.object({ code: z.literal('checks-failed'), names: z.array(z.string()) }),
  z.object({ code: z.literal('merged-red'), names: z.array(z.string()) }),
  z.object({ code: z.literal('checks-need-approval'), names: z.array(z.string()) }),
  // pr
  z.object({ code: z.literal('pull-request-after-green') }),
  z.object({ code: z.literal('pull-request-after-ready') }),
  z.object({ code: z.literal('pull-request-after-commits') }),
  z.object({ code: z.literal('opening-pull-request') }),
  z.object({
    code: z.literal('pull-request-open'),
    number: z.number(),
    draft: z.boolean(),
    adopted: z.boolean(),
  }),
  z.object({ code: z.literal('pull-request-closed'), number: z.number() }),
  z.object({ code: z.literal('confidence-medium'), by: z.string(), note: z.string() }),
  z.object({ code: z.literal('confidence-low'), by: z.string(), note: z.string() }),
  // review
  z.object({ code: z.literal('approvals'), have: z.number(), need: z.number(), by: z.array(z.string()) }),
  z.object({ code: z.literal('approval-not-counted'), by: z.array(z.string()), why: z.enum(WHY_NOT) }),
  z.object({ code: z.literal('changes-requested'), by: z.array(z.string()) }),
  z.object({ code: z.literal('waiting-for-re-review'), by: z.array(z.string()) }),
  // merge
  z.object({ code: z.literal('merge-by-hand'), number: z.number() }),
  z.object({ code: z.literal('merging'), number: z.number() }),
  z.object({ code: z.literal('merged'), number: z.number(), by: z.string().nullable() }),
  // anywhere
  z.object({ code: z.literal('held'), by: z.string(), reason: z.string() }),
  z.object({ code: z.literal('held-by-label'), label: z.string() }),
  z.object({
    code: z.literal('loop'),
    what: z.enum(['comments', 'answers']),
    count: z.number(),
    until: z.number(),
  }),
  z.object({ code: z.literal('escalated'), by: z.string(), reason: z.string() }),
  z.object({ code: z.literal('other-base'), number: z.number(), base: z.string(), wanted: z.string() }),
  z.object({ code: z.literal('other-pull-request'), number: z.number() }),
  z.object({ code: z.literal('no-workflow') }),
  z.object({ code: z.literal('stopped'), by: z.string() }),
  z.object({ code: z.literal('issue-closed') }),
  z.object({ code: z.literal('issue-deleted') }),
  z.object({ code: z.literal('issue-moved'), to: z.string() }),
  z.object({ code: z.literal('repository-archived') }),
  z.object({ code: z.literal('repository-gone') }),
  z.object({ code: z.literal('app-removed') }),
  z.object({ code: z.literal('github-refused'), what: z.string(), message: z.string() }),
]);
export type Because = z.infer<typeof Because>;

/** The codes alone. */
export const BecauseCode = z.enum(Because.options.map(({ shape }) => shape.code.value));
export type BecauseCode = z.infer<typeof BecauseCode>;
