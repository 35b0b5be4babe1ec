import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDiskUsage, readDiskUsage } from '../../../../scripts/health/host/disk-usage';
import { productionTopology } from '../../../support/production-topology';

/** Of GNU df 9.1, with two disks of their own and a folder on the system disk. */
const DF = `Mounted on               Used      1B-blocks
/data/kafka-1    268209176576 1073217536000
/data/kafka 2            4096  536608768000
/                  24492949504  270553174016
`;

describe('the disks of a host', () => {
  it('are read with what they hold and what is used', () => {
    expect(parseDiskUsage(DF, ['/data/kafka-1', '/data/kafka 2'])).toEqual([
      {
        mountPoint: '/data/kafka-1',
        usedBytes: 268_209_176_576,
        sizeBytes: 1_073_217_536_000,
      },
      { mountPoint: '/data/kafka 2', usedBytes: 4_096, sizeBytes: 536_608_768_000 },
    ]);
  });

  it('leave out a folder that nothing is mounted on: df answers for the disk that it is on', () => {
    const mountPoints = ['/data/kafka-1', '/data/kafka-3'];
    expect(parseDiskUsage(DF, mountPoints).map(({ mountPoint }) => mountPoint)).toEqual([
      '/data/kafka-1',
    ]);
  });

  it('are none where df said nothing', () => {
    expect(parseDiskUsage('', ['/data/kafka-1'])).toEqual([]);
  });
});

describe('what is written to a disk', () => {
  let disk: string;

  beforeAll(() => {
    disk = mkdtempSync(join(tmpdir(), 'disk usage-'));
    const segment = (dir: string, name: string, bytes: number, minutesAgo = 0) => {
      mkdirSync(join(disk, 'topics', dir), { recursive: true });
      const file = join(disk, 'topics', dir, name);
      writeFileSync(file, Buffer.alloc(bytes));
      const at = Date.now() / 1_000 - minutesAgo * 60;
      utimesSync(file, at, at);
    };
    segment('app-logs-0', '00000000000000000000.log', 3_600);
    segment('app-logs-11', '00000000000000000000.log', 7_200);
    segment('app-logs-11', '00000000000000000000.index', 7_200);
    segment('app-logs-2', '00000000000000000000.log', 36_000, 90);
    segment('metrics-0.1234abcd-future', '00000000000000000000.log', 3_600);
  });
  afterAll(() => rmSync(disk, { recursive: true }));

  it('is told by topic, from the segments of the last hour', async () => {
    const shell = {
      run: ([program = '', ...words]: readonly string[]) => {
        const args = words.map((word) => (word === '/var/lib/kafka/disk1' ? disk : word));
        const stdout =
          program === 'df'
            ? `${disk}  10 100\n`
            : execFileSync(program, args, { encoding: 'utf8' });
        return Promise.resolve({
          code: 0,
          stdout: stdout.replaceAll(disk, '/var/lib/kafka/disk1'),
          stderr: '',
        });
      },
    };
    const topology = productionTopology();
    const usage = await readDiskUsage(shell, topology, topology.hosts[0]!);
    const own = usage.find(({ mountPoint }) => mountPoint === '/var/lib/kafka/disk1');
    expect([...(own?.writes ?? [])].sort((a, b) => a.topic.localeCompare(b.topic))).toEqual([
      { topic: 'app-logs', partitions: 2, bytesPerSecond: 3 },
      { topic: 'metrics', partitions: 1, bytesPerSecond: 1 },
    ]);
  });
});
