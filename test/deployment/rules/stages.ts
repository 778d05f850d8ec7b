import { at, list, text, type Template } from '../template.js';

/** Names within something of ours, or of AWS: they may be the same in each stage. */
const SHARED = ['MetricName', 'StageName'];

/** Names that another stage in the same account would give as well. */
export function stageFaults({ Resources, Outputs }: Template, stage: string): string[] {
  const named = Object.entries(Resources).flatMap(([id, { Properties }]) =>
    Object.entries(Properties)
      .filter(([key]) => key.endsWith('Name') && !SHARED.includes(key))
      .map(([key, value]) => ({ where: `${id}.${key}`, value })),
  );
  const namespaces = Object.entries(Resources)
    .map(([id, { Properties }]) => ({ where: `${id}.Namespace`, value: Properties['Namespace'] }))
    .filter(({ value }) => value !== undefined && !text(value).startsWith('AWS/'));
  const exported = Object.entries(Outputs).flatMap(([id, output]) =>
    list(at(output, 'Export', 'Name')).map((value) => ({ where: `${id}.Export`, value })),
  );
  const part = new RegExp(`(^|[-/])${stage}($|[-/])`);
  return (
    [...named, ...namespaces, ...exported]
      // What refers to another resource is as that one is.
      .filter(({ value }) => typeof value === 'string' && !part.test(value))
      .map(({ where, value }) => `${where}: ${text(value)} is the same in each stage`)
  );
}
