import { parseProvisioners } from '../../../scripts/terraform-plan/parse-provisioners';

const runs = (type: string, command?: unknown, more: object = {}) => ({
  type,
  ...(command !== undefined && { expressions: { command: { constant_value: command } } }),
  ...more,
});
const refers = (...references: string[]) => ({ expressions: { command: { references } } });
const provisionersOf = (root_module: unknown, variables: object = {}) =>
  Object.fromEntries(parseProvisioners({ configuration: { root_module }, variables }));
const commandOf = (root_module: unknown, variables: object = {}, at = 'terraform_data.a') =>
  provisionersOf(root_module, variables)[at]?.[0]?.arguments.get('command');

it('tells what each resource runs, in order', () => {
  const resources = [
    {
      address: 'terraform_data.gate',
      provisioners: [runs('local-exec', 'gate'), runs('remote-exec')],
    },
    { address: 'aws_instance.plain' },
    { address: 'aws_instance.empty', provisioners: [] },
  ];
  const found = provisionersOf({ resources });
  expect(Object.keys(found)).toEqual(['terraform_data.gate']);
  expect(found['terraform_data.gate']).toMatchObject([
    { type: 'local-exec', command: 'gate', mayBeSkipped: false },
    { type: 'remote-exec', mayBeSkipped: false },
  ]);
});

it.each([
  [{ when: 'destroy' }, true],
  [{ on_failure: 'continue' }, true],
  [{ when: 'create', on_failure: 'fail' }, false],
])('tells of %j whether nothing may wait for it: %j', (more, mayBeSkipped) => {
  const resources = [{ address: 'a.b', provisioners: [runs('local-exec', 'x', more)] }];
  expect(provisionersOf({ resources })).toMatchObject({ 'a.b': [{ mayBeSkipped }] });
});

it('finds those of modules, also of modules inside of others, by their whole address', () => {
  const module = (name: string, inner: object = {}) => ({
    resources: [{ address: 'terraform_data.step', provisioners: [runs('local-exec', name)] }],
    ...inner,
  });
  const outer = module('outer', { module_calls: { inner: { module: module('inner') } } });
  expect(
    provisionersOf(module('root', { module_calls: { outer: { module: outer } } })),
  ).toMatchObject({
    'terraform_data.step': [{ command: 'root' }],
    'module.outer.terraform_data.step': [{ command: 'outer' }],
    'module.outer.module.inner.terraform_data.step': [{ command: 'inner' }],
  });
});

describe('a command that is put together', () => {
  const step = (...references: string[]) => ({
    resources: [
      {
        address: 'terraform_data.a',
        provisioners: [runs('local-exec', undefined, refers(...references))],
      },
    ],
  });

  it('tells what it is made of, each by its longest name', () => {
    expect(commandOf(step('self.triggers.dir', 'self.triggers', 'self', 'local.x'))).toEqual({
      references: ['self.triggers.dir', 'local.x'],
      inputs: [],
    });
  });

  it.each([
    [
      'what the plan is given',
      { variables: { dir: { default: '/a' } } },
      { dir: { value: '/b' } },
      '/b',
    ],
    ['its default', { variables: { dir: { default: '/a' } } }, {}, '/a'],
  ])('has the value of a variable by %s', (_, more, variables, value) => {
    expect(commandOf({ ...step('var.dir'), ...more }, variables)).toEqual({
      references: [],
      inputs: [{ name: 'var.dir', value, isSensitive: false }],
    });
  });

  it('follows a variable through modules to a value and to a resource', () => {
    const inner = {
      ...step('var.dir.path', 'var.id'),
      variables: { dir: { sensitive: true }, id: {} },
    };
    const outer = {
      module_calls: {
        inner: {
          module: inner,
          expressions: {
            dir: { references: ['var.folder'] },
            id: { references: ['aws_instance.b.id'] },
          },
        },
      },
      variables: { folder: {} },
    };
    const root = {
      module_calls: {
        outer: { module: outer, expressions: { folder: { constant_value: '/data' } } },
      },
    };
    const at = 'module.outer.module.inner.terraform_data.a';
    expect(commandOf(root, {}, at)).toEqual({
      references: ['module.outer.aws_instance.b.id'],
      inputs: [{ name: 'var.folder', value: '/data', isSensitive: true }],
    });
  });

  it('follows the output of a module', () => {
    const child = { outputs: { dir: { expression: { constant_value: '/data' } } } };
    const root = { ...step('module.child.dir'), module_calls: { child: { module: child } } };
    expect(commandOf(root)).toMatchObject({
      inputs: [{ name: 'module.child.dir', value: '/data' }],
    });
  });

  it('comes to an end where names lead to themselves', () => {
    const child = {
      outputs: { a: { expression: { references: ['var.a'] } } },
      variables: { a: {} },
    };
    const call = { module: child, expressions: { a: { references: ['module.child.a'] } } };
    const root = { ...step('module.child.a'), module_calls: { child: call } };
    expect(commandOf(root)).toEqual({ references: [], inputs: [] });
  });
});

it.each([
  ['a resource without an address', { provisioners: [runs('local-exec', 'x')] }, {}],
  ['provisioners that are no list', { address: 'a.b', provisioners: 7 }, {}],
  [
    'a provisioner without a type, and with a command that is no text',
    { address: 'a.b', provisioners: [{ expressions: { command: { constant_value: 7 } } }] },
    { 'a.b': [{ type: '', mayBeSkipped: false }] },
  ],
])('takes %s for what it is', (_, resource, expected) => {
  expect(provisionersOf({ resources: [resource] })).toMatchObject(expected);
});

it.each([undefined, null, 7, [], { root_module: 7 }, { root_module: { resources: [7, {}] } }])(
  'makes nothing of a configuration that is none: %j',
  (configuration) => {
    expect(parseProvisioners({ configuration }).size).toBe(0);
  },
);
