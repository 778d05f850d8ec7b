import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AgentConfig } from '../../../src/domain/config/schema.js';
import { rank, type RankingQuestion } from '../../../src/domain/matching/rank.js';
import { Ranking } from '../../../src/domain/matching/ranking.js';

const agent = (name: string, more: object = {}) => AgentConfig.parse({ name, ...more });
const requirement = (...capabilities: string[]) => ({
  complexity: 'simple' as const,
  capabilities,
  evidence: [],
});

function question(given: Partial<RankingQuestion>): RankingQuestion {
  return {
    team: [],
    requirement: requirement(),
    loads: {},
    excluded: [],
    silent: [],
    wanted: null,
    previous: null,
    ...given,
  };
}

/** `apollo 80`, or with the reason why not: `apollo 80 taken-off`. */
function order(given: Partial<RankingQuestion>): string[] {
  return rank(question(given)).candidates.map(
    ({ agent: name, score, excluded }) => `${name} ${score}${excluded === null ? '' : ` ${excluded}`}`,
  );
}

const python = agent('apollo', { capabilities: ['python', 'sql'] });
const docs = agent('numa', { capabilities: ['docs'] });

describe('the ranking of a team', () => {
  it('puts first who covers more of what is needed', () => {
    expect(order({ team: [docs, python], requirement: requirement('python', 'docs', 'sql') })).toEqual([
      'apollo 60',
      'numa 40',
    ]);
  });

  it('measures weights by the best of the team', () => {
    const team = [
      agent('low', { capabilities: { python: 2 } }),
      agent('high', { capabilities: { python: 8 } }),
    ];
    expect(order({ team, requirement: requirement('python') })).toEqual(['high 80', 'low 35']);
  });

  it('counts a weight of nothing as missing', () => {
    const team = [agent('apollo', { capabilities: { python: 0 } })];
    const [candidate] = rank(question({ team, requirement: requirement('python') })).candidates;
    expect(candidate?.because[0]).toEqual({ code: 'capability', share: 0, matched: [], missing: ['python'] });
  });

  it('gives everybody the same for an issue that needs nothing in particular', () => {
    expect(order({ team: [python, docs] })).toEqual(['apollo 80', 'numa 80']);
  });

  it('prefers who has more of its capacity free', () => {
    const team = [agent('busy', { capacity: 4 }), agent('idle', { capacity: 2 })];
    expect(order({ team, loads: { busy: 3 } })).toEqual(['idle 80', 'busy 65']);
  });

  it('prefers who had the issue before', () => {
    expect(order({ team: [agent('a'), agent('b')], previous: 'b' })).toEqual(['b 90', 'a 80']);
  });

  it('breaks ties by places free, then by name', () => {
    expect(order({ team: [agent('c'), agent('b', { capacity: 3 }), agent('a')] })).toEqual([
      'b 80',
      'a 80',
      'c 80',
    ]);
  });

  it('puts last who has no place free, was taken off or was not asked for', () => {
    const team = [agent('a'), agent('b'), agent('c')];
    expect(order({ team, loads: { a: 1 }, excluded: ['b'] })).toEqual([
      'c 80',
      'b 80 taken-off',
      'a 60 at-capacity',
    ]);
    expect(order({ team, wanted: { agent: 'b', by: 'label' } })).toEqual([
      'b 90',
      'a 80 not-asked-for',
      'c 80 not-asked-for',
    ]);
  });

  it('gives even the agent asked for no more than it can take', () => {
    const asked = { team: [agent('a')], loads: { a: 5 }, wanted: { agent: 'a', by: 'command' as const } };
    expect(order(asked)).toEqual(['a 70 at-capacity']);
  });

  it('asks nobody when the agent asked for is not on the team', () => {
    expect(order({ team: [agent('a')], wanted: { agent: 'zeus', by: 'command' } })).toEqual([
      'a 80 not-asked-for',
    ]);
  });

  it('is empty for an empty team', () => {
    expect(order({})).toEqual([]);
  });

  it('tells what each score is made of', () => {
    const asked = question({
      team: [agent('apollo', { capabilities: ['python'], capacity: 2 })],
      requirement: requirement('python', 'sql'),
      loads: { apollo: 1 },
      wanted: { agent: 'apollo', by: 'command' },
      previous: 'apollo',
    });
    expect(rank(asked).candidates).toEqual([
      {
        agent: 'apollo',
        score: 60,
        because: [
          { code: 'capability', share: 30, matched: ['python'], missing: ['sql'] },
          { code: 'load', share: 10, active: 1, capacity: 2 },
          { code: 'same-agent', share: 10 },
          { code: 'asked-for', share: 10, by: 'command' },
        ],
        excluded: null,
      },
    ]);
  });

  it('is not confused by an agent that is called constructor', () => {
    const team = [agent('constructor'), agent('zeus', { capabilities: ['constructor'] })];
    expect(order({ team, requirement: requirement('constructor') })).toEqual(['zeus 80', 'constructor 20']);
  });
});

