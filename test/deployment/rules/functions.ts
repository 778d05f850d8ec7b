import { alarmsOn } from './alarms.js';
import { statementsOf } from './permissions.js';
import { at, list, ofType, text, type Resource, type Template } from '../template.js';

type Named = Resource & { id: string };

/** Functions that are not as all of ours are. */
export function functionFaults(template: Template): string[] {
  return ofType(template, 'AWS::Lambda::Function').flatMap((of) => {
    const { id, Properties } = of;
    const is = {
      'runs on nodejs24.x': Properties['Runtime'] === 'nodejs24.x',
      'runs on arm64': text(Properties['Architectures']) === '["arm64"]',
      'has its memory given': typeof Properties['MemorySize'] === 'number',
      'has its time limit given': typeof Properties['Timeout'] === 'number',
      'is traced': at(Properties, 'TracingConfig', 'Mode') === 'Active',
      'has a log that is kept for a time': hasLog(template, of),
      'has an alarm on Errors': alarmsOn(template, 'Errors', `\${${id}}`).length > 0,
      'has an alarm on Throttles': alarmsOn(template, 'Throttles', `\${${id}}`).length > 0,
    };
    return [...unmet(id, is), ...(isAsynchronous(template, id) ? deadLetterFaults(template, id) : [])];
  });
}

/** Events that find no function, and functions that fail, leave a trace that somebody is called for. */
function deadLetterFaults(template: Template, id: string): string[] {
  const configuration = ofType(template, 'AWS::Lambda::EventInvokeConfig').find(
    ({ Properties }) => text(Properties['FunctionName']) === `\${${id}}`,
  );
  const queue = text(at(configuration?.Properties, 'DestinationConfig', 'OnFailure', 'Destination'));
  const maySend = statementsOf(template, id).some(
    ({ effect, actions, resources }) =>
      effect === 'Allow' && actions.includes('sqs:SendMessage') && resources.includes(queue),
  );
  const ages = typeof at(configuration?.Properties, 'MaximumEventAgeInSeconds') === 'number';
  return unmet(id, {
    'has a dead-letter queue': isQueue(template, queue),
    'may send to its dead-letter queue': maySend,
    'has the age of its events limited': ages,
  });
}

/** What EventBridge cannot deliver is kept. A schedule is excused: its next event makes up for the one that was lost. */
export function ruleFaults(template: Template): string[] {
  return ofType(template, 'AWS::Events::Rule').flatMap(({ id, Properties }) => {
    if (Properties['ScheduleExpression'] !== undefined) return [];
    return list(Properties['Targets']).flatMap((target) => {
      const queue = text(at(target, 'DeadLetterConfig', 'Arn'));
      return unmet(id, {
        'has a dead-letter queue': isQueue(template, queue),
        'may send to its dead-letter queue': takesFromEvents(template, queue),
        'has its retries limited': at(target, 'RetryPolicy', 'MaximumRetryAttempts') !== undefined,
      });
    });
  });
}

/** Started by an event, with nobody who waits for its answer. */
export function isAsynchronous(template: Template, functionId: string): boolean {
  return ofType(template, 'AWS::Lambda::Permission').some(
    ({ Properties }) =>
      text(Properties['FunctionName']).includes(functionId) &&
      Properties['Principal'] !== 'apigateway.amazonaws.com',
  );
}

function isQueue(template: Template, arn: string): boolean {
  return ofType(template, 'AWS::SQS::Queue').some(({ id }) => arn === `\${${id}.Arn}`);
}

function takesFromEvents(template: Template, queue: string): boolean {
  return ofType(template, 'AWS::SQS::QueuePolicy')
    .flatMap(({ Properties }) => list(at(Properties, 'PolicyDocument', 'Statement')))
    .some(
      (statement) =>
        text(at(statement, 'Resource')) === queue &&
        at(statement, 'Action') === 'sqs:SendMessage' &&
        at(statement, 'Principal', 'Service') === 'events.amazonaws.com',
    );
}

function hasLog(template: Template, { Properties }: Named): boolean {
  return ofType(template, 'AWS::Logs::LogGroup').some(
    (group) =>
      group.Properties['LogGroupName'] === `/aws/lambda/${text(Properties['FunctionName'])}` &&
      typeof group.Properties['RetentionInDays'] === 'number',
  );
}

/** Of what should be so, what is not. */
export function unmet(id: string, is: Record<string, boolean>): string[] {
  return Object.entries(is)
    .filter(([, so]) => !so)
    .map(([what]) => `${id}: not so: ${what}`);
}
