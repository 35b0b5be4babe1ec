import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createJiti } from 'jiti';
import tseslint from 'typescript-eslint';

const { mayImport } = await createJiti(import.meta.url).import('./test/rooms.ts');

/** Imports run one way from room to room, as test/rooms.ts has them. */
const oneWay = {
  create(context) {
    const file = relative(import.meta.dirname, context.filename);
    const check = ({ source }) => {
      if (!/^\.\.?(\/|$)/.test(source?.value)) return;
      const path = join(dirname(file), source.value);
      const target = existsSync(join(import.meta.dirname, path, 'index.ts'))
        ? join(path, 'index.ts')
        : path;
      if (!mayImport(file, target))
        context.report({
          node: source,
          message: `May not import ${target}: see docs/structure.md.`,
        });
    };
    const kinds = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'];
    return Object.fromEntries(
      [...kinds, 'ImportExpression', 'TSImportType'].map((kind) => [kind, check]),
    );
  },
};

const cdktf = {
  group: ['cdktf', 'cdktf/*', '@cdktf/*', 'cdktn', 'cdktn/*', '@cdktn/*'],
  message: 'Only stacks/ knows cdktf.',
};
const outsideWorld = {
  group: ['@platformatic/*', 'ssh2', 'node:net', 'node:http*', 'node:child_process', 'node:dgram'],
  message: 'cluster/ is pure: no network, no processes.',
};

const restrict = (files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'cluster/data/'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs', '*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['cluster/**/*.ts', 'stacks/**/*.ts', 'scripts/**/*.ts'],
    plugins: { rooms: { rules: { 'one-way': oneWay } } },
    rules: { 'rooms/one-way': 'error' },
  },
  restrict(['scripts/**'], cdktf),
  restrict(['cluster/**'], cdktf, outsideWorld),
  {
    files: ['test/**'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', 600] },
  },
  { files: ['*.js', '*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
