import { expect, it } from '@jest/globals';
import { packaged, STAGE } from './package.js';
import { RULES } from './rules/all.js';
import { at, isRecord, Template } from './template.js';

const { template } = await packaged();

/** The template with something else at this path below `Resources`; `undefined`: with nothing there. */
function planted(path: string, value: unknown): Template {
  const copy = structuredClone(template);
  const keys = path.split('/');
  const last = keys.pop() ?? '';
  const holder = at(copy.Resources, ...keys);
  if (!isRecord(holder) && !Array.isArray(holder)) throw new Error(`There is nothing at ${keys.join('/')}`);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, last, value);
  return Template.parse(copy);
}

const WORKER = 'WorkerLambdaFunction/Properties';
const VARIABLES = `${WORKER}/Environment/Variables`;
const STATEMENT = 'TickRole/Properties/Policies/0/PolicyDocument/Statement';
const logs = (id: string) => `${id}: allows logs:CreateLogStream, logs:PutLogEvents by`;

it.each<[string, string, unknown, string]>([
  ['an unknown type', 'Bus/Type', 'AWS::Events::Buss', 'Bus: there is no resource type AWS::Events::Buss'],
  ['an unknown property', `${WORKER}/Memory`, 512, 'AWS::Lambda::Function has no property Memory'],
  ['an unknown property within', `${WORKER}/TracingConfig/Modus`, 'x', 'TracingConfig has no property Modus'],
  ['a missing property', `${WORKER}/Role`, undefined, 'WorkerLambdaFunction: Role is missing'],
  [
    'a missing property within',
    'OldestDue/Properties/Dimensions/0/Value',
    undefined,
    'OldestDue.Dimensions[0]: Value is missing',
  ],
  ['a wrong type', `${WORKER}/Timeout`, 'sixty', 'WorkerLambdaFunction.Timeout: "sixty" is no integer'],
  ['one for a list', `${WORKER}/Architectures`, 'arm64', 'Architectures: "arm64" is no array'],
  ['a list beside JSON', 'Table/Properties/KeySchema/0/KeyTyp', 'HASH', 'KeySchema has no property KeyTyp'],
  ['an unknown runtime', `${WORKER}/Runtime`, 'nodejs25.x', 'nodejs25.x is none of nodejs22.x, nodejs24.x'],
  ['an unknown mode', `${WORKER}/TracingConfig/Mode`, 'On', 'On is none of Active, PassThrough'],

  [
    'a Ref to nothing',
    `${VARIABLES}/TABLE_NAME`,
    { Ref: 'Tabel' },
    'WorkerLambdaFunction: Tabel is not there',
  ],
  ['an unknown pseudo parameter', `${VARIABLES}/X`, { Ref: 'AWS::Zone' }, 'AWS::Zone is not there'],
  ['an attribute of nothing', `${WORKER}/Role`, { 'Fn::GetAtt': ['Rol', 'Arn'] }, 'Rol is not there'],
  [
    'an unknown attribute',
    `${WORKER}/Role`,
    { 'Fn::GetAtt': ['WorkerRole', 'arn'] },
    '(WorkerRole) has no attribute arn',
  ],
  [
    'an unknown name in a text',
    `${VARIABLES}/X`,
    { 'Fn::Sub': '${Table.Name}' },
    '(Table) has no attribute Name',
  ],
  ['a name that nothing replaces', `${VARIABLES}/X`, 'a ${Table}', 'nothing is put in for ${Table}'],
  ['waiting for nothing', 'Bus/DependsOn', ['Buss'], 'Bus: depends on Buss, which is not there'],
  ['waiting for each other', 'Bus/DependsOn', ['WorkerLambdaFunction'], ': wait for each other'],
  ['an unknown condition', 'Bus/Condition', 'HasBus', 'Bus: there is no condition HasBus'],

  ['any action', `${STATEMENT}/0/Action`, ['logs:*'], 'TickRole: allows logs:* by logs:*'],
  ['any resource', `${STATEMENT}/0/Resource`, '*', `${logs('TickRole')} *`],
  ['any resource but', `${STATEMENT}/0/NotResource`, 'x', `${logs('TickRole')} NotResource`],
  ['anybody', 'DeadWakeUpsPolicy/Properties/PolicyDocument/Statement/0/Principal', '*', 'by Principal *'],
  [
    'a shared role',
    `${WORKER}/Role`,
    { 'Fn::GetAtt': ['TickRole', 'Arn'] },
    'TickLambdaFunction: shares its role',
  ],
  [
    'foreign policies',
    'TickRole/Properties/ManagedPolicyArns',
    [],
    'TickRole: has policies that are not written here',
  ],
  [
    'a function for anybody',
    'WorkerEventBridgeLambdaPermission1/Properties/SourceArn',
    undefined,
    'may start it',
  ],

  [
    'no dead-letter queue',
    'WorkerLambdaEvConf/Properties/DestinationConfig',
    undefined,
    'WorkerLambdaFunction: not so: has a dead-letter queue',
  ],
  [
    'no way to it',
    `${STATEMENT}/6/Action`,
    ['sqs:ReceiveMessage'],
    'TickLambdaFunction: not so: may send to its dead-letter queue',
  ],
  [
    'a rule without one',
    `Tektoncore${STAGE}workerrule1EventBridgeRule/Properties/Targets/0/DeadLetterConfig`,
    undefined,
    'EventBridgeRule: not so: has a dead-letter queue',
  ],
  [
    'an alarm on nothing',
    'TickErrors/Properties/MetricName',
    'Error',
    'TickErrors: AWS/Lambda has no metric Error by FunctionName',
  ],
  [
    'an alarm by nothing',
    'TickErrors/Properties/Dimensions/0/Name',
    'Name',
    'AWS/Lambda has no metric Errors by Name',
  ],
  [
    'an alarm on what nobody tells',
    'OldestDue/Properties/MetricName',
    'oldest',
    'has no metric oldest by service',
  ],
  ['an alarm for nobody', 'TickErrors/Properties/AlarmActions', [], 'TickErrors: calls nobody'],
  [
    'a function without alarm',
    'TickErrors/Properties/Dimensions/0/Value',
    'x',
    'TickLambdaFunction: not so: has an alarm on Errors',
  ],
  [
    'silence that nobody hears',
    'OldestDue/Properties/TreatMissingData',
    'notBreaching',
    'no alarm when there are no ticks',
  ],
  [
    'a dashboard of nothing',
    'Dashboard/Properties/DashboardBody',
    '{"widgets":[{"properties":{"metrics":[["AWS/SQS","X"]]}}]}',
    'there is no metric AWS/SQS X',
  ],

  ['a key in clear', `${VARIABLES}/PRIVATE_KEY`, 'abc', 'PRIVATE_KEY is no reference to a secret'],
  [
    'a key in a text',
    'Bus/Properties/Description',
    '-----BEGIN RSA PRIVATE KEY-----',
    'a secret in clear: -----BEGIN R…',
  ],
  [
    'a secret with its value',
    'AppSecret/Properties/SecretString',
    '{}',
    'AppSecret: has its value in the template',
  ],
  [
    'a name of all stages',
    'Table/Properties/TableName',
    'tekton-core',
    'Table.TableName: tekton-core is the same in each stage',
  ],
  [
    'a log for ever',
    'TickLogGroup/Properties/RetentionInDays',
    undefined,
    'has a log that is kept for a time',
  ],
  ['no tracing', `${WORKER}/TracingConfig/Mode`, 'PassThrough', 'WorkerLambdaFunction: not so: is traced'],
  ['a table that can be lost', 'Table/DeletionPolicy', 'Delete', 'Table: not so: outlives the stack'],
  ['a queue in clear', 'DeadTicks/Properties/SqsManagedSseEnabled', false, 'DeadTicks: not so: is encrypted'],
  [
    'no limit',
    'HttpApiStage/Properties/DefaultRouteSettings',
    undefined,
    'HttpApiStage: not so: lets in so many, and no more',
  ],
])('%s is found', (_, path, value, fault) => {
  const faults = RULES.flatMap(([, faultsIn]) => faultsIn(planted(path, value)));
  expect(faults.filter((one) => one.includes(fault))).not.toEqual([]);
});
