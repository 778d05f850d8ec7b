import { at, list, ofType, text, type Template } from '../template.js';

/** What may be allowed for all that fits, and why nothing less would do. */
const WILDCARDS: { actions: string; resource: RegExp; why: string }[] = [
  {
    actions: 'xray:PutTraceSegments, xray:PutTelemetryRecords',
    resource: /^\*$/,
    why: 'X-Ray knows no resources',
  },
  {
    actions: 'logs:CreateLogStream, logs:PutLogEvents',
    resource: /:log-group:\/aws\/lambda\/[\w-]+:\*$/,
    why: 'Lambda names the streams of a function',
  },
];

export interface Statement {
  effect: string;
  actions: string[];
  resources: string[];
  /** By operator and key. */
  conditions: { operator: string; key: string; values: string[] }[];
}

/** The role that a function runs as. */
export function roleOf(template: Template, functionId: string): string {
  return text(at(template.Resources[functionId]?.Properties, 'Role')).replace(/^\$\{(.+)\.Arn\}$/, '$1');
}

/** What the function may do. */
export function statementsOf(template: Template, functionId: string): Statement[] {
  return policiesIn(template.Resources[roleOf(template, functionId)]?.Properties).map(parsed);
}

/** A statement in one line. */
export function line({ effect, actions, resources, conditions }: Statement): string {
  const only = conditions.map(({ operator, key, values }) => ` if ${operator} ${key} ${values.join(', ')}`);
  return `${effect} ${actions.join(', ')} on ${resources.join(', ')}${only.join('')}`;
}

/** Whatever is open to more than it must be. */
export function permissionFaults(template: Template): string[] {
  return [...policyFaults(template), ...roleFaults(template), ...invocationFaults(template)];
}

function policyFaults({ Resources }: Template): string[] {
  return Object.entries(Resources).flatMap(([id, { Properties }]) =>
    [...policiesIn(Properties), ...list(at(Properties, 'PolicyDocument', 'Statement'))].flatMap(
      (statement) => {
        const { effect, actions, resources } = parsed(statement);
        if (effect === 'Deny') return [];
        const inverted = ['NotAction', 'NotResource', 'NotPrincipal'].filter(
          (key) => at(statement, key) !== undefined,
        );
        const wide = [
          ...actions.filter((action) => action.includes('*')),
          ...resources.filter((resource) => resource.includes('*') && !isMeant(actions, resource)),
          ...(text(at(statement, 'Principal')).includes('*') ? ['Principal *'] : []),
          ...inverted,
        ];
        return wide.map((what) => `${id}: allows ${actions.join(', ')} by ${what}`);
      },
    ),
  );
}

function isMeant(actions: string[], resource: string): boolean {
  return WILDCARDS.some((one) => one.actions === actions.join(', ') && one.resource.test(resource));
}

/** A role serves one function, and has no policies but its own. */
function roleFaults(template: Template): string[] {
  const functions = ofType(template, 'AWS::Lambda::Function');
  const roles = functions.map(({ id }) => roleOf(template, id));
  const apart = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];
  return [
    ...functions
      .filter(({ id }) => roles.filter((role) => role === roleOf(template, id)).length > 1)
      .map(({ id }) => `${id}: shares its role`),
    ...ofType(template, 'AWS::IAM::Role').flatMap(({ id, Properties }) => {
      const trust = text(at(Properties, 'AssumeRolePolicyDocument', 'Statement'));
      const own =
        '[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]';
      return [
        ...(roles.includes(id) ? [] : [`${id}: serves no function`]),
        ...(trust === own ? [] : [`${id}: may be taken by ${trust}`]),
        ...('ManagedPolicyArns' in Properties ? [`${id}: has policies that are not written here`] : []),
      ];
    }),
    ...apart.flatMap((type) => ofType(template, type)).map(({ id }) => `${id}: is not written at its role`),
  ];
}

/** Services start a function for one thing of ours, not for anybody's. */
function invocationFaults(template: Template): string[] {
  return ofType(template, 'AWS::Lambda::Permission')
    .filter(({ Properties }) => Properties['SourceArn'] === undefined)
    .map(({ id, Properties }) => `${id}: anybody's ${text(Properties['Principal'])} may start it`);
}

function policiesIn(properties: unknown): unknown[] {
  return list(at(properties, 'Policies')).flatMap((policy) =>
    list(at(policy, 'PolicyDocument', 'Statement')),
  );
}

function parsed(statement: unknown): Statement {
  const conditions = Object.entries(at(statement, 'Condition') ?? {});
  return {
    effect: text(at(statement, 'Effect')),
    actions: list(at(statement, 'Action')).map(text),
    resources: list(at(statement, 'Resource')).map(text),
    conditions: conditions.flatMap(([operator, keys]: [string, unknown]) =>
      Object.entries(keys ?? {}).map(([key, values]: [string, unknown]) => ({
        operator,
        key,
        values: list(values).map(text),
      })),
    ),
  };
}
