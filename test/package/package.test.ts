import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { packageFolder } from '../../cluster/package-folder';
import {
  linkAwsBindings,
  makeForeignProject,
  packPackage,
  type ForeignProject,
  type PackedPackage,
} from '../support/packed-package';

const MEGABYTE = 1_000_000;
const bin = (program: string) => join(packageFolder(), 'node_modules/.bin', program);

let packed: PackedPackage;
let project: ForeignProject;

beforeAll(() => {
  packed = packPackage();
  project = makeForeignProject(packed);
}, 300_000);

afterAll(() => {
  project?.remove();
  packed?.remove();
});

describe('the tarball', () => {
  it('is smaller than a megabyte', () => {
    expect(packed.sizeBytes).toBeLessThan(MEGABYTE);
  });

  it('holds what users need, and nothing else', () => {
    const expected = [
      /^dist\/(cluster|scripts|stacks)\/.*\.(js|d\.ts|json)$/,
      /^templates\/.*$/,
      /^kafka\/(pom\.xml|jars\.json)$/,
      /^(CHANGELOG\.md|LICENSE|README\.md|package\.json)$/,
    ];
    expect(packed.files.filter((file) => !expected.some((each) => each.test(file)))).toEqual([]);
  });

  it('leaves out the example stack, which is for copying', () => {
    expect(
      packed.files.filter((file) => /main|kafka-cluster-stack|prod-logging/.test(file)),
    ).toEqual([]);
  });

  it('holds every template', () => {
    const templates = packed.files.filter((file) => file.startsWith('templates/'));
    expect(templates).toEqual(
      expect.arrayContaining(['templates/server.properties.hbs', 'templates/host/first-boot.hbs']),
    );
  });
});

describe('judged by others', () => {
  it('publint has no complaint', () => {
    expect(project.run(bin('publint'), 'run', '--strict', packed.tarball)).toContain('All good!');
  });

  it('arethetypeswrong has no complaint', () => {
    expect(project.run(bin('attw'), packed.tarball, '--no-emoji')).toContain('No problems found');
  });
});

describe('installed into an empty project', () => {
  it('has the pure part without cdktf, and works without it', () => {
    const modules = project.run(
      'node',
      '-e',
      `const { Storage } = require('cdktf-kafka-cluster/cluster');
       if (Storage.gp3({ volumesPerBroker: 1, sizeGiB: 1 }).kind !== 'gp3') throw new Error('not gp3');
       console.log(Object.keys(require.cache).join('\\n'));`,
    );
    expect(modules).toContain('dist/cluster/index.js');
    expect(modules).not.toMatch(/node_modules\/(@?cdktf|constructs)\//);
  });

  it('says what the construct needs beside it, and how to get it', () => {
    expect(() => project.run('node', '-e', "require('cdktf-kafka-cluster')")).toThrow(
      'cdktf-kafka-cluster: must have @cdktf/provider-aws, cdktf, constructs installed beside it. ' +
        'Run: npm install "@cdktf/provider-aws@>=20.1 <22" "cdktf@>=0.21 <1" "constructs@^10.4.2"',
    );
  });

  it('brings the command, which works without cdktf', () => {
    const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(project.run('npx', '--no-install', 'cdktf-kafka', '--version').trim()).toBe(version);
  });

  it('has the schema of the review of a plan', () => {
    const script = "require('cdktf-kafka-cluster/plan-review.schema.json').title";
    expect(project.run('node', '-p', script).trim()).toBe('Review of a plan');
  });
});

const SPEC = `import { Security, Storage, type KafkaClusterSpec } from 'cdktf-kafka-cluster/cluster';

const spec: KafkaClusterSpec = {
  clusterName: 'team-logs',
  security: Security.plaintext(),
  instanceType: 'r7i.xlarge',
  storage: Storage.gp3({ volumesPerBroker: 2, sizeGiB: 1_000 }),
  brokers: ['a', 'b', 'c'].map((zone, index) => ({ id: index + 1, rack: 'eu-west-1' + zone })),
  workload: { ingestMBPerSecond: 2, consumers: 2, partitions: 60 },
};
export default spec;
`;

const STACK = `import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { KafkaCluster, Network, Peer } from 'cdktf-kafka-cluster';
import spec from './spec';

const app = new App();
const stack = new TerraformStack(app, 'team-logs');
new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
const subnets = { 'eu-west-1a': 'subnet-0a1b2c3d', 'eu-west-1b': 'subnet-0b1c2d3e', 'eu-west-1c': 'subnet-0c1d2e3f' };
const network = Network.existing({ vpcId: 'vpc-0a1b2c3d', subnets });
const cluster = new KafkaCluster(stack, 'Kafka', { spec, network, kafkaArchive: 'kafka.tar' });
cluster.allowClientsFrom('shippers', Peer.securityGroup('sg-0c1d2e3f'));
cluster.allowSshFrom('deploys', Peer.ipv4('10.1.0.0/16'));
app.synth();
`;

/** Compiles the project as cdktf's template does and as newer ones do, and synthesizes it. */
function synthesize(moduleResolution: 'node10' | 'nodenext'): Readonly<Record<string, object>> {
  const module = moduleResolution === 'node10' ? 'commonjs' : 'nodenext';
  project.write('kafka.tar', 'an archive');
  project.write('spec.ts', SPEC);
  project.write('main.ts', STACK);
  project.run(
    ...([bin('tsc'), '--module', module, '--moduleResolution', moduleResolution] as const),
    ...['--strict', '--esModuleInterop', '--target', 'es2022', '--types', 'node'],
    ...['--typeRoots', join(packageFolder(), 'node_modules/@types'), '--ignoreDeprecations', '6.0'],
    ...['--skipLibCheck', 'main.ts'],
  );
  project.run('node', 'main.js');
  const file = join(project.folder, 'cdktf.out/stacks/team-logs/cdk.tf.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { resource: Record<string, object> }).resource;
}

describe.each([
  ['cdktf', ['cdktf@0.21.0', 'constructs@10.4.2']],
  ['its fork under the name of cdktf', ['cdktf@npm:cdktn@0.24.0', 'constructs@10.7.0']],
])('with %s', (_, packages) => {
  beforeAll(() => {
    project.install(...packages);
    linkAwsBindings(project);
  }, 300_000);

  it.each(['node10', 'nodenext'] as const)(
    'a stack of fifteen lines compiles by %s resolution, and synthesizes',
    (moduleResolution) => {
      const resources = synthesize(moduleResolution);
      expect(Object.keys(resources.aws_instance!)).toHaveLength(3);
      expect(Object.keys(resources.aws_ebs_volume!)).toHaveLength(9);
    },
    120_000,
  );
});
