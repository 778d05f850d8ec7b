import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType } from '@aws-cdk/service-spec-types';
import { intrinsicOf, isRecord, type Template } from './template.js';

/** CloudFormation's own description of all resources, as the CDK is generated from it. */
const specification = loadAwsServiceSpecSync();

/** What some texts may be, where the specification names only their type: as far as we use them. */
const VALUES: Partial<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function.Runtime': ['nodejs22.x', 'nodejs24.x'],
  'AWS::Lambda::Function.Architectures': ['arm64', 'x86_64'],
  'AWS::ApiGatewayV2::Api.ProtocolType': ['HTTP', 'WEBSOCKET'],
  'AWS::DynamoDB::Table.BillingMode': ['PAY_PER_REQUEST', 'PROVISIONED'],
  'AttributeDefinition.AttributeType': ['S', 'N', 'B'],
  'KeySchema.KeyType': ['HASH', 'RANGE'],
  'Projection.ProjectionType': ['ALL', 'INCLUDE', 'KEYS_ONLY'],
  'AWS::CloudWatch::Alarm.Statistic': ['Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum'],
  'AWS::CloudWatch::Alarm.TreatMissingData': ['breaching', 'notBreaching', 'ignore', 'missing'],
  'AWS::CloudWatch::Alarm.ComparisonOperator': [
    'GreaterThanOrEqualToThreshold',
    'GreaterThanThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ],
  'AWS::SNS::Subscription.Protocol': ['email', 'email-json', 'https', 'lambda', 'sqs'],
};

export function resourceSpecification(type: string) {
  return specification.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/** Whether AWS has this metric. */
export function isMetric(namespace: string, name: string): boolean {
  return specification
    .lookup('metric', 'namespace', 'equals', namespace)
    .some((metric) => metric.name === name);
}

/** Whether AWS has this metric with these dimensions. */
export function isMetricBy(namespace: string, name: string, dimensions: readonly string[]): boolean {
  const wanted = [...dimensions].sort().join();
  return specification
    .lookup('metric', 'namespace', 'equals', namespace)
    .filter((metric) => metric.name === name)
    .flatMap((metric) => specification.follow('usesDimensionSet', metric))
    .some(
      ({ entity }) =>
        entity.dimensions
          .map((dimension) => dimension.name)
          .sort()
          .join() === wanted,
    );
}

/** Types and properties that CloudFormation does not know, that it misses, or that are not what it takes. */
export function specificationFaults({ Resources }: Template): string[] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    const known = resourceSpecification(Type);
    return known === undefined
      ? [`${id}: there is no resource type ${Type}`]
      : objectFaults(Properties, { name: Type, properties: known.properties }, id);
  });
}

interface ObjectType {
  name: string;
  properties: Record<string, Property>;
}

function objectFaults(
  value: Record<string, unknown>,
  { name, properties }: ObjectType,
  path: string,
): string[] {
  const missing = Object.entries(properties)
    .filter(([key, { required = false }]) => required && !(key in value))
    .map(([key]) => `${path}: ${key} is missing`);
  const wrong = Object.entries(value).flatMap(([key, inner]) => {
    const property = properties[key];
    return property === undefined
      ? [`${path}: ${name} has no property ${key}`]
      : typeFaults(inner, property.type, `${path}.${key}`, VALUES[`${name}.${key}`]);
  });
  return [...missing, ...wrong];
}

function typeFaults(value: unknown, type: PropertyType, path: string, values?: readonly string[]): string[] {
  const fits = (does: boolean) => (does ? [] : [`${path}: ${JSON.stringify(value)} is no ${type.type}`]);
  const isIntrinsic = intrinsicOf(value) !== null;
  switch (type.type) {
    case 'json':
      return [];
    case 'string': {
      if (typeof value !== 'string') return fits(isIntrinsic);
      const allowed = type.allowedValues ?? values ?? [value];
      return allowed.includes(value) ? [] : [`${path}: ${value} is none of ${allowed.join(', ')}`];
    }
    case 'integer':
      return fits(Number.isInteger(value) || isIntrinsic);
    case 'number':
      return fits(typeof value === 'number' || isIntrinsic);
    case 'array':
      if (!Array.isArray(value)) return fits(false);
      return value.flatMap((inner, index) => typeFaults(inner, type.element, `${path}[${index}]`, values));
    case 'map':
      if (!isRecord(value) || isIntrinsic) return fits(false);
      return Object.entries(value).flatMap(([key, inner]) =>
        typeFaults(inner, type.element, `${path}.${key}`),
      );
    case 'ref':
      if (!isRecord(value) || isIntrinsic) return fits(false);
      return objectFaults(value, specification.get('typeDefinition', type.reference), path);
    case 'union': {
      // `json` beside something with a shape only means that its description was once missing.
      const shaped = type.types.filter((one) => ['array', 'map', 'ref'].includes(one.type));
      const faults = (shaped.length > 0 ? shaped : type.types).map((one) =>
        typeFaults(value, one, path, values),
      );
      return faults.sort((a, b) => a.length - b.length)[0] ?? [];
    }
    case 'boolean':
      return fits(typeof value === 'boolean');
    case 'date-time':
      return fits(typeof value === 'string');
    case 'null':
      return fits(value === null);
    case 'tag':
      return fits(isRecord(value) && 'Key' in value && 'Value' in value);
  }
}
