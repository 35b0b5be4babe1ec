import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Security, type KafkaClusterSpec, type ShipperSpec } from '../../../cluster/index';
import { renderShipper } from '../../../cluster/shippers/render-shipper';
import { withoutComments } from '../../../cluster/shippers/without-comments';
import type { ShipperFile } from '../../../cluster/shippers/shipper-files';
import { describeOnLinux } from '../../support/on-linux';
import { productionTopology } from '../../support/production-topology';

const web: ShipperSpec = {
  name: 'web',
  client: 'shipper',
  files: [
    { pattern: '/var/log/nginx/*.log', topic: 'app-nginx', exclude: ['debug*'] },
    {
      ...{ pattern: '/var/log/app/app.log', topic: 'app-app', fields: { service: 'app' } },
      rotate: { sizeMiB: 100, reopen: 'systemctl kill --signal=HUP app' },
    },
  ],
};
const secured = {
  ...{ security: Security.tls(), clients: [{ name: 'shipper', produce: ['app-*'] }] },
  shippers: [web],
};

function rendered(changes: Partial<KafkaClusterSpec> = secured): readonly ShipperFile[] {
  const topology = productionTopology(changes);
  return renderShipper(topology, topology.spec.shippers[0]!);
}

const contentOf = (files: readonly ShipperFile[], name: string) =>
  files.find((file) => file.name === name)!.content;

it('tells the program where the cluster is, how to log in, and what goes where', () => {
  const settings = JSON.parse(contentOf(rendered(), 'shipper.json')) as object;
  expect(settings).toMatchObject({
    kafka: {
      'bootstrap.servers': expect.stringContaining(':9093') as string,
      'security.protocol': 'sasl_ssl',
      'sasl.username': 'shipper',
      'ssl.endpoint.identification.algorithm': 'https',
    },
    passwordFile: 'password',
    auditTopic: 'shipper-reports',
    files: [
      { pattern: '/var/log/nginx/*.log', topic: 'app-nginx', exclude: ['debug*'] },
      { pattern: '/var/log/app/app.log', topic: 'app-app', fields: { service: 'app' } },
    ],
  });
});

it('asks for no login where nobody logs in', () => {
  const files = rendered({ shippers: [{ name: 'web', files: web.files }] });
  const settings = contentOf(files, 'shipper.json');
  expect(settings).not.toMatch(/sasl|ssl|password/);
  expect(contentOf(files, 'install.sh')).not.toContain('usage: sh install.sh --trusted');
  expect(contentOf(files, 'cdktf-kafka-ship.service')).not.toContain('LoadCredential');
});

it('has all files in the text for a first boot, and no secret', () => {
  const files = rendered();
  const text = contentOf(files, 'cloud-init.yaml');
  const { write_files: written } = parse(text) as {
    write_files: { path: string; content: string; permissions: string }[];
  };
  expect(
    written.map(({ path, content, permissions }) => [path.split('/').at(-1), content, permissions]),
  ).toEqual(
    files
      .filter(({ name }) => name !== 'cloud-init.yaml')
      .map(({ name, content, mode }) => [
        name,
        name === 'install.sh' ? (expect.any(String) as string) : withoutComments(content),
        `0${mode.toString(8)}`,
      ]),
  );
  const installer = written.find(({ path }) => path.endsWith('/install.sh'))!;
  expect(execFileSync('sh', ['-n'], { input: installer.content, encoding: 'utf8' })).toBe('');
  expect(installer.content).not.toContain('--remove');
});

describeOnLinux('what is installed on hosts', () => {
  let folder: string;
  const files = rendered();
  const at = (name: string) => join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'shipper-'));
    for (const { name, content, mode } of files) {
      // systemd-analyze wants each program to be there.
      const here = content.replaceAll('/usr/local/lib/cdktf-kafka-ship/', `${folder}/`);
      writeFileSync(at(name), here);
      chmodSync(at(name), mode);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are units that systemd takes, hardened', () => {
    const units = files.map(({ name }) => name).filter((name) => /\.(?:service|timer)$/.test(name));
    const { stderr, status } = spawnSync(
      'systemd-analyze',
      ['verify', '--man=no', ...units.map(at)],
      {
        encoding: 'utf8',
      },
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    // A rotation that fails keeps no disk full.
    const prune = readFileSync(at('cdktf-kafka-ship-prune.service'), 'utf8');
    expect(prune).toMatch(/^ExecStart=\S+ prune \S+\nExecStart=\/usr\/sbin\/logrotate /m);
    execFileSync('systemd-analyze', [
      ...['security', '--offline=true', '--threshold=20', at('cdktf-kafka-ship.service')],
    ]);
  });

  it('are a rotation that logrotate takes, which removes nothing', () => {
    const { stderr, status } = spawnSync('logrotate', ['-d', at('logrotate.conf')], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    });
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/^error/m);
    expect(readFileSync(at('logrotate.conf'), 'utf8')).toContain('rotate -1');
  });

  it('are installed by a script that a shell takes, and that says what it lacks', () => {
    execFileSync('shellcheck', ['--shell=sh', at('install.sh')]);
    const { stderr, status } = spawnSync('sh', [at('install.sh'), '--trusted'], {
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('usage: sh install.sh --trusted FILE --password-file FILE');
    expect(stderr).toContain('cdktf-kafka clients trusted');
  });
});
