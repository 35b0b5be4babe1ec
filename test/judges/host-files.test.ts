import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RenderedHost } from '../../cluster/host-files';
import { parseProperties } from '../../cluster/settings/java-properties';
import { readByJudge, type FileToJudge, type Reading } from '../support/judges/host-files-judge';
import { renderForProduction } from '../support/render-for-production';
import { GOLDEN_SPECS } from '../support/specs';

const CLUSTERS = Object.entries(GOLDEN_SPECS).map(([name, spec]) => ({
  name,
  hosts: renderForProduction(spec),
}));

/** A file of one of the clusters, with what stands in it. */
interface Judged {
  readonly name: string;
  readonly host: RenderedHost['host'];
  readonly written: ReadonlyMap<string, string>;
  readonly reading: Reading;
}

describe('in production, on every host of every golden spec', () => {
  let root: string;
  let brokers: readonly Judged[];
  let members: readonly Judged[];

  beforeAll(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'host-files-')));
    for (const { name, hosts } of CLUSTERS) {
      for (const { host, files } of hosts) {
        for (const { path, content } of files) write(placeOf(name, host.name, path), content);
      }
    }
    const files = [...filesNamed('server.properties'), ...filesNamed('zoo.cfg')];
    const readings = await readByJudge(files.map(({ question }) => question));
    const judged = files.map((file, index) => ({ ...file, reading: readings[index]! }));
    brokers = judged.filter(({ question }) => question.kind === 'broker');
    members = judged.filter(({ question }) => question.kind === 'zookeeper');
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const placeOf = (cluster: string, host: string, path: string) => join(root, cluster, host, path);

  function write(path: string, content: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  function filesNamed(file: 'server.properties' | 'zoo.cfg') {
    return CLUSTERS.flatMap(({ name, hosts }) =>
      hosts.flatMap(({ host, files }) =>
        files
          .filter(({ path }) => path.endsWith(`/${file}`))
          .map(({ path, content }) => {
            const question: FileToJudge =
              file === 'zoo.cfg'
                ? { kind: 'zookeeper', path: withFoldersHere(name, host.name, path, content) }
                : { kind: 'broker', path: placeOf(name, host.name, path) };
            return { name, host, written: parseProperties(content), question };
          }),
      ),
    );
  }

  /** ZooKeeper looks for myid in the data folder, which stands below the root here. */
  function withFoldersHere(cluster: string, host: string, path: string, content: string): string {
    const here = placeOf(cluster, host, path);
    write(here, content.replace(/^(dataDir|dataLogDir)=/gm, `$1=${placeOf(cluster, host, '')}`));
    return here;
  }

  it("Kafka's own class accepts server.properties and knows every key", () => {
    expect(brokers.length).toBe(6 * 3);
    for (const { reading } of brokers) {
      expect(reading.refused).toBeUndefined();
      expect(Object.values(reading)).not.toContain('unknown');
    }
  });

  it('Kafka reads back every value as it was written', () => {
    for (const { written, reading } of brokers) {
      expect(written.size).toBeGreaterThan(25);
      expect(reading).toEqual(Object.fromEntries(written));
    }
  });

  it("ZooKeeper's own class accepts zoo.cfg and finds the member and the voters it should", () => {
    expect(members.length).toBe(3 + 5 + 3 + 3 + 3 + 3);
    for (const { name, host, written, reading } of members) {
      const voters = CLUSTERS.find((cluster) => cluster.name === name)!
        .hosts.flatMap((other) => other.host.zookeeper?.id ?? [])
        .sort((a, b) => a - b);
      const value = (key: string) => written.get(key);
      expect(reading).toEqual({
        serverId: String(host.zookeeper!.id),
        voters: `[${voters.join(', ')}]`,
        tickTime: value('tickTime'),
        initLimit: value('initLimit'),
        syncLimit: value('syncLimit'),
        dataDir: placeOf(name, host.name, value('dataDir')!),
        dataLogDir: placeOf(name, host.name, value('dataLogDir')!),
        ...openPorts(value),
        maxClientCnxns: value('maxClientCnxns'),
        purgeInterval: value('autopurge.purgeInterval'),
        snapRetainCount: value('autopurge.snapRetainCount'),
        standaloneEnabled: 'false',
        reconfigEnabled: 'false',
        quorumListenOnAllIPs: 'true',
        adminServer: 'false',
        fourLetterWords: value('4lw.commands.whitelist'),
        tcpKeepAlive: 'true',
      });
    }
  });
});

/** Under TLS the plain port is closed. */
function openPorts(value: (key: string) => string | undefined) {
  const port = value('secureClientPort');
  return port === undefined
    ? { clientPort: value('clientPort'), clientAddress: value('clientPortAddress') }
    : { secureClientPort: port, secureClientAddress: value('secureClientPortAddress') };
}
