import { changeEffect } from '../../cluster/change-effect';
import type { HostFile, OnChange } from '../../cluster/host-files';
import { renderForProduction } from '../support/render-for-production';
import { validSpec } from '../support/spec-builder';

const file = (onChange: OnChange, content: string): HostFile => ({
  path: '/etc/file',
  owner: 'root',
  group: 'root',
  mode: 0o644,
  sha256: '',
  content,
  onChange,
});

const settings = (content: string) => file('broker-settings', content);

it.each<OnChange>([
  'nothing',
  'reload-sysctl',
  'reload-systemd',
  'broker-settings',
  'broker-restart',
  'zookeeper-restart',
])('a file whose change needs %s needs nothing while it stays the same', (onChange) => {
  expect(changeEffect('same', file(onChange, 'same'))).toEqual({ kind: 'nothing' });
});

it.each<OnChange>(['nothing', 'reload-sysctl', 'reload-systemd', 'zookeeper-restart'])(
  'a file that says %s says so when it changes or is new',
  (onChange) => {
    expect(changeEffect('old', file(onChange, 'new'))).toEqual({ kind: onChange });
    expect(changeEffect(undefined, file(onChange, 'new'))).toEqual({ kind: onChange });
  },
);

it('a file that the broker reads at its start needs a restart, without keys', () => {
  const restart = { kind: 'broker-restart', keys: [] };
  expect(changeEffect('old', file('broker-restart', 'new'))).toEqual(restart);
  expect(changeEffect(undefined, settings('a=b'))).toEqual(restart);
});

describe('a change of server.properties', () => {
  it('of comments, blank lines or order alone needs nothing', () => {
    const before = '# one\nbroker.id=1\nlog.retention.ms=5\n';
    const after = 'log.retention.ms=5\n\n# two\nbroker.id=1\n';
    expect(changeEffect(before, settings(after))).toEqual({ kind: 'nothing' });
  });

  it('of dynamic settings alone is given to the running broker', () => {
    const before = 'broker.id=1\nlog.retention.ms=5\nmessage.max.bytes=1000\n';
    const after = 'broker.id=1\nlog.retention.ms=6\nmessage.max.bytes=2000\n';
    expect(changeEffect(before, settings(after))).toEqual({
      kind: 'dynamic-update',
      updates: [
        { key: 'log.retention.ms', value: '6', scope: 'cluster-wide' },
        { key: 'message.max.bytes', value: '2000', scope: 'cluster-wide' },
      ],
    });
  });

  it('of one read-only setting among dynamic ones needs a restart, and names it', () => {
    const before = 'zookeeper.session.timeout.ms=1\nlog.retention.ms=5\n';
    const after = 'zookeeper.session.timeout.ms=2\nlog.retention.ms=6\n';
    expect(changeEffect(before, settings(after))).toEqual({
      kind: 'broker-restart',
      keys: ['zookeeper.session.timeout.ms'],
    });
  });

  it('that adds a dynamic setting is given to the running broker', () => {
    expect(changeEffect('', settings('log.segment.bytes=1048576\n'))).toEqual({
      kind: 'dynamic-update',
      updates: [{ key: 'log.segment.bytes', value: '1048576', scope: 'cluster-wide' }],
    });
  });

  it("that removes a dynamic setting gives the broker Kafka's default", () => {
    expect(changeEffect('message.max.bytes=2000\n', settings(''))).toEqual({
      kind: 'dynamic-update',
      updates: [{ key: 'message.max.bytes', value: '1048588', scope: 'cluster-wide' }],
    });
  });

  it('that removes a dynamic setting without a default needs a restart', () => {
    expect(changeEffect('log.roll.ms=5\n', settings(''))).toEqual({
      kind: 'broker-restart',
      keys: ['log.roll.ms'],
    });
  });

  it('that removes a read-only setting needs a restart', () => {
    expect(changeEffect('broker.rack=a\n', settings(''))).toMatchObject({ keys: ['broker.rack'] });
  });

  it('of a setting that Kafka does not know needs a restart, being on the safe side', () => {
    expect(changeEffect('', settings('some.plugin=x\n'))).toMatchObject({ keys: ['some.plugin'] });
  });

  it.each(['listeners', 'advertised.listeners', 'listener.security.protocol.map'])(
    'of %s needs a restart, although Kafka can change it as it runs',
    (key) => {
      expect(changeEffect(`${key}=A\n`, settings(`${key}=B\n`)).kind).toBe('broker-restart');
    },
  );

  it.each([
    ['num.io.threads=16', 'num.io.threads=32', 'dynamic-update'],
    ['num.io.threads=16', 'num.io.threads=33', 'broker-restart'],
    ['num.io.threads=16', 'num.io.threads=8', 'dynamic-update'],
    ['num.io.threads=16', 'num.io.threads=7', 'broker-restart'],
    ['num.io.threads=3', 'num.io.threads=1', 'dynamic-update'],
    // The default, 8, stands for a line that is not there.
    ['', 'num.io.threads=16', 'dynamic-update'],
    ['num.io.threads=18', '', 'broker-restart'],
  ])('from "%s" to "%s" is a %s: a pool doubles or halves at most', (before, after, kind) => {
    expect(changeEffect(before, settings(after)).kind).toBe(kind);
  });
});

describe('a change of a setting of one listener', () => {
  const key = 'listener.name.client.num.network.threads';
  const limit = 'listener.name.external.max.connections';

  it('is given to running brokers, at once for all', () => {
    expect(changeEffect(`${limit}=5\n`, settings(`${limit}=6\n`))).toEqual({
      kind: 'dynamic-update',
      updates: [{ key: limit, value: '6', scope: 'cluster-wide' }],
    });
  });

  it('that removes it gives the listener what holds for all', () => {
    const valueOf = (file: string) => changeEffect(`${limit}=5\n${file}`, settings(file));
    const updates = (value: string) => [{ key: limit, value, scope: 'cluster-wide' }];
    expect(valueOf('max.connections=9\n')).toMatchObject({ updates: updates('9') });
    expect(valueOf('')).toMatchObject({ updates: updates('2147483647') });
  });

  it.each([
    ['num.network.threads=4', `num.network.threads=4\n${key}=8`, 'dynamic-update'],
    ['num.network.threads=4', `num.network.threads=4\n${key}=9`, 'broker-restart'],
    // Kafka's default, 3.
    ['', `${key}=6`, 'dynamic-update'],
    ['', `${key}=7`, 'broker-restart'],
    [`${key}=12`, '', 'broker-restart'],
  ])('from "%s" to "%s" is a %s: its pool doubles or halves at most', (before, after, kind) => {
    expect(changeEffect(before, settings(after)).kind).toBe(kind);
  });

  it.each([
    // Kafka takes the new value without a word, and goes on with the old one.
    'listener.name.client.connections.max.reauth.ms',
    'listener.name.client.ssl.client.auth',
    'listener.name.client.',
  ])('needs a restart where the broker reads it at its start: %s', (other) => {
    expect(changeEffect(`${other}=1`, settings(`${other}=2`)).kind).toBe('broker-restart');
  });
});

it('what differs between two rendered specs is what the broker is asked for', () => {
  const properties = (hours: number) =>
    renderForProduction(validSpec({ retention: { hours } }))[0]!.files.find(
      ({ onChange }) => onChange === 'broker-settings',
    )!;
  expect(changeEffect(properties(72).content, properties(48))).toEqual({
    kind: 'dynamic-update',
    updates: [{ key: 'log.retention.ms', value: '172800000', scope: 'cluster-wide' }],
  });
});
