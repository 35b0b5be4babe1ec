import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { FRAMEWORKS, importedFrom, linkFramework, type FrameworkName } from '../support/frameworks';
import {
  makeForeignProject,
  packPackage,
  type ForeignProject,
  type PackedPackage,
} from '../support/packed-package';

// What a team does with the published package, by each framework and its bindings.
/** The old way to resolve modules is known to the older compiler alone. */
const COMPILERS = { node10: 'typescript', nodenext: 'typescript-7' } as const;
const ARCHIVE = 'kafka.tar';

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
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { KafkaCluster, Network, Peer } from 'cdktf-kafka-cluster';
import spec from './spec';

const app = new App();
const stack = new TerraformStack(app, 'team-logs');
new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
const subnets = { 'eu-west-1a': 'subnet-0a1b2c3d', 'eu-west-1b': 'subnet-0b1c2d3e', 'eu-west-1c': 'subnet-0c1d2e3f' };
const network = Network.existing({ vpcId: 'vpc-0a1b2c3d', subnets });
const cluster = new KafkaCluster(stack, 'Kafka', { spec, network, kafkaArchive: '${ARCHIVE}' });
cluster.allowClientsFrom('shippers', Peer.securityGroup('sg-0c1d2e3f'));
cluster.allowSshFrom('deploys', Peer.ipv4('10.1.0.0/16'));
new TerraformOutput(stack, 'inventory', { value: cluster.inventory, staticId: true });
// @ts-expect-error: the package's types are read, not taken for any
const unread: number = cluster.bootstrapServers;
app.synth();
`;

type Resolution = 'node10' | 'nodenext';

/** As cdktf's template compiles, and as newer ones do; declarations are checked, and files go to `out`. */
function compile(moduleResolution: Resolution, ...files: readonly string[]): void {
  const module = moduleResolution === 'node10' ? 'commonjs' : 'nodenext';
  const compiler = COMPILERS[moduleResolution];
  project.run(
    ...(['node', join(packageFolder(), 'node_modules', compiler, 'bin/tsc')] as const),
    ...['--module', module, '--moduleResolution', moduleResolution, '--target', 'es2023'],
    ...(moduleResolution === 'node10' ? ['--ignoreDeprecations', '6.0'] : []),
    ...['--strict', '--esModuleInterop', '--types', 'node'],
    ...['--typeRoots', join(packageFolder(), 'node_modules/@types')],
    ...['--resolveJsonModule', '--rootDir', '.', '--outDir', 'out', ...files],
  );
}

let packed: PackedPackage;
let project: ForeignProject;

beforeAll(() => {
  packed = packPackage();
  project = makeForeignProject(packed);
  project.write(ARCHIVE, 'an archive');
  project.write('spec.ts', SPEC);
});

afterAll(() => {
  project?.remove();
  packed?.remove();
});

/** What `npm install` is told, as docs/construct.md says it. */
const INSTALLED: Readonly<Record<FrameworkName, readonly string[]>> = {
  oldest: ['cdktf@0.21', 'constructs', '@cdktf/provider-aws@20'],
  cdktf5: ['cdktf@0.21', 'constructs', '@cdktf/provider-aws@20'],
  cdktf6: ['cdktf@0.21', 'constructs', '@cdktf/provider-aws@21'],
  terrain: ['cdktn@0.24', 'constructs', '@cdktn/provider-aws@25'],
};
/** All of them, and the old way to resolve modules, by `ALL_FRAMEWORKS=true`: bindings of 400 MB are installed for each. */
const isWhole = process.env.ALL_FRAMEWORKS !== undefined;
const NAMES = (Object.keys(FRAMEWORKS) as readonly FrameworkName[]).filter(
  (name) => isWhole || name === 'cdktf5' || name === 'terrain',
);
const ANY_FRAMEWORK = /^node_modules\/(.*\/)?(cdktf|cdktn|constructs|@cdkt[fn]\/.*)$/;

type Terraform = Readonly<Record<'resource' | 'data' | 'output', object>>;
const synthesized = new Map<FrameworkName, Terraform>();

describe.each(NAMES)('with %s', (name) => {
  const framework = FRAMEWORKS[name];

  beforeAll(() => linkFramework(join(project.folder, 'node_modules'), framework));

  it('is installed beside it without a conflict, one copy of each package', () => {
    const manifest = JSON.stringify({ private: true, name: 'bare' });
    project.write('bare/package.json', manifest);
    project.run(
      ...(['npm', 'install', '--prefix', join(project.folder, 'bare'), packed.tarball] as const),
      ...[...INSTALLED[name], '--package-lock-only', '--prefer-offline', '--no-audit'],
    );
    const lock = JSON.parse(
      readFileSync(join(project.folder, 'bare/package-lock.json'), 'utf8'),
    ) as {
      packages: Record<string, object>;
    };
    const found = Object.keys(lock.packages).filter((each) => ANY_FRAMEWORK.test(each));
    const wanted = Object.keys(framework.packages).map((each) => `node_modules/${each}`);
    expect(found.sort()).toEqual(wanted.sort());
    rmSync(join(project.folder, 'bare'), { recursive: true });
  });

  /** The package's own code, as one that imports this framework. */
  function writeOwn(): string {
    for (const room of ['stacks', 'cluster']) {
      const to = join(project.folder, 'own', room);
      cpSync(join(packageFolder(), room), to, { recursive: true });
    }
    for (const file of readdirSync(join(project.folder, 'own/stacks'), { recursive: true })) {
      const path = `own/stacks/${file.toString()}`;
      if (!path.endsWith('.ts')) continue;
      const text = readFileSync(join(project.folder, path), 'utf8');
      project.write(path, importedFrom(framework, text));
    }
    return 'own/stacks/main.ts';
  }

  const resolutions: [Resolution, string, () => readonly string[]][] = [
    ['node10', 'a stack of fifteen lines', () => []],
    ['nodenext', 'a stack of fifteen lines and the package’s own code', () => [writeOwn()]],
  ];
  // The compiler reads the framework's types, which takes it most of the time, for both at once. By the old way it
  // looks for each entry of this package once: newer bindings of the same framework change nothing in that.
  it.each(resolutions.filter(([way]) => way === 'nodenext' || (isWhole && name !== 'cdktf6')))(
    'compiles by %s resolution, declarations checked, %s, and synthesizes the stack',
    (moduleResolution, _, others) => {
      project.write('main.ts', importedFrom(framework, STACK));
      compile(moduleResolution, 'main.ts', ...others());
      // Nothing of another framework is there to be found.
      project.run('node', 'out/main.js');
      const file = join(project.folder, 'cdktf.out/stacks/team-logs/cdk.tf.json');
      const { resource, data, output } = JSON.parse(readFileSync(file, 'utf8')) as Terraform;
      synthesized.set(name, { resource, data, output });
    },
  );
});

it('asks AWS for the very same with each of them', () => {
  const [first, ...others] = NAMES.map((name) => synthesized.get(name));
  expect(Object.keys(first!.resource)).toContain('aws_instance');
  for (const other of others) expect(other).toEqual(first);
});
