import { at, ofType, text, type Template } from '../template.js';
import { unmet } from './functions.js';

/** What is kept without what keeps it. */
export function storageFaults(template: Template): string[] {
  const queues = ofType(template, 'AWS::SQS::Queue').flatMap(({ id, Properties }) =>
    unmet(id, { 'is encrypted': Properties['SqsManagedSseEnabled'] === true }),
  );
  const buckets = ofType(template, 'AWS::S3::Bucket').flatMap(({ id, Properties }) =>
    unmet(id, { 'is encrypted': 'BucketEncryption' in Properties }),
  );
  const tables = ofType(template, 'AWS::DynamoDB::Table').flatMap((table) => {
    const { id, Properties, DeletionPolicy, UpdateReplacePolicy } = table;
    const recovery = at(Properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled');
    return unmet(id, {
      'is paid by request': Properties['BillingMode'] === 'PAY_PER_REQUEST',
      'forgets by itself': at(Properties, 'TimeToLiveSpecification', 'Enabled') === true,
      'can be brought back as it was': recovery === true,
      'is encrypted': at(Properties, 'SSESpecification', 'SSEEnabled') === true,
      'outlives the stack': DeletionPolicy === 'RetainExceptOnCreate' && UpdateReplacePolicy === 'Retain',
    });
  });
  return [...queues, ...buckets, ...tables];
}

/** What may be asked over HTTP by anybody has a limit. */
export function edgeFaults(template: Template): string[] {
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(({ Properties }) =>
    text(Properties['RouteKey']),
  );
  const stages = ofType(template, 'AWS::ApiGatewayV2::Stage').flatMap(({ id, Properties }) => {
    const limit = (name: string) => Number(at(Properties, 'DefaultRouteSettings', `Throttling${name}Limit`));
    return unmet(id, { 'lets in so many, and no more': limit('Rate') > 0 && limit('Burst') > 0 });
  });
  return [
    ...stages,
    ...unmet('HttpApi', { 'takes webhooks only': routes.join() === 'POST /api/github/webhooks' }),
  ];
}
