import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { commandsPage } from '../../scripts/generate/commands.js';
import { configurationPage } from '../../scripts/generate/configuration.js';
import { annotatedExample } from '../../scripts/generate/example.js';
import { configurationSchema, settingsOf } from '../../scripts/generate/schema.js';
import { parseConfiguration } from '../../src/adapters/github/configuration/parse.js';
import { CATALOGUE } from '../../src/domain/commands/catalogue.js';

const schema = configurationSchema();
const validate = new Ajv2020({ strict: false }).compile(schema);
const accepts = (text: string) => validate(parse(text));

describe('the published schema', () => {
  it.each([
    ['the example', annotatedExample(schema), true],
    ['an empty file', '{}', true],
    ['a base to extend', '_extends: owner/base:.github/team.yml', true],
    ['a base that is none', '_extends: a/b/c', false],
    ['a setting that does not exist', 'chekcs: {}', false],
    ['a value that cannot be', 'checks: {attempts: 0}', false],
  ])('judges %s as the App does', (_, text, valid) => {
    expect(accepts(text)).toBe(valid);
    expect(parseConfiguration([{ source: 'file', text }]).faults.length === 0).toBe(valid);
  });
});

describe('the pages', () => {
  it('tell of every command, with how it is used', () => {
    const page = commandsPage();
    for (const { verb, usage, summary } of CATALOGUE) {
      expect(page).toContain(`\n## ${verb}\n\n${summary}\n\n\`\`\`text\n${usage}\n`);
    }
  });

  it('say of a setting that is a span of time how one is written', () => {
    expect(configurationPage(schema)).toMatch(/`agents\.quiet_after` +\| duration \(`30m`, `2h`, `1d`\) /);
  });

  it('tell of every setting', () => {
    const page = configurationPage(schema);
    for (const { path } of settingsOf(schema)) expect(page).toContain(`| \`${path.join('.')}\` |`);
  });
});
