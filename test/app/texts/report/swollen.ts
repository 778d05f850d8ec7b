import type { Overview, Retrospective, Some, Summary } from '../../../../src/domain/report/summary.js';

/** The same with each list so many times as long, and far more than that left out. */

function longer<T>({ shown }: Some<T>, times: number): Some<T> {
  return { shown: repeated(shown, times), more: Number.MAX_SAFE_INTEGER };
}

function repeated<T>(items: readonly T[], times: number): T[] {
  return Array.from({ length: times }, () => items).flat();
}

export function swollenDay(day: Summary, times: number): Summary {
  const { agents, health, queue } = day;
  const talking = agents.shown.map((line) => ({
    ...line,
    late: repeated(line.late, times),
    issues: repeated(line.issues, times),
  }));
  return {
    ...day,
    needs: longer(day.needs, times),
    merged: longer(day.merged, times),
    ended: longer(day.ended, times),
    moved: longer(day.moved, times),
    blocked: longer(day.blocked, times),
    quiet: longer(day.quiet, times),
    agents: longer({ shown: talking, more: 0 }, times),
    silent: longer(day.silent, times),
    health: { ...health, signals: repeated(health.signals, times) },
    trend: repeated(day.trend, times),
    queue: { ...queue, kinds: repeated(queue.kinds, times) },
  };
}

export function swollenOverview(overview: Overview, times: number): Overview {
  const projects = overview.projects.shown.map((project) => {
    const { day } = project;
    if (day === null) return project;
    return {
      ...project,
      day: { ...day, silent: repeated(day.silent, times), needs: repeated(day.needs, times) },
    };
  });
  return { ...overview, projects: longer({ shown: projects, more: 0 }, times) };
}

export function swollenWeek(week: Retrospective, times: number): Retrospective {
  return {
    ...week,
    steps: repeated(week.steps, times),
    agents: longer(week.agents, times),
    slowest: repeated(week.slowest, times),
    trend: repeated(week.trend, times),
  };
}
