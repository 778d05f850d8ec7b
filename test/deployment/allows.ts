import { statementsOf } from './rules/permissions.js';
import { at, isRecord, list, text, type Template } from './template.js';

/** A call of an AWS service. */
export interface Call {
  /** As IAM names it: `dynamodb:GetItem`. */
  action: string;
  /** As the template names it: `${Table.Arn}/index/due`. */
  resource: string;
  /** The partition keys of the items that it is about; none when it is about no items, or any. */
  leadingKeys: readonly string[];
}

/**
 * A request to DynamoDB as IAM sees it.
 *
 * @param operation as `X-Amz-Target` names it: `GetItem`
 * @param body as it goes over the wire
 */
export function dynamoCall(operation: string, body: unknown): Call {
  const index = at(body, 'IndexName');
  const batch = at(body, 'RequestItems');
  const requests = isRecord(batch)
    ? Object.values(batch).flatMap((of) => [...list(of), ...list(at(of, 'Keys'))])
    : [];
  const keys = [body, ...requests].flatMap((one) => [
    ...[at(one, 'Key', 'pk', 'S'), at(one, 'Item', 'pk', 'S'), at(one, 'pk', 'S')],
    at(one, 'PutRequest', 'Item', 'pk', 'S'),
  ]);
  return {
    action: `dynamodb:${operation}`,
    resource: `\${Table.Arn}${index === undefined ? '' : `/index/${text(index)}`}`,
    leadingKeys: keys.filter((key) => typeof key === 'string'),
  };
}

/**
 * Whether IAM lets the function do it.
 *
 * @throws Error when a statement has a condition that is not known here.
 */
export function allows(template: Template, functionId: string, call: Call): boolean {
  const { action, resource, leadingKeys } = call;
  return statementsOf(template, functionId).some(
    ({ effect, actions, resources, conditions }) =>
      effect === 'Allow' &&
      actions.includes(action) &&
      resources.some((pattern) => isLike(resource, pattern)) &&
      conditions.every(({ operator, key, values }) => {
        if (operator !== 'ForAllValues:StringLike' || key !== 'dynamodb:LeadingKeys')
          throw new Error(`It is not known what ${operator} ${key} means`);
        const fits = (leading: string) => values.some((pattern) => isLike(leading, pattern));
        return leadingKeys.length > 0 && leadingKeys.every(fits);
      }),
  );
}

/** IAM's patterns: `*` stands for any text. */
function isLike(value: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return value === pattern;
  if (!value.startsWith(first) || !value.slice(first.length).endsWith(last)) return false;
  // What stands between two stars is found one after the other.
  let from = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= value.length - last.length;
}
