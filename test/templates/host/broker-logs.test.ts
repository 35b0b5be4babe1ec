import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packageFolder } from '../../../cluster/package-folder';
import { SYSTEM_PYTHON } from '../../support/shipped-logs';

const PROGRAM = join(packageFolder(), 'templates/host/broker-logs.py');

/** Keeps what it is given: what the program does with files is looked at here. */
const AWS = `#!/bin/bash
here=\${0%/*}
if [[ -e $here/refuses ]]; then echo 'An error occurred (AccessDenied)' >&2; exit 254; fi
if [[ $* == *' create-log-stream '* ]]; then rm "$here/lacks-stream"; exit; fi
if [[ -e $here/lacks-stream ]]; then echo 'An error occurred (ResourceNotFoundException)' >&2; exit 254; fi
n=0; while [[ -e $here/sent-$n ]]; do n=$((n + 1)); done
if [[ $* == *' s3 cp '* ]]; then cat; else file=\${!#}; cat "\${file#file://}"; fi >"$here/sent-$n"
echo "$*" >>"$here/calls"
if [[ -e $here/answer ]]; then cat "$here/answer"; fi
`;

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'broker-logs-'));
  for (const each of ['bin', 'state', 'logs/archive'])
    mkdirSync(join(folder, each), { recursive: true });
  writeFileSync(join(folder, 'bin/aws'), AWS, { mode: 0o755 });
  writeFileSync(join(folder, 'settings'), 'host broker-1\nregion eu-west-1\nbucket logs-1\n');
  log = join(folder, 'logs/server.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An entry of log4j's, a second after the one before. */
const entry = (second: number, text: string) =>
  `[2026-11-28 10:00:${String(second).padStart(2, '0')},250] INFO ${text} (kafka)\n`;

function bring(...place: readonly string[]): { readonly code: number; readonly said: string } {
  const to = place.length > 0 ? place : ['s3', 'logs/broker-logs/broker-1'];
  const words = ['-ISB', PROGRAM, ...to, join(folder, 'settings'), `${userInfo().username}:${log}`];
  try {
    const said = execFileSync(SYSTEM_PYTHON, words, {
      env: {
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
        STATE_DIRECTORY: join(folder, 'state'),
        TZ: 'UTC',
      },
      encoding: 'utf8',
    });
    return { code: 0, said };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, said: stdout };
  }
}

const sent = (): readonly Buffer[] => {
  const found: Buffer[] = [];
  while (existsSync(join(folder, `bin/sent-${found.length}`)))
    found.push(readFileSync(join(folder, `bin/sent-${found.length}`)));
  return found;
};
const lines = () =>
  sent()
    .map((body) => gunzipSync(body).toString())
    .join('');
const calls = () => readFileSync(join(folder, 'bin/calls'), 'utf8').trim().split('\n');

it('brings whole lines, and later what came since', () => {
  writeFileSync(log, `${entry(1, 'one')}[half`);
  expect(bring()).toEqual({ code: 0, said: '' });
  expect(lines()).toBe(entry(1, 'one'));
  appendFileSync(log, ' of a line\n');
  bring();
  bring();
  expect(lines()).toBe(`${entry(1, 'one')}[half of a line\n`);
  expect(sent()).toHaveLength(2);
  expect(calls()[0]).toMatch(
    / s3 cp --region eu-west-1 .* - s3:\/\/logs-1\/logs\/broker-logs\/broker-1\/server\/\d{4}\/\d\d\/\d\d\/\d{6}-\d{6}\.log\.gz$/,
  );
});

it('leaves nothing out where files were closed and put away meanwhile', () => {
  writeFileSync(log, entry(1, 'one'));
  bring();
  appendFileSync(log, entry(2, 'two'));
  // Put away, compressed, under the number that log4j gave it; then two more are closed.
  writeFileSync(
    join(folder, 'logs/archive/server.log.1-20261128-100500.gz'),
    gzipSync(readFileSync(log)),
  );
  writeFileSync(join(folder, 'logs/archive/server.log.1-20261128-090500.gz'), gzipSync('older\n'));
  rmSync(log);
  writeFileSync(`${log}.2`, entry(3, 'three'));
  writeFileSync(`${log}.1`, entry(4, 'four'));
  writeFileSync(log, entry(5, 'five'));
  expect(bring()).toEqual({ code: 0, said: '' });
  expect(lines()).toBe(
    ['one', 'two', 'three', 'four', 'five'].map((text, i) => entry(i + 1, text)).join(''),
  );
});

/** Log files of before, put away by logrotate under these numbers. */
const putAway = (number: number, time: string, content: Buffer) =>
  writeFileSync(join(folder, `logs/archive/server.log.${number}-20261128-${time}.gz`), content);

it('leaves nothing out of an outage that began with its first run', () => {
  writeFileSync(log, entry(1, 'one'));
  writeFileSync(join(folder, 'bin/refuses'), '');
  expect(bring().code).toBe(1);
  renameSync(log, `${log}.1`);
  writeFileSync(log, entry(2, 'two'));
  expect(bring().code).toBe(1);
  rmSync(join(folder, 'bin/refuses'));
  expect(bring()).toEqual({ code: 0, said: '' });
  expect(lines()).toBe(entry(1, 'one') + entry(2, 'two'));
});

