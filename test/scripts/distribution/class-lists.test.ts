import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KAFKA_VERSIONS } from '../../../cluster/kafka-releases';
import { PROCESSES } from '../../../cluster/processes/processes';
import {
  CLASS_LISTS,
  classListFile,
  classLists,
  mergeClassLists,
} from '../../../scripts/distribution/class-lists';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import { findJava } from '../../../scripts/prerequisites/java';

describe.each(KAFKA_VERSIONS)('of Kafka %s', (version) => {
  it.each(PROCESSES)('the list of $name is as its generator writes it', ({ name, mainClass }) => {
    const list = readFileSync(classListFile(version, name), 'utf8');
    expect(mergeClassLists([list])).toBe(list);
    expect(list.split('\n')).toContain(mainClass.replaceAll('.', '/'));
  });

  it('a JVM makes an archive of all that the lists in its distribution name', async () => {
    const distribution = await ensureDistribution({ kafkaVersion: version });
    const folder = mkdtempSync(join(tmpdir(), 'class-lists-'));
    try {
      for (const { name } of classLists(version)) {
        const archive = join(folder, `${name}.jsa`);
        const told = dump(distribution, join(distribution, CLASS_LISTS, name), archive);
        expect(statSync(archive).size).toBeGreaterThan(15_000_000);
        // Another Java than the generator's may lack some classes of its own.
        const missing = told.match(/Cannot find (?!(java|javax|jdk|sun|com\/sun)\/)\S+/g) ?? [];
        expect(missing).toEqual([]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function dump(distribution: string, list: string, archive: string): string {
  const flags = ['-Xshare:dump', `-XX:SharedClassListFile=${list}`];
  return execFileSync(
    findJava()!,
    [...flags, `-XX:SharedArchiveFile=${archive}`, '-cp', `${distribution}/libs/*`],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

test('lists of several runs become one: each line once, sorted, without classes that a JVM spins', () => {
  const header = '# NOTE: Do not modify this file.\n#\n';
  const first = `${header}kafka/Kafka\njava/lang/Object\njdk/proxy1/$Proxy0\n`;
  const second = `${header}@lambda-proxy kafka/Kafka run ()V\njava/lang/Object\na/B$$Lambda$14/0x0000000800\n`;
  expect(mergeClassLists([first, second])).toBe(
    '@lambda-proxy kafka/Kafka run ()V\njava/lang/Object\nkafka/Kafka\n',
  );
});
