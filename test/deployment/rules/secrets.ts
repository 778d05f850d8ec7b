import { at, isRecord, list, ofType, text, type Template } from '../template.js';

/** How what nobody may read looks: keys in PEM, GitHub's tokens, AWS's keys. */
const LOOKS_SECRET = /-----BEGIN|\bgh[opsur]_\w{16}|\bgithub_pat_\w|\b(AKIA|ASIA)[A-Z0-9]{16}\b/;
const SOUNDS_SECRET = /secret|key|token|password|credential/i;

/** Secrets that are readable in the template. */
export function secretFaults(template: Template): string[] {
  const secrets = ofType(template, 'AWS::SecretsManager::Secret');
  const ids = secrets.map(({ id }) => `\${${id}}`);
  const values = secrets
    .filter(({ Properties }) => 'SecretString' in Properties || 'GenerateSecretString' in Properties)
    .map(({ id }) => `${id}: has its value in the template`);
  const variables = ofType(template, 'AWS::Lambda::Function').flatMap(({ id, Properties }) => {
    const environment = at(Properties, 'Environment', 'Variables');
    return Object.entries(isRecord(environment) ? environment : {})
      .filter(([name, value]) => SOUNDS_SECRET.test(name) && !ids.includes(text(value)))
      .map(([name]) => `${id}: ${name} is no reference to a secret`);
  });
  const texts = textsIn(template.Resources)
    .filter((one) => LOOKS_SECRET.test(one))
    .map((one) => `a secret in clear: ${one.slice(0, 12)}…`);
  return [...values, ...variables, ...texts];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return list(isRecord(value) ? Object.values(value) : Array.isArray(value) ? value : []).flatMap(textsIn);
}
