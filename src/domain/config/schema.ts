import * as z from 'zod';
import { CATALOGUE, type Verb } from '../commands/catalogue.js';
import { Permission } from '../event.js';
import { Duration, lengthOf } from './duration.js';
import { HealthTargets, Reporting } from './reporting.js';

/** GitHub itself allows longer names; of those no more than this is kept. */
const CheckName = z.string().min(1).max(200);

/** A check that must pass: by name, whoever reports it, or only as the App of that slug reports it. */
export const RequiredCheck = z.union([
  CheckName,
  z.strictObject({ name: CheckName, app: z.string().min(1).max(100) }),
]);
export type RequiredCheck = z.infer<typeof RequiredCheck>;

/**
 * `.github/tekton-core.yml`, whole. This one object validates the file, gives every default, and is what
 * `docs/configuration.md` and the published JSON Schema are generated from (`npm run generate`).
 */

const VERBS = CATALOGUE.map(({ verb }): Verb => verb);

const Login = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*(\[bot\])?$/, 'must be a GitHub login');
const AgentName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,38}$/, 'must be 1 to 39 lower-case letters, digits and dashes')
  .refine((name) => name !== 'auto' && name !== 'cancel', 'is a word of the commands: choose another');
const LabelName = z.string().min(1).max(50, 'GitHub allows 50 characters in a label');
const Word = z
  .string()
  .regex(/^[a-z0-9][a-z0-9+#._-]{0,48}$/, 'must be a lower-case word such as `python` or `c++`');

const Capabilities = z
  .union([z.array(Word), z.record(Word, z.number().min(0).max(10))])
  .transform((given) => (Array.isArray(given) ? Object.fromEntries(given.map((word) => [word, 1])) : given));

export const AgentConfig = z.strictObject({
  name: AgentName.describe('What everybody calls the agent: `apollo`.'),
  terminal: AgentName.optional().describe(
    'The terminal it works in; part of its branch names. Its name, when absent.',
  ),
  login: Login.optional().describe(
    'Its GitHub account, if it has one: it is mentioned, and may command what concerns its own work.',
  ),
  capabilities: Capabilities.default({}).describe(
    'What it is good at: a list of words, or words with a weight from 0 to 10. Compared with what an issue needs.',
  ),
  capacity: z
    .number()
    .int()
    .min(1)
    .max(50)
    .default(1)
    .describe('How many issues it works on at once, over all repositories of the installation.'),
});
export type AgentConfig = z.infer<typeof AgentConfig>;

const Team = z.array(AgentConfig).superRefine((team, context) => {
  const seen = new Set<string>();
  team.forEach((agent, index) => {
    if (seen.has(agent.name)) {
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `another agent is called \`${agent.name}\` already`,
      });
    }
    seen.add(agent.name);
  });
});

const BranchPattern = z
  .string()
  .max(60)
  // One mistake is told once: a word that is not closed is no missing word.
  .refine((pattern) => /^[\w./-]*$/.test(pattern.replaceAll(/<(terminal|agent|issue|slug)>/g, '')), {
    error: 'may hold letters, digits, `.`, `_`, `-`, `/` and the words <terminal>, <agent>, <issue>, <slug>',
    abort: true,
  })
  .refine(
    (pattern) => /^($|[A-Za-z0-9<])/.test(pattern),
    'must begin with a letter, a digit or one of its words',
  )
  .refine((pattern) => pattern.includes('<issue>'), 'must contain `<issue>`');

