import { parseArgs } from 'node:util';
import { simulate } from './simulate.js';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    path: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const report = await simulate({
  histories: Number(values.histories),
  seed: Number(values.seed),
  ...(values.path === undefined ? {} : { path: values.path }),
});
process.stdout.write(`${JSON.stringify({ ...report, failure: undefined }, null, 2)}\n`);
if (report.failure !== null) process.stdout.write(`${report.failure}\n`);
process.exitCode = report.ok ? 0 : 1;
