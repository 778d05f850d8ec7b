import type { Store } from '../../src/app/ports/store.js';
import { parseMarker } from '../../src/app/texts/marker.js';
import type { CheckRun } from '../../src/simulated-github/state.js';
import type { Machine } from './machine.js';
import type { Violation } from './history.js';
import type { Subscriber } from './subscriber.js';
import type { Town } from './town.js';

export interface View {
  town: Town;
  store: Store;
  machine: Machine;
  isDry: boolean;
  /** Writes that reached GitHub. */
  writes: number;
  subscriber: Subscriber;
  violated: (what: string) => Violation;
}

export const GATE = 'tekton-core/gate';

/** What must hold at every moment. */
export async function checkStep(view: View): Promise<void> {
  if (view.isDry && view.writes > 0) throw view.violated('a dry run wrote to GitHub');
  const [fault] = view.subscriber.faults;
  if (fault !== undefined) throw view.violated(fault);
  onePullRequest(view);
  oneOfEach(view);
  gateOnlyWhenGreen(view);
  await capacities(view);
}

/** One open pull request of ours for each issue. */
function onePullRequest({ town, violated }: View): void {
  const open = [...town.repository.issues.values()].filter(
    (issue) => issue.pull !== null && issue.state === 'open' && issue.author.app !== null,
  );
  const issues = open.map(({ pull }) => /^feature\/[a-z]+-(\d+)-/.exec(pull?.head.ref ?? '')?.[1] ?? '');
  if (new Set(issues).size !== issues.length) throw violated('two open pull requests for one issue');
}

/** Each of our comments and issues has a mark of its own, and each of our checks stands once on a commit. */
function oneOfEach({ town, violated }: View): void {
  const marks = new Set<string>();
  const once = (what: string) => {
    if (marks.has(what)) throw violated(`twice: ${what}`);
    marks.add(what);
  };
  for (const { name: at, comments, issues, checkRuns } of town.github.world.repositories.values()) {
    for (const { author, body, issue } of comments.values()) {
      const marker = author.app === null ? null : parseMarker(body);
      if (marker !== null) once(`comment ${marker.kind} ${marker.key} on ${at}#${issue.number}`);
    }
    for (const { author, body } of issues.values()) {
      const marker = author.app === null ? null : parseMarker(body ?? '');
      if (marker !== null) once(`issue ${marker.kind} ${marker.key} in ${at}`);
    }
    for (const { name, suite } of checkRuns.values()) {
      if (name === GATE) once(`check ${name} on ${suite.headSha}`);
    }
  }
}

const seenGreen = new WeakMap<CheckRun, boolean>();

/** The gate turns green only on commits whose required check was green at some time. */
function gateOnlyWhenGreen({ town, violated }: View): void {
  const { checkRuns, statuses } = town.repository;
  const runs = [...checkRuns.values()];
  const green = new Set([
    ...runs
      .filter((run) => run.name === 'test' && run.conclusion === 'success')
      .map(({ suite }) => suite.headSha),
    ...statuses
      .filter(({ context, state }) => context === 'test' && state === 'success')
      .map(({ sha }) => sha),
  ]);
  // What the gate says of a merge group it says of the pull request that the group is for.
  const heads = new Map(town.groups.map(({ group, head }) => [group.headSha, head]));
  for (const run of runs) {
    if (run.name !== GATE || seenGreen.has(run)) continue;
    if (run.conclusion !== 'success') continue;
    const { summary, title } = run.output;
    const says = `${title ?? ''} ${summary ?? ''}`;
    // On what is none of its business it says so, and lets it pass.
    if (/no workflow|stopped|not conducted/i.test(says)) continue;
    const { headSha } = run.suite;
    if (!green.has(heads.get(headSha) ?? headSha))
      throw violated(`the gate is green without the required check: ${says}`);
    seenGreen.set(run, true);
  }
}

/** Nobody has more issues at once than places. */
async function capacities({ town, store, violated }: View): Promise<void> {
  for (const installation of town.github.world.installations.keys()) {
    const leases = await store.getLeases(installation, ['apollo', 'athena'], town.clock.now());
    for (const [agent, taken] of Object.entries(leases)) {
      if (taken.length > 1) throw violated(`${agent} has ${taken.length} issues at once`);
    }
  }
}
