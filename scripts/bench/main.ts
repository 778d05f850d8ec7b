import { benchAwsIssue, benchAwsStarts } from './aws.js';
import { benchReports } from './reports.js';

/**
 * `npm run bench`, or some of it by how its name begins: `npm run bench -- aws`. How fast the product is apart from GitHub
 * (the specification allows two minutes for a day's reports), and what it takes of AWS.
 */
const PARTS = {
  reports: async () => [
    await benchReports({ projects: 1, agentsEach: 10 }),
    await benchReports({ projects: 1, agentsEach: 200 }),
    await benchReports({ projects: 100, agentsEach: 10 }),
  ],
  'aws-starts': benchAwsStarts,
  'aws-issue': benchAwsIssue,
};

const wanted = process.argv.slice(2);
const parts = Object.entries(PARTS).filter(
  ([name]) => wanted.length === 0 || wanted.some((beginning) => name.startsWith(beginning)),
);
if (parts.length === 0)
  throw new Error(`There is no ${wanted.join(', ')}: choose of ${Object.keys(PARTS).join(', ')}`);
const found: Record<string, unknown> = {};
for (const [name, bench] of parts) found[name] = await bench();
process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
