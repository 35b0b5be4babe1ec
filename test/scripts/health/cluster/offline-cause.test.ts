import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOfflineCause } from '../../../../scripts/health/cluster/offline-cause';

const folder = '/var/lib/kafka/disk1/topics';
let logs: string;

beforeAll(() => (logs = mkdtempSync(join(tmpdir(), 'offline-cause-'))));
afterAll(() => rmSync(logs, { recursive: true }));

/** By the shell and awk of this machine, as on a host. */
const shell = {
  run: ([program = '', ...words]: readonly string[]) =>
    Promise.resolve({
      code: 0,
      stdout: execFileSync(program, words, { encoding: 'utf8' }),
      stderr: '',
    }),
};
function causeIn(lines: readonly string[]) {
  writeFileSync(join(logs, 'server.log'), `${lines.join('\n')}\n`);
  return readOfflineCause(shell, { folder, logs });
}
const error = (at: string, text: string) =>
  `[2026-11-27 ${at},123] ERROR ${text} (org.apache.kafka.storage.internals.log.LogDirFailureChannel)`;
const FULL = [
  '[2026-11-27 06:42:29,001] INFO [LogLoader] Loading (kafka.log.UnifiedLog)',
  error('06:42:30', `Error while appending records to secret-topic-0 in dir ${folder}`),
  'java.io.IOException: No space left on device',
  '\tat java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)',
  `[2026-11-27 06:42:31,000] WARN [ReplicaManager broker=1] Stopping serving replicas in dir ${folder} (kafka.server.ReplicaManager)`,
];

it('is when, what and while doing what, by the log of the broker', async () => {
  expect(await causeIn(FULL)).toEqual({
    ...{ at: '2026-11-27 06:42:30', what: 'No space left on device', doing: 'appending records' },
  });
});

it.each<[string, readonly string[], object]>([
  [
    'a disk that gives back errors',
    [
      error('07:00:00', `Error while flushing log for a-1 in dir ${folder} with offset 9`),
      'java.io.IOException: Input/output error',
    ],
    { what: 'Input/output error', doing: 'flushing log' },
  ],
  [
    'a file system that has become read-only, in the cause of another exception',
    [
      error(
        '07:00:00',
        `Error while writing to checkpoint file ${folder}/replication-offset-checkpoint`,
      ),
      'java.io.UncheckedIOException: it failed',
      '\tat kafka.X.y(X.scala:1)',
    ],
    { what: 'UncheckedIOException', doing: 'writing' },
  ],
])('tells %s', async (_, lines, cause) => {
  expect(await causeIn(lines)).toMatchObject(cause);
});

it('is the last one, and not what the broker says of replicas because of it', async () => {
  const later = [
    error('06:50:00', `Error while reading checkpoint file ${folder}/x`),
    'java.nio.file.FileSystemException: /x: Input/output error',
    error('06:50:01', `Error processing append operation on partition a-0 in dir ${folder}`),
    `org.apache.kafka.common.errors.KafkaStorageException: The log dir ${folder} is offline`,
  ];
  expect(await causeIn([...FULL, ...later])).toMatchObject({ at: '2026-11-27 06:50:00' });
});

it('is of that folder, and not of one whose name begins with its', async () => {
  const other = FULL.map((line) => line.replaceAll(folder, `${folder}-2`));
  expect(await causeIn(other)).toBeUndefined();
});

it('shows no more of a message than the words of the system, or the kind of the error', async () => {
  const lines = [
    error('06:42:30', `Error while appending records to a-0 in dir ${folder}`),
    'java.lang.IllegalStateException: password=hunter2 was there',
  ];
  const cause = await causeIn(lines);
  expect(cause).toMatchObject({ what: 'IllegalStateException' });
  expect(JSON.stringify(await causeIn(FULL))).not.toMatch(/secret/);
  expect(JSON.stringify(cause)).not.toMatch(/hunter2/);
});

it('is not known where the log says nothing, or there is none', async () => {
  expect(await causeIn(['[2026-11-27 06:42:29,001] INFO all is well (kafka.X)'])).toBeUndefined();
  expect(await readOfflineCause(shell, { folder, logs: '/nowhere' })).toBeUndefined();
});
