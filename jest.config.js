// A real terraform apply, and booted hosts: `npm run test:deploy`.
const deployTests = ['/test/terraform/', '/test/lab/(bare-host|small-cluster|sweep)'];

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: process.env.TEST_DEPLOY ? [] : deployTests,
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  testTimeout: 60_000,
};
