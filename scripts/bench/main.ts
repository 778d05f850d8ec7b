import { benchReports } from './reports.js';

/** `npm run bench`: how fast the product is, apart from GitHub. The specification allows two minutes for a day's reports. */
const reports = [
  await benchReports({ projects: 1, agentsEach: 10 }),
  await benchReports({ projects: 1, agentsEach: 200 }),
  await benchReports({ projects: 100, agentsEach: 10 }),
];
process.stdout.write(`${JSON.stringify({ reports }, null, 2)}\n`);
