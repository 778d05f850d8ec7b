/** STUB until merged. */
export function packaged(): Promise<string> {
  return Promise.resolve('.serverless');
}
