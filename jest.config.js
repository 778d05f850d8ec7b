/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Jest leaves one core idle by default; on two cores that doubles the time.
  maxWorkers: '100%',
  // A busy machine is no fault; what hangs is found all the same.
  testTimeout: 20_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/property-seed.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // Source imports end in `.js`, as Node wants them; here the files are still TypeScript.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'v8',
};
