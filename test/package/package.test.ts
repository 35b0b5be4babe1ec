import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { packageFolder } from '../../cluster/package-folder';
import { FRAMEWORKS, linkFramework } from '../support/frameworks';
import {
  makeForeignProject,
  packPackage,
  type ForeignProject,
  type PackedPackage,
} from '../support/packed-package';

const MOST_BYTES = 1_600_000;
const bin = (program: string) => join(packageFolder(), 'node_modules/.bin', program);

let packed: PackedPackage;
let project: ForeignProject;

beforeAll(() => {
  packed = packPackage();
  project = makeForeignProject(packed);
});

afterAll(() => {
  project?.remove();
  packed?.remove();
});

describe('the tarball', () => {
  it('is smaller than 1.6 MB', () => {
    expect(packed.sizeBytes).toBeLessThan(MOST_BYTES);
  });

  it('holds what users need, and nothing else', () => {
    const expected = [
      /^dist\/(cluster|scripts|stacks|terrain)\/.*\.(js|d\.ts|json)$/,
      /^templates\/.*$/,
      /^docs\/.*\.(md|yml|yaml)$/,
      /^kafka\/(pom\.xml|jars-[\d.]+\.json|class-lists\/[\d.]+\/[a-z]+\.txt)$/,
      /^(CHANGELOG\.md|LICENSE|README\.md|package\.json)$/,
    ];
    expect(packed.files.filter((file) => !expected.some((each) => each.test(file)))).toEqual([]);
  });

  it('leaves out the example stack, which is for copying', () => {
    expect(
      packed.files.filter((file) => /\/main\.|kafka-cluster-stack|prod-logging/.test(file)),
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
    expect(() => project.run('node', '-e', "require('cdktf-kafka-cluster/terrain')")).toThrow(
      'cdktf-kafka-cluster/terrain: must have @cdktn/provider-aws, cdktn, constructs installed beside it. ' +
        'Run: npm install "@cdktn/provider-aws@>=25.5" "cdktn@>=0.24" "constructs@>=10.6 <10.8"',
    );
  });

  it.each([
    ['', 'terrain', "; or, with CDK Terrain, import 'cdktf-kafka-cluster/terrain'"],
    ['/terrain', 'cdktf5', "; or, with CDKTF, import 'cdktf-kafka-cluster'"],
  ] as const)(
    'says for cdktf-kafka-cluster%s what to import where %s is there instead',
    async (entry, name, hint) => {
      await linkFramework(join(project.folder, 'node_modules'), FRAMEWORKS[name]);
      const script = `require('cdktf-kafka-cluster${entry}')`;
      expect(() => project.run('node', '-e', script)).toThrow(hint);
    },
  );

  it('brings the command, which works without cdktf', () => {
    const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(project.run('npx', '--no-install', 'cdktf-kafka', '--version').trim()).toBe(version);
  });

  it.each([
    ['plan-review', 'Review of a plan'],
    ['status', 'Status of a cluster'],
    ['topics', 'Topics of a cluster'],
  ])('has the schema of the JSON that %s prints', (command, title) => {
    const script = `require('cdktf-kafka-cluster/${command}.schema.json').title`;
    expect(project.run('node', '-p', script).trim()).toBe(title);
  });
});
