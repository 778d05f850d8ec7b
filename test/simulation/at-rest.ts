import { decide } from '../../src/domain/decide.js';
import type { Effect } from '../../src/domain/effect.js';
import { admit } from '../../src/domain/admission.js';
import type { Observation } from '../../src/domain/observation.js';
import { canonical } from '../../src/domain/register.js';
import { assess } from '../../src/domain/workflow/assess.js';
import { situationOf } from '../../src/domain/workflow/situate.js';
import { isOpen, workflowId, type Workflow } from '../../src/domain/workflow/workflow.js';
import { wantedAnnouncements } from '../../src/domain/workflow/wanted/announcements.js';
import { readyProject, type ReadyProject } from '../../src/app/projects/project-context.js';
import { parseEscalationKey } from '../../src/app/perform/escalations.js';
import { parseMarker } from '../../src/app/texts/marker.js';
import { githubOver } from '../../src/adapters/github/github.js';
import { octokitWith } from '../../src/adapters/github/octokit.js';
import type { GitHub } from '../../src/app/ports/github.js';
import { isPull } from '../../src/simulated-github/state.js';
import { GATE, type View } from './invariants.js';
import { APP_ID } from '../e2e/acme.js';
import { ATTIC, DEPOT, type Town } from './town.js';

/** What waits for a free place waits for somebody else's work to end. */
const PATIENT = new Set(['assign-agent', 'hand-over']);

/** What must hold once nothing has gone wrong for a while. */
export async function checkAtRest(view: View): Promise<void> {
  const { store, violated, machine } = view;
  const dead = await store.listDead(10);
  if (dead.length > 0) throw violated(`given up: ${dead.join(', ')} (${machine.errors.join('; ')})`);
  if (machine.tasks() > 0) throw violated('a task never ended');
  await nothingDue(view);
  await installationAsItIs(view);
  const github = freshGitHub(view.town);
  // Those too that were deleted or went elsewhere.
  for (let number = 1; number <= view.town.repository.lastNumber; number++) {
    const stored = await store.getWorkflow(workflowId(view.town.repository.id, number));
    if (stored === null) continue;
    branchesOfTurns(view, stored.value);
    await asAnnounced(view, github, stored.value);
    asFirstWritten(view, stored.value);
    await asFreshlyRead(view, github, stored.value);
  }
  await nothingBegunElsewhere(view);
  await escalationsKnown(view);
  await groupsAnswered(view);
}

/** A merge queue that was told to us waits for our check on the commit of its group. */
async function groupsAnswered({ town, machine, store, isDry, violated }: View): Promise<void> {
  const { id: repositoryId, refs, checkRuns } = town.repository;
  const installationId = town.installation()?.id;
  if (isDry || installationId === undefined) return;
  const app = { ...machine.assembled.app, store, github: freshGitHub(town) };
  const ready = await readyProject(app, { installationId, repositoryId }, null);
  const told = town.github.deliveries.log.filter(
    ({ event, action, redelivery }) =>
      event === 'merge_group' && action === 'checks_requested' && !redelivery,
  );
  // While the App was away GitHub told it nothing.
  if (!ready?.reachable || ready.config === null || told.length < town.groups.length) return;
  const answered = new Set(
    [...checkRuns.values()].filter(({ name }) => name === GATE).map(({ suite }) => suite.headSha),
  );
  for (const { group, number } of town.groups.slice(-5))
    if (refs.has(group.headRef) && !answered.has(group.headSha))
      throw violated(`the merge group of #${number} waits for the gate for ever`);
}

/** An issue of ours that calls for a person is known to its workflow, which closes it when nothing calls any more. */
async function escalationsKnown({ town, store, violated }: View): Promise<void> {
  const { id, issues } = town.repository;
  for (const { number, state, author, body } of issues.values()) {
    const marker = author.app === null || state === 'closed' ? null : parseMarker(body ?? '');
    const about = marker?.kind === 'escalation' ? parseEscalationKey(marker.key) : null;
    if (about === null) continue;
    const { issueNumber, cause } = about;
    const stored = await store.getWorkflow(workflowId(id, issueNumber));
    if (stored?.value.facts.performed[`escalation/${cause}`]?.ref !== number)
      throw violated(`#${number} stays open: nobody knows of it (${marker?.key ?? ''})`);
  }
}

