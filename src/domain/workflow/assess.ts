import type { Effect } from '../effect.js';
import type { Facts } from '../facts.js';
import { refusalsAmong, withRefusals } from './refusals.js';
import { situationOf } from './situate.js';
import type { Context, Situation } from './situation.js';
import { standingOf, type Standing } from './standing.js';
import type { StatusView } from './status-view.js';
import { stepsOf } from './steps.js';
import { statusViewOf } from './view.js';
import { wantedForAssignment } from './wanted/assignment.js';
import { wantedLook } from './wanted/look.js';
import { standingRefusals } from './wanted/notices.js';
import { wantedForPullRequest } from './wanted/pull-request.js';
import { wantedRecords } from './wanted/records.js';
import { wantedReadings } from './wanted/readings.js';
import { wantedWords } from './wanted/words.js';

/** How a workflow stands: what is the case, how it looks, and what somebody must act on. */
export interface Assessment {
  situation: Situation;
  view: StatusView;
  /** All that stands now, what GitHub refused included. */
  standing: Standing[];
  /** What should be so, whether or not it is: all but the calls for what stands. */
  wanted: Effect[];
  /** What GitHub refused before then (ms) is asked for again. */
  refreshedAt: number;
}

/** Reads the facts at a moment (`now`, ms), for whoever decides on them and for whoever tells of them. */
export function assess(known: Facts, context: Context, now: number): Assessment {
  const facts = context.config.mode === 'dry-run' ? asPlanned(known) : known;
  const situation = situationOf(facts, context, now);
  const refreshedAt = Math.max(
    context.installation.permissionsChangedAt,
    ...situation.control.refreshes.map((refresh) => refresh.at),
  );
  const doing = [
    ...wantedReadings(situation),
    ...wantedLook(situation),
    ...wantedRecords(situation),
    ...wantedForAssignment(situation),
    ...wantedForPullRequest(situation),
  ];
  const refusals = refusalsAmong(doing, facts, refreshedAt);
  const view = statusViewOf(situation, withRefusals(stepsOf(situation), refusals));
  const saying = wantedWords(situation, view);
  const refused = standingRefusals(situation, [...refusals, ...refusalsAmong(saying, facts, refreshedAt)]);
  const standing = [...standingOf(situation), ...refused];
  return { situation, view, standing, wanted: [...doing, ...saying], refreshedAt };
}

/** In a dry run the work goes on as far as it would without anybody else. */
function asPlanned(facts: Facts): Facts {
  const { performed, assignments } = facts.plan;
  return {
    ...facts,
    performed: { ...performed, ...facts.performed },
    assignments: { ...assignments, ...facts.assignments },
  };
}