export const Config = z.strictObject({
  $schema: z.string().optional().describe('For editors: the address of the JSON Schema.'),
  mode: z
    .enum(['live', 'dry-run'])
    .default('live')
    .describe(
      '`dry-run` writes nothing to GitHub at all: what would be done is logged and kept in the history.',
    ),
  labels: z
    .strictObject({
      start: LabelName.default('tekton').describe(
        'Put it on an issue to start its workflow; take it off to stop it.',
      ),
      hold: LabelName.default('do-not-merge/hold').describe(
        'On the issue or its pull request: nothing is merged while it is there.',
      ),
    })
    .prefault({}),
  commands: z
    .strictObject({
      bare: z
        .boolean()
        .default(false)
        .describe(
          'Also accept `/verb` without `tekton` before it. Leave it off where another bot owns such commands.',
        ),
      permissions: z
        .partialRecord(z.enum(VERBS), Permission.exclude(['none']))
        .default({})
        .describe(
          'The least permission for a command, by its name, where it differs from the default: `{ start: maintain }`.',
        ),
    })
    .prefault({}),
  trusted_bots: z
    .array(Login)
    .default([])
    .describe(
      'Bots whose commands count, by exact login (`renovate[bot]`), beside the agents of the team. All others are ignored.',
    ),
  team: Team.default([]).describe('The agents that may get this repository’s issues.'),
  shepherd: Login.optional().describe(
    'The person who looks after this repository: asked for reviews, told when something needs a human.',
  ),
  ai_matching: z
    .strictObject({
      complexity_threshold: z
        .strictObject({
          simple: z.number().int().min(1).max(5).default(1),
          medium: z.number().int().min(1).max(5).default(3),
          complex: z.number().int().min(1).max(5).default(5),
        })
        .prefault({})
        .describe(
          'The largest team for a simple, a medium and a complex issue. Not used yet: each goes to one agent.',
        ),
    })
    .prefault({}),
  agents: z
    .strictObject({
      quiet_after: Duration.default('2h').describe(
        'Without progress for so long, while the work waits for it, an agent is asked how it goes.',
      ),
      stalled_after: Duration.default('8h').describe(
        'Without progress for so long, and asked about it, the agent is taken off and the next one gets the work.',
      ),
      lost_after: Duration.default('30m').describe(
        'The same for an agent that sends signs of life, when they cease: it is asked after half of it.',
      ),
    })
    .refine(({ quiet_after, stalled_after }) => lengthOf(stalled_after) > lengthOf(quiet_after), {
      path: ['stalled_after'],
      message: 'must be longer than `quiet_after`',
    })
    .prefault({}),
  branches: z
    .strictObject({
      pattern: BranchPattern.default('feature/<terminal>-<issue>-<slug>').describe(
        'How branches are named: `<issue>` is the issue’s number, and must be there; `<slug>` its title in short; `<agent>` the agent’s name; `<terminal>` its terminal, or else its name.',
      ),
    })
    .prefault({}),
  checks: z
    .strictObject({
      required: z
        .array(RequiredCheck)
        .default([])
        .describe(
          'Checks that must pass: names, or `{name, app}` with the slug of the App that reports it (`github-actions`), which no commit status can stand in for. Empty: all that report.',
        ),
      treat_skipped_as: z
        .enum(['pass', 'pending', 'fail'])
        .default('pass')
        .describe('What a check that was skipped counts as.'),
      when_none: z
        .enum(['pending', 'pass'])
        .default('pending')
        .describe('What it means that no check reported at all. `pass` is for repositories without tests.'),
      attempts: z
        .number()
        .int()
        .min(1)
        .max(20)
        .default(3)
        .describe('Red test runs in a row before a human is told.'),
    })
    .prefault({}),
  pr: z
    .strictObject({
      mode: z
        .enum(['on-green', 'draft-first', 'on-ready'])
        .default('on-green')
        .describe(
          'When the pull request is opened: once the tests pass (`on-green`), at the first commit as a draft that is made ready when green (`draft-first`), or when the agent says `/tekton ready` (`on-ready`).',
        ),
      labels: z
        .array(LabelName)
        .default([])
        .describe('Labels put on the pull requests that are opened here.'),
    })
    .prefault({}),
  review: z
    .strictObject({
      reviewers: z
        .array(z.string().regex(/^(@?[A-Za-z0-9-]+|team:[A-Za-z0-9-_]+)$/, 'must be a login or `team:slug`'))
        .default([])
        .describe(
          'Who is asked for a review: logins, or `team:slug` for a team of the organization. The shepherd is asked too, and GitHub itself asks the CODEOWNERS.',
        ),
      approvals: z
        .number()
        .int()
        .min(0)
        .max(6)
        .default(1)
        .describe('How many approvals by people who may write are needed.'),
      requester_may_approve: z
        .boolean()
        .default(false)
        .describe(
          'Whether the approval of the person who started the workflow counts. For a maintainer who works alone.',
        ),
    })
    .prefault({}),
  merge: z
    .strictObject({
      mode: z
        .enum(['manual', 'auto'])
        .default('manual')
        .describe('`auto` merges what is approved and green; `manual` leaves the button to a person.'),
      method: z
        .enum(['merge', 'squash', 'rebase'])
        .default('squash')
        .describe('How it is merged; the repository must allow it.'),
      delete_branch: z
        .boolean()
        .default(true)
        .describe('Delete the branch after the merge, when it is ours and has not moved since.'),
    })
    .prefault({}),
  escalation: z
    .strictObject({
      people: z
        .array(Login)
        .default([])
        .describe(
          'Who is called when something needs a person. Empty: the shepherd, or else whoever started it.',
        ),
      issue_from: z
        .enum(['low', 'medium', 'high', 'critical', 'never'])
        .default('high')
        .describe(
          'From this severity on an issue labelled `tekton/escalation` is opened beside the comment.',
        ),
      remind_after: Duration.default('1d').describe(
        'How long a call may stay unanswered before it is repeated, at most three times.',
      ),
    })
    .prefault({}),
  reporting: Reporting,
  health_targets: HealthTargets,
  limits: z
    .strictObject({
      comments_per_hour: z
        .number()
        .int()
        .min(5)
        .max(500)
        .default(30)
        .describe(
          'How many comments are written on one issue and its pull request in an hour, at most half of them answers. Then tekton-core pauses there and says so: somebody, or some bot, answers it without end.',
        ),
    })
    .prefault({}),
  gate: z
    .strictObject({
      on: z
        .enum(['workflows', 'all'])
        .default('workflows')
        .describe(
          '`all` reports `tekton-core/gate` on every pull request, so that it can be a required check.',
        ),
    })
    .prefault({}),
});

/** The configuration with every default filled in. */
export type Config = z.infer<typeof Config>;

/** What an empty file means. */
export const DEFAULT_CONFIG: Config = Config.parse({});
