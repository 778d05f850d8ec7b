import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'oxfmt';
import * as z from 'zod';
import { commandsPage } from './generate/commands.js';
import { configurationPage } from './generate/configuration.js';
import { eventsPage } from './generate/events.js';
import { configurationSchema } from './generate/schema.js';
import { tableResource } from './generate/table-resource.js';

/**
 * Writes the files that are made from the code. With `--check` it writes nothing and fails, naming them, when
 * any is not what the code would make.
 */
const schema = configurationSchema();
const documents: Readonly<Record<string, string>> = {
  'docs/commands.md': commandsPage(),
  'docs/configuration.md': configurationPage(schema),
  'docs/configuration.schema.json': JSON.stringify(schema),
  'deployment/table.json': JSON.stringify(tableResource()),
  'docs/events.md': eventsPage(),
};

/** As every other file is formatted. */
const Style = z.object({
  printWidth: z.number(),
  singleQuote: z.boolean(),
  trailingComma: z.enum(['all', 'es5', 'none']),
});

const NOTICE = '<!-- Made by `npm run generate`; change the code instead. -->\n\n';
const onlyCheck = process.argv.includes('--check');
const root = new URL('../', import.meta.url);
const stale: string[] = [];
const style = Style.parse(JSON.parse(await readFile(new URL('.oxfmtrc.json', root), 'utf8')));

for (const [name, text] of Object.entries(documents)) {
  const file = new URL(name, root);
  const noticed = name.endsWith('.md') ? NOTICE + text : text;
  const { code: wanted, errors } = await format(name, noticed, style);
  if (errors.length > 0) throw new Error(`${name}: ${errors.map(({ message }) => message).join('; ')}`);
  const found = await readFile(file, 'utf8').catch(() => null);
  if (found === wanted) continue;
  stale.push(name);
  if (!onlyCheck) await writeFile(file, wanted);
}

if (onlyCheck && stale.length > 0) {
  console.error(`Not up to date: ${stale.join(', ')}. Run \`npm run generate\`.`);
  process.exitCode = 1;
} else {
  console.log(stale.length === 0 ? 'Everything is up to date.' : `Written: ${stale.join(', ')}`);
}
