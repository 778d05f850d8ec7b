/** Who and what is in the demo: one organisation, two repositories, three agents, and the people beside them. */

export const ORGANISATION = 'acme';

export const AGENTS = [
  { name: 'apollo', terminal: 'alice', login: 'apollo-agent', capabilities: ['typescript', 'performance'] },
  { name: 'athena', terminal: 'bert', login: 'athena-agent', capabilities: ['docs', 'design'] },
  {
    name: 'numa',
    terminal: 'cora',
    login: 'numa-agent',
    capabilities: ['security', 'testing', 'typescript'],
  },
] as const;

/** `mira` looks after the repositories and labels issues; `noor` reviews. */
export const PEOPLE = { maintainer: 'mira', reviewer: 'noor' } as const;

export interface PlannedIssue {
  repository: string;
  title: string;
  body: string;
  labels: string[];
  /** The agent's first commit breaks the tests: what everybody does then is the point of the flow. */
  firstRunRed: boolean;
  /** The reviewer asks for a change before approving. */
  changesRequested: boolean;
  /** What the agent reports of its day once there is a pull request; null: nothing. */
  report: string | null;
}

export const ISSUES: readonly PlannedIssue[] = [
  {
    repository: 'shop',
    title: 'Add a caching layer',
    body: 'The product page asks the catalogue for the same prices again and again. Cache them in `src/prices.ts`.\n\n- [ ] cache for a minute\n- [ ] a test for expiry',
    labels: ['enhancement', 'capability/performance'],
    firstRunRed: true,
    changesRequested: false,
    report: null,
  },
  {
    repository: 'handbook',
    title: 'Explain how refunds work',
    body: 'New colleagues ask every week. One page under `docs/` would do.',
    labels: ['docs'],
    firstRunRed: false,
    changesRequested: true,
    report: [
      'status: on-track',
      'progress: the page on refunds is written, and its pull request is open',
      'blockers: none',
      'tomorrow: whatever the review asks for',
      'confidence: high',
      'cost: 0.42',
      'tokens: 61000',
    ].join('\n'),
  },
  {
    repository: 'shop',
    title: 'Refuse passwords shorter than twelve characters',
    body: 'See the security review. `src/accounts.ts` checks nothing today.',
    labels: ['security'],
    firstRunRed: false,
    changesRequested: false,
    report: null,
  },
];

export const REPOSITORIES = [...new Set(ISSUES.map((issue) => issue.repository))];

/** The configuration of the demo's repositories, as a maintainer would write it. */
export const CONFIGURATION = `# How tekton-core conducts this repository. Every key is in docs/configuration.md.
team:
${AGENTS.map(
  ({ name, terminal, login, capabilities }) => `  - name: ${name}
    terminal: ${terminal}
    login: ${login}
    capabilities: [${capabilities.join(', ')}]
    capacity: 2`,
).join('\n')}
shepherd: ${PEOPLE.maintainer}
checks:
  required: [test]
review:
  reviewers: [${PEOPLE.reviewer}]
merge:
  mode: auto
reporting:
  days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
`;
