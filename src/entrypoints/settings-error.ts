/** What is wrong with the environment, all of it at once. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(faults: readonly string[]) {
    super(['Some settings are missing or wrong:', ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
}
