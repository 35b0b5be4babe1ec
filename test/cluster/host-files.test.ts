import { createHash } from 'node:crypto';
import type { HostFile, RenderedHost } from '../../cluster/host-files';
import { processesOf } from '../../cluster/processes/host-process';
import { goldenFiles } from '../support/golden';
import { specProblems } from '../../cluster/validate-spec';
import { productionTopology } from '../support/production-topology';
import { renderForProduction } from '../support/render-for-production';
import { validSpec } from '../support/spec-builder';
import { GOLDEN_SPECS } from '../support/specs';

function fileOf({ files }: RenderedHost, end: string): HostFile {
  const [file, ...others] = files.filter(({ path }) => path.endsWith(end));
  expect(others).toEqual([]);
  return file!;
}

/** Of hosts that have the same roles, the first: the others differ in names and ids only. */
function oneOfEachKind(hosts: readonly RenderedHost[]): readonly RenderedHost[] {
  const kind = ({ host }: RenderedHost) => `${!!host.broker} ${!!host.zookeeper}`;
  return hosts.filter(
    (host, index) => hosts.findIndex((other) => kind(other) === kind(host)) === index,
  );
}

function asGolden({ files }: RenderedHost): Record<string, string> {
  const owned = files.map(({ path, owner, group, mode, onChange }) =>
    [mode.toString(8).padStart(4, '0'), `${owner}:${group}`, onChange, path].join(' '),
  );
  // A program is the same on every host, and stands in templates/.
  const contents = files
    .filter(({ mode }) => mode !== 0o755)
    .map(({ path, content }) => [path.slice(1), content] as const);
  return { ...Object.fromEntries(contents), 'files.txt': `${owned.join('\n')}\n` };
}

describe.each(Object.entries(GOLDEN_SPECS))('the files of %s', (name, spec) => {
  const hosts = renderForProduction(spec);

  it.each(oneOfEachKind(hosts).map((rendered) => [rendered.host.name, rendered] as const))(
    'are those of test/golden on %s (UPDATE_GOLDEN=1 makes them so)',
    (hostName, rendered) => {
      const files = asGolden(rendered);
      const golden = goldenFiles(`${name}/${hostName}`, files);
      expect(Object.keys(files).sort()).toEqual(Object.keys(golden).sort());
      expect(files).toEqual(golden);
    },
  );

  it('come from a spec without a problem', () => {
    expect(specProblems(spec)).toEqual([]);
  });

  it('give every host an identity of its own', () => {
    for (const rendered of hosts) {
      const { host } = rendered;
      if (host.broker) {
        const properties = fileOf(rendered, '/server.properties').content.split('\n');
        expect(properties).toContain(`broker.id=${host.broker.id}`);
        expect(properties).toContain(`broker.rack=${host.rack}`);
        const door = host.broker.listeners[0]!.name;
        expect(properties.join('\n')).toContain(`${door}://${host.address}:`);
      }
      if (host.zookeeper) {
        expect(fileOf(rendered, '/myid').content).toBe(`${host.zookeeper.id}\n`);
      }
    }
  });

  it('carry the digest of their content, and stand at paths of their own', () => {
    for (const { files } of hosts) {
      for (const { content, sha256 } of files) {
        expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
      }
      expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    }
  });
});

it('the same spec renders to the same bytes', () => {
  expect(renderForProduction(validSpec())).toEqual(renderForProduction(validSpec()));
});

it('a host without a broker has no file of Kafka, and one without a voter none of ZooKeeper', () => {
  const names = renderForProduction(GOLDEN_SPECS['many-disks']!).map(({ host, files }) => ({
    broker: host.broker !== undefined,
    kafka: files.some(({ path }) => /\/kafka[./-]/.test(path)),
    zookeeper: files.some(({ path }) => /\/zookeeper[./-]/.test(path)),
  }));
  for (const { broker, kafka, zookeeper } of names) {
    expect({ kafka, zookeeper }).toEqual({ kafka: broker, zookeeper: !broker });
  }
});

it('each process starts by the command that its systemd unit holds', () => {
  const topology = productionTopology();
  for (const rendered of renderForProduction(validSpec())) {
    const commands = processesOf(topology, rendered.host).map(
      ({ unit, command }) => [unit, `ExecStart=${command.join(' ')}`] as const,
    );
    expect(commands.map(([unit]) => unit)).toEqual(['zookeeper.service', 'kafka.service']);
    for (const [unit, line] of commands) {
      expect(fileOf(rendered, `/${unit}`).content.split('\n')).toContain(line);
    }
  }
});
