import { Config } from '../../../domain/config/schema.js';
import type { ConfigFault } from '../../../domain/project/project.js';
import { complaintsOf, nameOf, plainMessage, type Complaint } from './complaints.js';
import { EXTENDS_FORM, EXTENDS_KEY, extendsFrom } from './extends.js';
import { faultFor } from './locate.js';
import { isSettings, merge, withoutUnset } from './merge.js';
import { readYaml, type YamlFile } from './yaml-file.js';

export { extendsOf } from './extends.js';

/** GitHub takes so many annotations at once, and nobody reads more. */
const MOST_FAULTS = 50;

/**
 * The configuration that files make together, the farthest first and the nearest last. All faults are told at once,
 * each with its place in its own file; with any fault there is no configuration. Never throws, whatever the files hold.
 */
export function parseConfiguration(files: readonly { source: string; text: string }[]): {
  config: Config | null;
  faults: ConfigFault[];
} {
  const readings = files.map(({ source, text }) => readYaml(source, text));
  const readable = readings.flatMap(({ file }) => (file === null ? [] : [file]));
  const merged = readable.reduce<unknown>((below, { value }) => merge(below, settingsOf(value)), {});
  const parsed = Config.safeParse(merged, { error: plainMessage });
  const faults = [
    ...readings.flatMap((reading) => reading.faults),
    ...readable.flatMap((file) => located([file], extendsComplaints(file))),
    ...located(readable, parsed.success ? [] : complaintsOf(parsed.error.issues)),
  ];
  const order = new Map(files.map(({ source }, index) => [source, index]));
  const rank = ({ path }: ConfigFault) => order.get(path) ?? 0;
  faults.sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
  if (faults.length > 0) return { config: null, faults: faults.slice(0, MOST_FAULTS) };
  return { config: Config.parse(withoutUnset(merged)), faults };
}

function settingsOf(value: unknown): unknown {
  return isSettings(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== EXTENDS_KEY))
    : value;
}

function extendsComplaints({ value }: YamlFile): Complaint[] {
  if (!isSettings(value) || !Object.hasOwn(value, EXTENDS_KEY) || extendsFrom(value[EXTENDS_KEY]) !== null)
    return [];
  return [{ path: [EXTENDS_KEY], atKey: false, message: `must be ${EXTENDS_FORM}` }];
}

function located(files: readonly YamlFile[], complaints: readonly Complaint[]): ConfigFault[] {
  return complaints.slice(0, MOST_FAULTS).flatMap(({ path, atKey, message }) => {
    const fault = faultFor(
      files,
      path,
      path.length === 0 ? message : `\`${nameOf(path)}\`: ${message}`,
      atKey,
    );
    return fault === null ? [] : [fault];
  });
}