/** Nobody is put words into their mouth: a command is what was written, whatever became of the comment since. */
function asFirstWritten({ town, violated }: View, { id, facts }: Workflow): void {
  for (const { commentId, verb, via } of Object.values(facts.commands)) {
    const words = town.written.get(commentId ?? 0);
    if (via === 'comment' && words?.startsWith(`/tekton ${verb}`) !== true)
      throw violated(`${id}: ${verb} was never written, but ${words ?? 'nothing'}`);
    if (via === 'body') throw violated(`${id}: ${verb} was only written later`);
  }
}

/** An issue that comes from elsewhere, with its comments and its label, asks for nothing there. */
async function nothingBegunElsewhere({ town, store, violated }: View): Promise<void> {
  for (const name of [DEPOT, ATTIC]) {
    const { id, issues, checkRuns, refs } = town.github.find.repository(name);
    for (const number of issues.keys())
      if ((await store.getWorkflow(workflowId(id, number))) !== null)
        throw violated(`${name}#${number} began`);
    if (refs.size > 1 || checkRuns.size > 0) throw violated(`something was made in ${name}`);
  }
}

/** Whatever webhook was lost, in the end it is known whether the App may act. */
async function installationAsItIs({ store, town, violated }: View): Promise<void> {
  const installation = town.installation();
  if (installation === null) return;
  const known = (await store.getInstallation(installation.id))?.value.state ?? 'unknown';
  const is = installation.suspended === null ? 'active' : 'suspended';
  const told = town.github.deliveries.log
    .filter(({ event }) => event === 'installation')
    .map(
      ({ guid, action, answer, redelivery }) =>
        `${guid.slice(0, 8)} ${action ?? ''} ${answer?.status ?? '?'}${redelivery ? ' again' : ''}`,
    );
  if (known !== is)
    throw violated(`the installation is ${is}, but known as ${known}; told ${told.join(', ')}`);
}

async function nothingDue({ store, town, violated }: View): Promise<void> {
  const late = await store.listDue(town.clock.now() - 10 * 60_000, 10);
  if (late.length > 0) throw violated(`overdue: ${late.map(({ what, id }) => `${what} ${id}`).join(', ')}`);
}

/** Each branch that was made for an issue is that of an agent's turn, and no turn has two. */
function branchesOfTurns({ town, violated }: View, { id, issueNumber, facts }: Workflow): void {
  const made = new RegExp(`^refs/heads/(feature/[a-z]+-${issueNumber}-.*)$`);
  const turns = new Set(Object.values(facts.assignments).map(({ branch }) => branch));
  for (const ref of town.repository.refs.keys()) {
    const branch = made.exec(ref)?.[1];
    if (branch !== undefined && !turns.has(branch)) throw violated(`${id}: ${branch} is nobody's`);
  }
}

/** Whoever listens knows how each workflow stands; of one that is over, how it ended. */
async function asAnnounced(view: View, github: GitHub, workflow: Workflow): Promise<void> {
  const { town, machine, violated, subscriber } = view;
  const { id, status, facts, issueNumber } = workflow;
  const heard = subscriber.newestOf(id);
  if (heard === null && status === 'idle') return;
  if (heard?.status !== status)
    throw violated(`${id} is ${status}, and announced as ${heard?.status ?? '?'}`);
  const ready = await readyProject({ ...machine.assembled.app, store: view.store, github }, workflow, null);
  if (ready === null || !isOpen(workflow)) return;
  const assessment = assess(facts, ready.context(issueNumber), town.clock.now());
  const news = wantedAnnouncements(assessment).flatMap((effect) =>
    effect.kind === 'announce' && effect.news.type === 'tekton.workflow.changed' ? effect.news : [],
  )[0];
  const said = Object.fromEntries(Object.keys(news ?? {}).map((key) => [key, Reflect.get(heard, key)]));
  const steps = heard.steps.map(({ name, status: is, reasons }) => ({ name, status: is, reasons }));
  if (canonical({ ...said, steps }) !== canonical(news))
    throw violated(`${id} was announced as ${JSON.stringify(said)}, and is ${JSON.stringify(news)}`);
}

