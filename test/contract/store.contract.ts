import { describe } from '@jest/globals';
import { describeAgents } from './store/agents.js';
import { describeAudit } from './store/audit.js';
import { describeClosings } from './store/closings.js';
import { describeDays } from './store/days.js';
import { describeDeliveries } from './store/deliveries.js';
import { describeDue } from './store/due.js';
import { describeListings } from './store/listings.js';
import { describeOutcomes } from './store/outcomes.js';
import { describePace } from './store/pace.js';
import { describePointers } from './store/pointers.js';
import { describeReports } from './store/reports.js';
import { describeVersions } from './store/versions.js';
import type { OpenStore } from './store/opened.js';

/**
 * What every store promises, whatever keeps its bytes.
 *
 * @param open gives an empty store each time; the suite closes it.
 */
export function describeStoreContract(name: string, open: OpenStore): void {
  describe(`the store: ${name}`, () => {
    describe('versions', () => {
      describeVersions(open);
    });
    describe('deliveries', () => {
      describeDeliveries(open);
    });
    describe('what is due', () => {
      describeDue(open);
    });
    describe('listings', () => {
      describeListings(open);
    });
    describe('pointers', () => {
      describePointers(open);
    });
    describe('places at agents', () => {
      describeAgents(open);
    });
    describe('the pace of writes', () => {
      describePace(open);
    });
    describe('the audit trail', () => {
      describeAudit(open);
    });
    describe('days', () => {
      describeDays(open);
    });
    describe('closings', () => {
      describeClosings(open);
    });
    describe('reports', () => {
      describeReports(open);
    });
    describe('outcomes', () => {
      describeOutcomes(open);
    });
  });
}
