import { restartedProcess } from '../../cluster/restarted-process';

it('converge restarts Kafka for all settings, also for those that a running broker could be given', () => {
  expect(restartedProcess('broker-settings')).toBe('kafka');
  expect(restartedProcess('broker-restart')).toBe('kafka');
});

it('converge restarts ZooKeeper for its own files', () => {
  expect(restartedProcess('zookeeper-restart')).toBe('zookeeper');
});

it.each(['nothing', 'reload-sysctl', 'reload-systemd'] as const)(
  'converge restarts nothing for a file that says %s',
  (onChange) => {
    expect(restartedProcess(onChange)).toBeUndefined();
  },
);
