import { resourceSpecification } from './specification.js';
import { at, intrinsicOf, isRecord, list, text, type Template } from './template.js';

const PSEUDO_PARAMETERS = [
  'AccountId',
  'NoValue',
  'Partition',
  'Region',
  'StackId',
  'StackName',
  'URLSuffix',
];

/** One mention of a resource, an attribute of it, a parameter or a condition. */
type Mention =
  | { kind: 'ref'; name: string }
  | { kind: 'attribute'; of: string; name: string }
  | { kind: 'condition'; name: string }
  | { kind: 'leftover'; text: string };

/** Whatever points to nothing, and resources that wait for each other. */
export function referenceFaults(template: Template): string[] {
  const { Resources, Outputs, Conditions } = template;
  const parts = Object.entries({ ...Resources, ...Outputs, ...Conditions });
  const dangling = parts.flatMap(([id, part]) =>
    mentionsIn(part).flatMap((mention) => faultOf(template, mention, id)),
  );
  const absent = Object.entries(Resources).flatMap(([id, { DependsOn, Condition }]) => [
    ...DependsOn.filter((name) => !(name in Resources)).map(
      (name) => `${id}: depends on ${name}, which is not there`,
    ),
    ...(Condition === undefined || Condition in Conditions
      ? []
      : [`${id}: there is no condition ${Condition}`]),
  ]);
  return [...dangling, ...absent, ...circles(template)];
}

function faultOf({ Resources, Parameters, Conditions }: Template, mention: Mention, id: string): string[] {
  switch (mention.kind) {
    case 'ref': {
      const { name } = mention;
      const isThere = name in Resources || name in Parameters;
      const isPseudo = name.startsWith('AWS::') && PSEUDO_PARAMETERS.includes(name.slice(5));
      return isThere || isPseudo ? [] : [`${id}: ${name} is not there`];
    }
    case 'attribute': {
      const of = Resources[mention.of];
      if (of === undefined) return [`${id}: ${mention.of} is not there`];
      // Of an unknown type there is nothing to know.
      const attributes = resourceSpecification(of.Type)?.attributes;
      if (attributes === undefined || mention.name in attributes) return [];
      return [`${id}: ${of.Type} (${mention.of}) has no attribute ${mention.name}`];
    }
    case 'condition':
      return mention.name in Conditions ? [] : [`${id}: there is no condition ${mention.name}`];
    case 'leftover':
      return [`${id}: nothing is put in for ${mention.text}`];
  }
}

function mentionsIn(value: unknown): Mention[] {
  if (Array.isArray(value)) return value.flatMap(mentionsIn);
  if (typeof value === 'string')
    return placesIn(value).map((place) => ({ kind: 'leftover', text: `\${${place}}` }));
  if (!isRecord(value)) return [];
  const intrinsic = intrinsicOf(value);
  const of = intrinsic === null ? null : value[intrinsic];
  switch (intrinsic) {
    case 'Ref':
      return [{ kind: 'ref', name: text(of) }];
    case 'Fn::GetAtt':
      return [mentionOf(list(of).map(text).join('.'))];
    case 'Fn::Sub': {
      const [template, values] = list(of);
      const own = isRecord(values) ? values : {};
      const places = placesIn(text(template)).filter((place) => !(place in own));
      return [...places.map(mentionOf), ...mentionsIn(Object.values(own))];
    }
    case 'Fn::If': {
      const [condition, ...branches] = list(of);
      return [{ kind: 'condition', name: text(condition) }, ...mentionsIn(branches)];
    }
    default:
      return Object.values(value).flatMap(mentionsIn);
  }
}

const mentionOf = (place: string): Mention => {
  const dot = place.indexOf('.');
  return dot < 0
    ? { kind: 'ref', name: place }
    : { kind: 'attribute', of: place.slice(0, dot), name: place.slice(dot + 1) };
};

/** The names in `${...}`; `${!...}` stands for itself. */
function placesIn(template: string): string[] {
  return [...template.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.trim());
}

function circles(template: Template): string[] {
  const waitsFor = new Map(
    Object.entries(template.Resources).map(([id, resource]) => {
      const named = mentionsIn(resource).map((mention) => at(mention, 'of') ?? at(mention, 'name'));
      return [id, [...resource.DependsOn, ...named.filter((name) => typeof name === 'string')]];
    }),
  );
  // Whoever waits for nobody that is left can be made; what remains waits for itself.
  for (let made = true; made;) {
    made = false;
    for (const [id, names] of waitsFor) {
      if (names.some((name) => waitsFor.has(name))) continue;
      waitsFor.delete(id);
      made = true;
    }
  }
  return waitsFor.size === 0 ? [] : [`${[...waitsFor.keys()].join(', ')}: wait for each other`];
}
