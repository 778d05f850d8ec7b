import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What of the produced template says how functions run and who starts them. */
export interface DeployedFunction {
  /** As in `serverless.yml`. */
  key: string;
  name: string;
  handler: string;
  /** ms. */
  timeout: number;
  /** MB. */
  memory: number;
  environment: Record<string, string>;
  zip: string;
}

export interface DeployedRule {
  bus: string;
  sources: string[];
  detailTypes: string[];
  /** Logical ids of functions. */
  targets: string[];
}

export interface Deployed {
  functions: Record<string, DeployedFunction>;
  rules: DeployedRule[];
  busName: string;
  /** `POST /…` → the key of the function. */
  routes: string[];
}

const Template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});
const Ref = z.object({ Ref: z.string() });
/** Of a choice the last: as it is without any parameter. */
const Choice = z
  .object({ 'Fn::If': z.tuple([z.string(), z.unknown(), Ref]) })
  .transform((of) => of['Fn::If'][2]);
const Value = z.union([z.string(), Choice, Ref]);
const FunctionProperties = z.object({
  FunctionName: z.string(),
  Handler: z.string(),
  Timeout: z.number(),
  MemorySize: z.number(),
  Environment: z.object({ Variables: z.record(z.string(), Value) }),
  Code: z.object({ S3Key: z.string() }),
});
const RuleProperties = z.object({
  EventBusName: z.object({ Ref: z.string() }),
  EventPattern: z.strictObject({ source: z.array(z.string()), 'detail-type': z.array(z.string()) }),
  Targets: z.array(z.object({ Arn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }) })),
});
const Named = z.object({ Name: z.string() });

/** @param folder what `osls package` made. */
export function readDeployed(folder: string): Deployed {
  const text = readFileSync(join(folder, 'cloudformation-template-update-stack.json'), 'utf8');
  const resources = Object.entries(Template.parse(JSON.parse(text)).Resources);
  const of = (type: string) => resources.filter(([, { Type }]) => Type === type);
  /** What `Ref` answers of a resource: its name. */
  const refs = new Map(
    resources.flatMap(([id, { Properties }]) => {
      const named = Named.safeParse(Properties);
      return named.success ? [[id, named.data.Name] as const] : [];
    }),
  );
  const valueOf = (value: z.infer<typeof Value>): string =>
    typeof value === 'string' ? value : (refs.get(value.Ref) ?? value.Ref);
  const functions = of('AWS::Lambda::Function').map(([id, { Properties }]): [string, DeployedFunction] => {
    const { FunctionName, Handler, Timeout, MemorySize, Environment, Code } =
      FunctionProperties.parse(Properties);
    const environment = Object.fromEntries(
      Object.entries(Environment.Variables).map(([name, value]) => [name, valueOf(value)]),
    );
    const zip = join(folder, Code.S3Key.slice(Code.S3Key.lastIndexOf('/') + 1));
    const key = FunctionName.slice(FunctionName.lastIndexOf('-') + 1);
    return [
      id,
      {
        key,
        name: FunctionName,
        handler: Handler,
        timeout: Timeout * 1000,
        memory: MemorySize,
        environment,
        zip,
      },
    ];
  });
  const rules = of('AWS::Events::Rule').flatMap(([, { Properties }]): DeployedRule[] => {
    const parsed = RuleProperties.safeParse(Properties);
    // A schedule has no pattern.
    if (!parsed.success) return [];
    const { EventBusName, EventPattern, Targets } = parsed.data;
    return [
      {
        bus: valueOf(EventBusName),
        sources: EventPattern.source,
        detailTypes: EventPattern['detail-type'],
        targets: Targets.map(({ Arn }) => Arn['Fn::GetAtt'][0]),
      },
    ];
  });
  const routes = of('AWS::ApiGatewayV2::Route').map(
    ([, { Properties }]) => z.object({ RouteKey: z.string() }).parse(Properties).RouteKey,
  );
  const [busName = ''] = of('AWS::Events::EventBus').map(([id]) => refs.get(id) ?? id);
  return { functions: Object.fromEntries(functions), rules, busName, routes };
}