/** A workflow at rest is as a fresh reading of GitHub would decide, and nothing is left to do. */
async function asFreshlyRead(view: View, github: GitHub, workflow: Workflow): Promise<void> {
  const { town, machine, violated } = view;
  const { id, outbox, facts, issueNumber } = workflow;
  for (const { kind, lastError } of Object.values(outbox)) {
    if (!PATIENT.has(kind)) throw violated(`${id}: ${kind} is still waiting (${lastError ?? 'untried'})`);
  }
  if (workflow.lease !== null) throw violated(`${id}: somebody still performs it`);
  const app = { ...machine.assembled.app, store: view.store, github };
  const ready = await readyProject(app, workflow, null);
  if (!ready?.reachable || workflow.status === 'idle') return;
  const context = ready.context(issueNumber);
  const now = town.clock.now();
  const known = decide(facts, context, now);
  const fresh = decide(admit(facts, await readings(view, github, ready, workflow)), context, now);
  // What is over keeps the words it ended with, though the configuration has changed since.
  const kept = isOpen(workflow) ? PATIENT : new Set([...PATIENT, 'status-comment', 'announce', 'gate']);
  const left = fresh.effects
    .filter((effect) => !kept.has(effect.kind) && !isSo(effect))
    .map(({ key }) => key);
  const { view: knows } = known;
  const { view: reads } = fresh;
  if (canonical(knows) !== canonical(reads) || left.length > 0) {
    throw violated(
      `${id} (${workflow.status}, project ${ready.project.state}) at rest is not as GitHub shows it; left to do: ${left.join(', ')}\n  known ${differing(knows, reads)}\n  read  ${differing(reads, knows)}`,
    );
  }
}

/** To close what is closed writes nothing, and whoever is not told of it needs not know. */
function isSo(effect: Effect): boolean {
  return effect.kind === 'close-issue' && !effect.open;
}

function differing(a: object, b: object): string {
  const other = new Map(Object.entries(b));
  const parts = Object.entries(a).filter(([key, value]) => canonical(value) !== canonical(other.get(key)));
  return JSON.stringify(Object.fromEntries(parts));
}

async function readings(
  { town }: View,
  github: GitHub,
  { address, context: contextOf }: ReadyProject,
  { facts, issueNumber }: Workflow,
): Promise<Observation[]> {
  const context = contextOf(issueNumber);
  // Where it went from there is none of ours: what is known to have gone is looked for no more.
  const all: Observation[] = facts.removed === null ? await github.readIssue(address, issueNumber) : [];
  const branches = Object.keys(facts.branches);
  for (const branch of branches) all.push(...(await github.readBranch(address, branch)));
  const pulls = [...town.repository.issues.values()].filter(isPull);
  for (const { number, pull } of pulls) {
    const ours = pull.head.repository === town.repository && branches.includes(pull.head.ref);
    if (!ours && facts.pullRequests[number] === undefined) continue;
    all.push(...(await github.readPullRequest(address, number)));
    all.push(...(await github.readReviews(address, number)));
  }
  const { head } = situationOf(admit(facts, all), context, town.clock.now());
  if (head !== null) all.push(...(await github.readChecks(address, head)));
  return all;
}

function freshGitHub(town: Town): GitHub {
  const Octokit = octokitWith({ writeSpacing: null, timeout: null, fetch: town.github.fetch });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return githubOver((id) => Promise.resolve(new Octokit({ auth: { token: town.tokenOf(id) } })), {
    appId: APP_ID,
    asApp: () => Promise.reject(new Error('nobody asks as the App')),
    now: () => town.clock.now(),
    log,
  });
}
