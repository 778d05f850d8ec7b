import { isEmitted } from '../emitted.js';
import { isMetric, isMetricBy } from '../specification.js';
import { at, list, ofType, text, type Resource, type Template } from '../template.js';

type Alarm = Resource & { id: string };

/** The alarms on this metric of this function, queue or table. */
export function alarmsOn(template: Template, metric: string, of: string): Alarm[] {
  return ofType(template, 'AWS::CloudWatch::Alarm').filter(
    ({ Properties }) =>
      Properties['MetricName'] === metric && dimensionsOf(Properties).some(([, value]) => value === of),
  );
}

/** Alarms that call nobody or watch what is not there, queues that nobody watches, and a tick that may fall silent. */
export function alarmFaults(template: Template): string[] {
  const own = ownMetrics(template);
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  const ofAlarms = alarms.flatMap(({ id, Properties }) => {
    const [namespace, name] = [text(Properties['Namespace']), text(Properties['MetricName'])];
    const dimensions = dimensionsOf(Properties);
    const isOwn = namespace === own.namespace && dimensions.join() === `service,${own.service}`;
    const keys = dimensions.map(([key]) => key);
    const isThere = isOwn ? isEmitted(name) : isMetricBy(namespace, name, keys);
    return [
      ...(isThere ? [] : [`${id}: ${namespace} has no metric ${name} by ${keys.join(', ')}`]),
      ...(list(Properties['AlarmActions']).length > 0 ? [] : [`${id}: calls nobody`]),
      ...(Properties['TreatMissingData'] === undefined ? [`${id}: does not say what silence means`] : []),
    ];
  });
  const queues = ofType(template, 'AWS::SQS::Queue')
    .filter(
      ({ id }) =>
        alarmsOn(template, 'ApproximateNumberOfMessagesVisible', `\${${id}.QueueName}`).length === 0,
    )
    .map(({ id }) => `${id}: has no alarm`);
  // What the tick tells each minute is missing when it does not run.
  const hearsSilence = alarms.some(
    ({ Properties }) =>
      Properties['MetricName'] === 'oldest-due' && Properties['TreatMissingData'] === 'breaching',
  );
  return [...ofAlarms, ...queues, ...(hearsSilence ? [] : ['no alarm when there are no ticks'])];
}

/** What dashboards show that is not there. */
export function dashboardFaults(template: Template): string[] {
  const own = ownMetrics(template);
  return shown(template)
    .filter(([namespace = '', name = '', ...dimensions]) =>
      namespace === own.namespace
        ? !isEmitted(name) || dimensions.join() !== `service,${own.service}`
        : !isMetric(namespace, name),
    )
    .map((row) => `there is no metric ${row.join(' ')}`);
}

/** Where our own metrics go, and under which service: all functions agree. */
function ownMetrics(template: Template): { namespace: string; service: string } {
  const [first] = ofType(template, 'AWS::Lambda::Function');
  const variables = at(first?.Properties, 'Environment', 'Variables');
  return {
    namespace: text(at(variables, 'POWERTOOLS_METRICS_NAMESPACE')),
    service: text(at(variables, 'POWERTOOLS_SERVICE_NAME')),
  };
}

/** The metrics that dashboards show: namespace, name, and then names and values of dimensions. `.` repeats the row above. */
function shown(template: Template): string[][] {
  return ofType(template, 'AWS::CloudWatch::Dashboard').flatMap(({ Properties }) => {
    const widgets = list(at(JSON.parse(text(Properties['DashboardBody'])), 'widgets'));
    return widgets.flatMap((widget) => {
      let above: string[] = [];
      return list(at(widget, 'properties', 'metrics')).map((row) => {
        const words = list(row).filter((word) => typeof word === 'string');
        above = words.map((word, index) => (word === '.' ? (above[index] ?? '') : word));
        return above;
      });
    });
  });
}

function dimensionsOf(properties: unknown): [string, string][] {
  return list(at(properties, 'Dimensions')).map((one) => [text(at(one, 'Name')), text(at(one, 'Value'))]);
}
