/** @type {import('jest').Config} */
module.exports = {
  // `import()` names the file that the compiler writes.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  // The longest tests wait for terraform and for hosts most of the time.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
