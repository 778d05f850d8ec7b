import { tableDefinition, timeToLive } from '../../src/adapters/dynamodb/table-definition.js';

/** The table for CloudFormation, from the same definition that a local server gets. */
export function tableResource(): object {
  return {
    Type: 'AWS::DynamoDB::Table',
    // Nobody loses it with a stack that is removed, or by a change that would replace it; a first deployment that fails leaves none.
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      ...tableDefinition,
      TimeToLiveSpecification: timeToLive,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    },
  };
}
