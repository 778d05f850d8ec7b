import * as z from 'zod';

const Resource = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  Condition: z.string().optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
export type Resource = z.output<typeof Resource>;

/** A CloudFormation template, as far as ours goes. */
export const Template = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09'),
  Description: z.string(),
  Parameters: z.record(z.string(), z.unknown()).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), z.unknown()).default({}),
});
export type Template = z.output<typeof Template>;

/** The resources of a type, each with its logical id. */
export function ofType({ Resources }: Template, type: string): (Resource & { id: string })[] {
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, resource]) => ({ id, ...resource }));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is at this path, or `undefined`. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return list(inner)[Number(key)];
    return isRecord(inner) ? inner[key] : undefined;
  }, value);
}

export function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** The name of an intrinsic function, or of `Ref`, when the value is a call of it. */
export function intrinsicOf(value: unknown): string | null {
  if (!isRecord(value)) return null;
  const [name = '', ...more] = Object.keys(value);
  return more.length === 0 && (name === 'Ref' || name.startsWith('Fn::')) ? name : null;
}

/** The value as `Fn::Sub` would have it written: `${Table}`, `${Table.Arn}/index/due`. Nothing is an empty text. */
export function text(value: unknown): string {
  if (value === undefined) return '';
  const intrinsic = intrinsicOf(value);
  if (intrinsic === null) return typeof value === 'string' ? value : JSON.stringify(value);
  const of = at(value, intrinsic);
  if (intrinsic === 'Ref') return `\${${text(of)}}`;
  if (intrinsic === 'Fn::GetAtt') return `\${${list(of).map(text).join('.')}}`;
  if (intrinsic === 'Fn::Sub' && typeof of === 'string') return of;
  if (intrinsic === 'Fn::Join' && Array.isArray(of)) return list(of[1]).map(text).join(text(of[0]));
  return JSON.stringify(value);
}

/** The template with each `Fn::If` decided as its condition is assumed to be. @throws for one of which nothing is assumed. */
export function assuming(template: Template, conditions: Readonly<Record<string, boolean>>): Template {
  const decided = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(decided);
    if (!isRecord(value)) return value;
    if (intrinsicOf(value) !== 'Fn::If')
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decided(inner)]));
    const [condition, then, otherwise] = list(value['Fn::If']);
    const isSo = conditions[text(condition)];
    if (isSo === undefined) throw new Error(`Nothing is assumed of ${text(condition)}`);
    return decided(isSo ? then : otherwise);
  };
  const { Conditions, ...rest } = template;
  return Template.parse({
    ...Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, decided(v)])),
    Conditions,
  });
}
