import tseslint from 'typescript-eslint';

// The rooms of the code: imports run one way, scripts/ and stacks/ -> cluster/.
const rooms = { cluster: [], stacks: ['cluster'], scripts: ['cluster'] };

const cdktf = {
  group: ['cdktf', 'cdktf/*', '@cdktf/*', 'cdktn', 'cdktn/*', '@cdktn/*'],
  message: 'Only stacks/ knows cdktf.',
};
const outsideWorld = {
  group: ['@platformatic/*', 'ssh2', 'node:net', 'node:http*', 'node:child_process', 'node:dgram'],
  message: 'cluster/ is pure: no network, no processes.',
};

const roomRules = Object.entries(rooms).map(([room, mayImport]) => {
  const closed = [...Object.keys(rooms), 'test'].filter(
    (r) => r !== room && !mayImport.includes(r),
  );
  const patterns = [
    {
      group: closed.map((other) => `**/${other}/**`),
      message: `${room}/ may import ${mayImport.join(', ') || 'nothing but itself'}.`,
    },
    ...(room === 'stacks' ? [] : [cdktf]),
    ...(room === 'cluster' ? [outsideWorld] : []),
  ];
  return {
    files: [`${room}/**`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
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
  ...roomRules,
  {
    files: ['test/**'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', 600] },
  },
  { files: ['*.js', '*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
);
