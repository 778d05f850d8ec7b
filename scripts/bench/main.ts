import { benchAws } from './aws.js';
import { benchReports } from './reports.js';

/**
 * `npm run bench`, or one part of it: `npm run bench -- aws`. How fast the product is apart from GitHub (the specification
 * allows two minutes for a day's reports), and what it takes of AWS.
 */
const PARTS = {
  reports: async () => [
    await benchReports({ projects: 1, agentsEach: 10 }),
    await benchReports({ projects: 1, agentsEach: 200 }),
    await benchReports({ projects: 100, agentsEach: 10 }),
  ],
  aws: benchAws,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined)
  throw new Error(`There is no ${unknown}: choose of ${Object.keys(PARTS).join(', ')}`);
const found: Record<string, unknown> = {};
for (const [name, bench] of Object.entries(PARTS))
  if (wanted.length === 0 || wanted.includes(name)) found[name] = await bench();
process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