it('knows no file by a beginning that another could have', () => {
  writeFileSync(log, entry(1, 'one'));
  bring();
  renameSync(log, `${log}.1`);
  // Of an entry that is not whole, then of none.
  for (const begun of ['[2026-11-28 10:', '']) {
    writeFileSync(log, begun);
    expect(bring()).toEqual({ code: 0, said: '' });
  }
  renameSync(`${log}.1`, `${log}.2`);
  writeFileSync(`${log}.1`, entry(2, 'two'));
  writeFileSync(log, entry(3, 'three'));
  expect(bring()).toEqual({ code: 0, said: '' });
  expect(lines()).toBe(entry(1, 'one') + entry(2, 'two') + entry(3, 'three'));
});

it('passes over a damaged file, and says so', () => {
  writeFileSync(log, entry(1, 'one'));
  bring();
  putAway(1, '100500', gzipSync(readFileSync(log)));
  putAway(1, '101000', gzipSync(entry(2, 'two').repeat(2_000)).subarray(0, 60));
  writeFileSync(log, entry(3, 'three'));
  const { code, said } = bring();
  expect([code, said]).toEqual([0, expect.stringMatching(/put away or damaged/)]);
  expect(lines()).toBe(entry(1, 'one') + entry(3, 'three'));
  expect(bring()).toEqual({ code: 0, said: '' });
});

it('tells what CloudWatch has not taken by its time', () => {
  writeFileSync(log, entry(1, 'one'));
  writeFileSync(
    join(folder, 'bin/answer'),
    '{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":1}}',
  );
  expect(bring('cloudwatch', '/cdktf-kafka/logs', 'broker-1')).toEqual({
    code: 0,
    said: expect.stringMatching(/server: CloudWatch has not taken all.*tooOld/) as string,
  });
});

it('says where something is on the host alone', () => {
  writeFileSync(log, entry(1, 'one'));
  bring();
  renameSync(log, join(folder, 'elsewhere'));
  writeFileSync(log, entry(9, 'nine'));
  expect(bring()).toMatchObject({
    code: 0,
    said: expect.stringMatching(/is on the host alone/) as string,
  });
  expect(lines()).toBe(entry(1, 'one') + entry(9, 'nine'));
});

it('sends again what AWS has not taken', () => {
  writeFileSync(log, entry(1, 'one'));
  writeFileSync(join(folder, 'bin/refuses'), '');
  const { code, said } = bring();
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/server\.log: could not be sent.*AccessDenied/),
  ]);
  rmSync(join(folder, 'bin/refuses'));
  bring();
  expect(lines()).toBe(entry(1, 'one'));
});

it('makes events of entries, each with its time, a stack trace with its line', () => {
  writeFileSync(log, `${entry(1, 'one')}java.io.IOException\n\tat kafka.Log\n${entry(2, 'two')}`);
  bring('cloudwatch', '/cdktf-kafka/logs', 'broker-1');
  expect(sent().map((body) => JSON.parse(body.toString()) as unknown)).toEqual([
    {
      ...{ logGroupName: '/cdktf-kafka/logs', logStreamName: 'broker-1/server' },
      logEvents: [
        {
          timestamp: Date.UTC(2026, 10, 28, 10, 0, 1, 250),
          message: `${entry(1, 'one')}java.io.IOException\n\tat kafka.Log`,
        },
        { timestamp: Date.UTC(2026, 10, 28, 10, 0, 2, 250), message: entry(2, 'two').trimEnd() },
      ],
    },
  ]);
});

it('makes a stream that is not there', () => {
  writeFileSync(log, entry(1, 'one'));
  writeFileSync(join(folder, 'bin/lacks-stream'), '');
  expect(bring('cloudwatch', '/cdktf-kafka/logs', 'broker-1')).toEqual({ code: 0, said: '' });
  expect(sent()).toHaveLength(1);
});

it('sends no more in one call than CloudWatch takes, nor of more than a day', () => {
  const days = entry(1, 'one') + entry(1, 'two').replace('11-28', '11-29');
  writeFileSync(log, days + entry(3, 'x'.repeat(300)).replace('11-28', '11-29').repeat(12_000));
  bring('cloudwatch', '/cdktf-kafka/logs', 'broker-1');
  const batches = sent().map(
    (body) =>
      (JSON.parse(body.toString()) as { logEvents: readonly { message: string }[] }).logEvents,
  );
  expect(batches.flat()).toHaveLength(12_002);
  expect(batches[0]).toHaveLength(1);
  for (const batch of batches) {
    const bytes = batch.reduce((sum, { message }) => sum + message.length + 26, 0);
    expect(bytes).toBeLessThan(1_048_576);
    expect(batch.length).toBeLessThanOrEqual(10_000);
  }
});

it('follows no link, and brings nothing of a process that was never started', () => {
  writeFileSync(join(folder, 'secret'), 'secret\n');
  symlinkSync(join(folder, 'secret'), log);
  expect(bring()).toEqual({ code: 0, said: '' });
  rmSync(log);
  expect(bring()).toEqual({ code: 0, said: '' });
  expect(sent()).toEqual([]);
});
