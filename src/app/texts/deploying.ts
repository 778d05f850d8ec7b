/** What a person reads who brings the product to AWS. */

export function noCredentialsToPut(): string {
  return 'There are no credentials of an App, in .env or in the environment: make the App with npm run setup first.';
}

export function noSuchSecret(id: string, region: string, stage: string): string {
  return `There is no secret ${id} in ${region}: run npm run deploy -- --stage ${stage} --region ${region} first.`;
}

export function secretsPut(stage: string, region: string, two: boolean): string {
  const which = two ? 'Both webhook secrets are accepted' : 'The webhook secret is accepted';
  return `The App’s credentials are in the secrets of ${stage} in ${region}. ${which} within five minutes, by instances that start now at once.`;
}
