/** What a project's health is to reach, week by week, 0–100. */
export interface Targets {
  week_1: number;
  week_2: number;
  week_3: number;
  week_4: number;
}

/** @param weeksSince full weeks since the project's first day: 0 in its first week. The fourth target stays. */
export function targetFor(targets: Targets, weeksSince: number): number {
  if (weeksSince < 1) return targets.week_1;
  if (weeksSince < 2) return targets.week_2;
  return weeksSince < 3 ? targets.week_3 : targets.week_4;
}