const words = ['python', 'go', 'docs', 'sql'];
const agents = fc.record({
  name: fc.stringMatching(/^[a-z]{1,3}$/),
  capabilities: fc.dictionary(fc.constantFrom(...words), fc.double({ min: 0, max: 10, noNaN: true })),
  capacity: fc.integer({ min: 1, max: 5 }),
});
const questions = fc.uniqueArray(agents, { selector: ({ name }) => name, maxLength: 6 }).chain((given) => {
  const team = given.map((one) => AgentConfig.parse(one));
  const names = fc.constantFrom('zz', ...team.map(({ name }) => name));
  return fc.record<RankingQuestion>({
    team: fc.constant(team),
    requirement: fc.subarray(words).map((some) => requirement(...some)),
    loads: fc.dictionary(names, fc.nat(6)),
    excluded: fc.array(names, { maxLength: 2 }),
    silent: fc.array(names, { maxLength: 1 }),
    wanted: fc.option(fc.record({ agent: names, by: fc.constantFrom('command', 'label') }), { freq: 3 }),
    previous: fc.option(names),
  });
});

describe('for any team', () => {
  it('is the same in whatever order the roster lists it', () => {
    fc.assert(
      fc.property(
        questions.chain((asked) =>
          fc.tuple(
            fc.constant(asked),
            fc.shuffledSubarray([...asked.team], { minLength: asked.team.length }),
          ),
        ),
        ([asked, shuffled]) => {
          expect(rank({ ...asked, team: shuffled })).toEqual(rank(asked));
        },
      ),
    );
  });

  it('has everybody once, the excluded last, scores from 0 to 100 in order and made of their shares', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const ranking = rank(asked);
        expect(Ranking.parse(ranking)).toEqual(ranking);
        expect(ranking.candidates.map(({ agent: name }) => name).sort()).toEqual(
          asked.team.map(({ name }) => name).sort(),
        );
        const excluded = ranking.candidates.map((candidate) => candidate.excluded !== null);
        expect(excluded).toEqual([...excluded].sort());
        for (const part of [true, false]) {
          const scores = ranking.candidates
            .filter((_, index) => excluded[index] === part)
            .map(({ score }) => score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
        }
        for (const { score, because } of ranking.candidates) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(score).toBeCloseTo(
            because.reduce((sum, { share }) => sum + share, 0),
            5,
          );
        }
      }),
    );
  });

  it('never ranks an agent lower for being good at one thing more that is needed', () => {
    fc.assert(
      fc.property(questions, fc.constantFrom(...words), (asked, word) => {
        const [first, ...others] = asked.team;
        fc.pre(first !== undefined && asked.requirement.capabilities.includes(word));
        const place = (team: readonly AgentConfig[]) =>
          rank({ ...asked, team }).candidates.findIndex(({ agent: name }) => name === first.name);
        const better = { ...first, capabilities: { ...first.capabilities, [word]: 10 } };
        expect(place([better, ...others])).toBeLessThanOrEqual(place(asked.team));
      }),
    );
  });
});
