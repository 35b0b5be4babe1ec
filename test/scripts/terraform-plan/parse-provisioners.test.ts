import { unmarked, type Sayable } from '../../../scripts/masking/say';
import type { Provisioner } from '../../../scripts/terraform-plan/plan';
import { parseProvisioners } from '../../../scripts/terraform-plan/parse-provisioners';

const runs = (type: string, command?: unknown, more: object = {}) => ({
  type,
  ...(command !== undefined && { expressions: { command: { constant_value: command } } }),
  ...more,
});
const provisionersOf = (root_module: unknown, mask: (text: string) => Sayable = unmarked) =>
  Object.fromEntries(parseProvisioners({ root_module }, mask));

it('tells what each resource runs when it is made, in order', () => {
  const resources = [
    {
      address: 'terraform_data.gate',
      provisioners: [runs('local-exec', 'gate'), runs('remote-exec')],
    },
    { address: 'aws_instance.plain' },
    { address: 'aws_instance.empty', provisioners: [] },
  ];
  expect(provisionersOf({ resources })).toEqual({
    'terraform_data.gate': [
      { type: 'local-exec', command: 'gate', shown: 'gate', mayBeSkipped: false },
      { type: 'remote-exec', mayBeSkipped: false },
    ],
  });
});

it('knows no command where it is put together only when it runs', () => {
  const refers = { expressions: { command: { references: ['var.command'] } } };
  const resources = [
    { address: 'terraform_data.a', provisioners: [runs('local-exec', undefined, refers)] },
  ];
  expect(provisionersOf({ resources })).toEqual({
    'terraform_data.a': [{ type: 'local-exec', mayBeSkipped: false }],
  });
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
  expect(provisionersOf(module('root', { module_calls: { outer: { module: outer } } }))).toEqual({
    'terraform_data.step': [expect.objectContaining({ command: 'root' })],
    'module.outer.terraform_data.step': [expect.objectContaining({ command: 'outer' })],
    'module.outer.module.inner.terraform_data.step': [
      expect.objectContaining({ command: 'inner' }),
    ],
  });
});

it('shows commands masked', () => {
  const resources = [{ address: 'a.hunter2', provisioners: [runs('local-exec', 'pw=hunter2')] }];
  const mask = (text: string) => unmarked(text.replaceAll('hunter2', '***'));
  const [{ command, shown }] = provisionersOf({ resources }, mask)['a.hunter2'] as [Provisioner];
  expect({ command, shown }).toEqual({ command: 'pw=hunter2', shown: 'pw=***' });
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
  expect(provisionersOf({ resources: [resource] })).toEqual(expected);
});

it.each([undefined, null, 7, [], { root_module: 7 }, { root_module: { resources: [7, {}] } }])(
  'makes nothing of a configuration that is none: %j',
  (configuration) => {
    expect(parseProvisioners(configuration, unmarked).size).toBe(0);
  },
);
