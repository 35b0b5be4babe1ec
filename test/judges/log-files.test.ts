import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readByJudge } from '../support/judges/host-files-judge';
import { describeOnLinux } from '../support/on-linux';
import { renderLocally, type LocallyRendered } from '../support/render-locally';
import { GOLDEN_SPECS } from '../support/specs';

let clusters: readonly LocallyRendered[];

beforeAll(async () => {
  clusters = await Promise.all(Object.values(GOLDEN_SPECS).map((spec) => renderLocally(spec)));
});

afterAll(() => {
  for (const cluster of clusters) cluster.remove();
});

/** Every file of this name, on every host. */
function filesNamed(name: string): readonly string[] {
  return clusters.flatMap(({ topology }) =>
    topology.hosts.flatMap(({ broker, zookeeper, paths }) => [
      ...(broker ? [join(paths.kafka.config, name)] : []),
      ...(zookeeper ? [join(paths.zookeeper.config, name)] : []),
    ]),
  );
}

/** The first of them with a word of it spoilt. */
function spoilt(name: string, word: string, by: string): string {
  const path = join(clusters[0]!.folder, `spoilt-${name}`);
  writeFileSync(path, readFileSync(filesNamed(name)[0]!, 'utf8').replaceAll(word, by));
  return path;
}

it('log4j takes every log4j.properties without a complaint, and would complain of a misspelt one', async () => {
  const good = filesNamed('log4j.properties');
  const paths = [...good, spoilt('log4j.properties', 'MaxBackupIndex', 'MaxBackups')];
  const readings = await readByJudge(paths.map((path) => ({ kind: 'log4j', path })));
  expect(readings.slice(0, -1)).toEqual(good.map(() => ({ complaints: '' })));
  expect(readings.at(-1)!.complaints).toContain('No such property');
});

describeOnLinux('logrotate', () => {
  function complaints(path: string): readonly string[] {
    const { stderr } = spawnSync('logrotate', ['-d', path], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    });
    expect(stderr).toContain('reading config file');
    return stderr.split('\n').filter((line) => /^error/.test(line));
  }

  it('takes every logrotate.conf without a complaint', () => {
    for (const path of filesNamed('logrotate.conf')) expect(complaints(path)).toEqual([]);
  });

  it('would complain of a misspelt one', () => {
    expect(complaints(spoilt('logrotate.conf', 'missingok', 'missingfine'))).not.toEqual([]);
  });
});
