import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
import { findPython } from '../../../scripts/local/find-python';

const OF_JAVA = /^(java|javax|jdk|sun|com\/sun|org\/(?:w3c|xml|ietf|jcp))\//;

// That a JVM makes archives of them, the suites show that start a cluster of each release.
describe.each(KAFKA_VERSIONS)('of Kafka %s', (version) => {
  it.each(PROCESSES)('the list of $name is as its generator writes it', ({ name, mainClass }) => {
    const list = readFileSync(classListFile(version, name), 'utf8');
    expect(mergeClassLists([list])).toBe(list);
    expect(list.split('\n')).toContain(mainClass.replaceAll('.', '/'));
  });

  it('all that the lists in its distribution name is in its jars, apart from what Java has', async () => {
    const distribution = await ensureDistribution({ kafkaVersion: version });
    const inJars = new Set(classesOf(distribution));
    for (const { name } of classLists(version)) {
      const list = readFileSync(join(distribution, CLASS_LISTS, name), 'utf8');
      // `@lambda-proxy kafka/Kafka …` is of a class as well.
      const named = [...list.matchAll(/^(?:@lambda-\S+ )?([\w$/]+)/gm)].map(([, of]) => of!);
      expect(named.length).toBeGreaterThan(1_000);
      const missing = named.filter((each) => !inJars.has(each) && !OF_JAVA.test(each));
      expect(missing).toEqual([]);
    }
  });
});

/** `kafka/Kafka` and all others, by Python, which reads archives. */
function classesOf(distribution: string): readonly string[] {
  const program = `import glob, zipfile
for jar in glob.glob('${distribution}/libs/*.jar'): print('\\n'.join(zipfile.ZipFile(jar).namelist()))`;
  const names = execFileSync(findPython(), ['-c', program], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return [...names.matchAll(/^(?:META-INF\/versions\/\d+\/)?(.+)\.class$/gm)].map(
    ([, name]) => name!,
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
