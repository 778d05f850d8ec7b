/**
 * How long a call of AWS may take, ms, for each of its tries. The SDK waits for ever by default, and without the last
 * of these only warns.
 */
export const patience = (request: number) => ({
  connectionTimeout: 1_000,
  requestTimeout: request,
  throwOnRequestTimeout: true,
});
