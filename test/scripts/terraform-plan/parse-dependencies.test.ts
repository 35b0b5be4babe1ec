import { parseDependencies } from '../../../scripts/terraform-plan/parse-dependencies';

const resource = (address: string, more: object = {}) => ({ address, ...more });
const refers = (...references: readonly string[]) => ({ references });
const dependenciesOf = (root: object) =>
  Object.fromEntries(parseDependencies({ root_module: root }));

it('finds what a resource refers to and what it waits for, without indexes and attributes', () => {
  const resources = [
    resource('aws_instance.a', {
      expressions: {
        kms_key_id: refers('aws_kms_key.k["a.b"].arn', 'aws_kms_key.k["a.b"]', 'aws_kms_key.k'),
        block: [{ subnet_id: refers('data.aws_subnet.s[0].id', 'data.aws_subnet.s') }],
        literal: { constant_value: { references: ['aws_no.thing'] } },
      },
      provisioners: [{ expressions: { command: refers('terraform_data.input.output') } }],
      count_expression: refers('var.number', 'local.x'),
      depends_on: ['terraform_data.gate'],
    }),
    resource('terraform_data.gate'),
  ];
  expect(dependenciesOf({ resources })).toEqual({
    'aws_instance.a': [
      'aws_kms_key.k',
      'data.aws_subnet.s',
      'terraform_data.gate',
      'terraform_data.input',
    ],
    'terraform_data.gate': [],
  });
});

it('looks through the inputs and outputs of modules, also of those inside of others', () => {
  const inner = {
    resources: [resource('aws_instance.i', { expressions: { subnet_id: refers('var.subnet') } })],
    outputs: { id: { expression: refers('aws_instance.i.id', 'aws_instance.i') } },
  };
  const outer = {
    module_calls: {
      inner: { expressions: { subnet: refers('var.net') }, module: inner },
    },
    outputs: { host: { expression: refers('module.inner.id', 'module.inner') } },
  };
  const root = {
    resources: [
      resource('aws_subnet.s'),
      resource('aws_eip.e', { expressions: { instance: refers('module.outer.host') } }),
    ],
    module_calls: {
      outer: { expressions: { net: refers('aws_subnet.s.id', 'aws_subnet.s') }, module: outer },
    },
  };
  expect(dependenciesOf(root)).toEqual({
    'aws_subnet.s': [],
    'aws_eip.e': ['module.outer.module.inner.aws_instance.i'],
    'module.outer.module.inner.aws_instance.i': ['aws_subnet.s'],
  });
});

it('lets all of a module wait for what its call waits for, and others for all of a module', () => {
  const module = { resources: [resource('aws_instance.i'), resource('aws_eip.e')] };
  const root = {
    resources: [resource('terraform_data.last', { depends_on: ['module.hosts'] })],
    module_calls: { hosts: { depends_on: ['terraform_data.gate'], module } },
  };
  expect(dependenciesOf(root)).toEqual({
    'terraform_data.last': ['module.hosts.aws_eip.e', 'module.hosts.aws_instance.i'],
    'module.hosts.aws_instance.i': ['terraform_data.gate'],
    'module.hosts.aws_eip.e': ['terraform_data.gate'],
  });
});

it('comes to an end where names go round in a circle', () => {
  const module = {
    resources: [resource('aws_eip.e', { expressions: { a: refers('var.v') } })],
    outputs: { o: { expression: refers('var.v') } },
  };
  const root = { module_calls: { m: { expressions: { v: refers('module.m.o') }, module } } };
  expect(dependenciesOf(root)).toEqual({ 'module.m.aws_eip.e': [] });
});

it.each([undefined, null, 7, [], { root_module: 7 }, { root_module: { resources: [7, {}] } }])(
  'makes nothing of a configuration that is none: %j',
  (configuration) => {
    expect(parseDependencies(configuration).size).toBe(0);
  },
);
