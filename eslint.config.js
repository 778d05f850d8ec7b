import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What a folder may not name: the shell's clock, chance, environment and outside world. */
const impure = {
  'no-restricted-globals': [
    'error',
    { name: 'process', message: 'Read settings in src/entrypoints and pass them in.' },
    { name: 'fetch', message: 'The outside world is reached through a port.' },
    { name: 'setTimeout', message: 'The future is an item with a dueAt, not a timer.' },
    { name: 'setInterval', message: 'The future is an item with a dueAt, not a timer.' },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: '`now` is an argument.' },
    { object: 'Math', property: 'random', message: 'Chance is an argument.' },
  ],
};

export default tseslint.config(
  { ignores: ['node_modules/', 'coverage/', 'dist/', '.data/', '.dependency-cruiser.cjs'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Our objects are records of functions; none of them has a `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
    },
  },
  { files: ['src/domain/**/*.ts', 'src/app/**/*.ts'], rules: impure },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: '`now` is an argument.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
        { selector: 'AwaitExpression', message: 'The domain waits for nothing.' },
      ],
    },
  },
  {
    files: ['src/{api,adapters,simulated-github,app,domain}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Read settings in src/entrypoints and pass them in.' },
      ],
    },
  },
  { files: ['src/domain/**/*.ts', 'src/app/**/*.ts'], rules: impure },
  { files: ['test/**/*.ts'], rules: { 'max-lines': ['error', { max: 500 }] } },
  { files: ['*.config.js', 'scripts/**'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['*.config.js', 'scripts/**'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
);
