import { stripVTControlCharacters } from 'node:util';
import { renderStatus, statusJson } from '../../../scripts/local/render-status';
import type { NamedCluster } from '../../../scripts/local/cluster-folders';
import type { ProcessRecord } from '../../../scripts/local/cluster-record';
import { processId } from '../../../scripts/system/process-id';

const now = new Date('2026-01-01T00:10:00Z');

const kafka: ProcessRecord = {
  ...{ host: 'broker-1', process: 'kafka', state: 'running', restarts: 0 },
  ...{ id: { pid: 4711, start: '1' }, startedAt: '2026-01-01T00:00:00Z' },
  ...{ address: '127.0.0.1', ports: [9092, 9091, 7071], ownLog: '', consoleLog: '' },
};

function named(
  processes: readonly ProcessRecord[],
  supervisor = processId(process.pid),
): NamedCluster {
  const record = {
    ...{ clusterName: 'logs', slot: 0, bootstrapServers: '127.0.0.1:9092', processes },
    ...{ zookeeperConnect: '127.0.0.1:2181/logs', ...(supervisor && { supervisor }) },
  };
  return { name: 'logs', folder: '/clusters/logs', record: record as NamedCluster['record'] };
}

const rendered = (...clusters: readonly NamedCluster[]) =>
  stripVTControlCharacters(renderStatus(clusters, { now, width: Infinity }));

test('a running cluster is shown with each process, where it listens and for how long it runs', () => {
  expect(rendered(named([kafka]))).toBe(
    [
      'logs: 127.0.0.1:9092, ZooKeeper 127.0.0.1:2181/logs',
      'Host      Process  State     PID  Ports                     Up for',
      'broker-1  kafka    running  4711  127.0.0.1:9092,9091,7071  10 min',
    ].join('\n'),
  );
});

test('restarts count, and a process that was given up shows why', () => {
  const gone = { ...kafka, id: undefined };
  const text = rendered(
    named([
      { ...kafka, restarts: 2 },
      { ...gone, state: 'failed', failure: 'broker-1: kafka ended (exit code 1)\n  ERROR why' },
    ]),
  );
  expect(text).toMatch(/running, 2 restarts/);
  expect(text).toMatch(
    /failed +127\.0\.0\.1:9092,9091,7071\nbroker-1: kafka ended \(exit code 1\)\n {2}ERROR why$/,
  );
});

test('a cluster whose supervisor is gone is stopped, whatever its record says', () => {
  const cluster = named([kafka], { pid: process.pid, start: 'long ago' });
  expect(rendered(cluster)).toBe('logs: stopped, its data is in /clusters/logs');
  expect(JSON.parse(statusJson([cluster]))).toEqual([
    expect.objectContaining({ name: 'logs', running: false }),
  ]);
});

test('without clusters it says so', () => {
  expect(rendered()).toBe('There is no local cluster.');
});
