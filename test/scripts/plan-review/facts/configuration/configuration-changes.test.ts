import { factsOf } from '../../../../support/judge-plan';
import {
  file,
  plannedCluster,
  SETTINGS,
  type PlannedClusterOptions,
} from '../../../../support/planned-cluster';

const configuration = (options: PlannedClusterOptions) =>
  factsOf(plannedCluster(options)).configuration;
const settings = (before: string, after: string) =>
  configuration({
    brokers: 1,
    settings: () => [`${SETTINGS}${before}\n`, `${SETTINGS}${after}\n`],
  });

it.each([
  ['num.io.threads=9', 'num.io.threads=16', 'dynamic', 'dynamic'],
  ['num.io.threads=8', 'num.io.threads=17', 'dynamic', 'dynamic'],
  ['min.insync.replicas=2', 'min.insync.replicas=1', 'dynamic', 'dynamic'],
  ['queued.max.requests=1', 'queued.max.requests=2', 'read-only', 'broker-restart'],
  ['not.a.key=1', 'not.a.key=2', 'unknown', 'broker-restart'],
  ['listeners=A://:1', 'listeners=A://:2', 'rolling-restart', 'broker-restart'],
])('says how %s → %s comes about', (before, after, update, effect) => {
  const [change] = settings(before, after);
  expect(change?.keys.map((key) => key.update)).toEqual([update]);
  expect(change?.effect).toBe(effect);
});

it('says old and new value, with Kafka’s default beside them', () => {
  expect(settings('log.retention.hours=72', '')[0]?.shown.keys).toEqual([
    { key: 'log.retention.hours', before: '72', default: '168', update: 'read-only' },
  ]);
});

it('says which hosts have the file, under which path', () => {
  const changes = configuration({ settings: () => [SETTINGS, `${SETTINGS}num.io.threads=9\n`] });
  expect(changes.map(({ hosts, label }) => [...hosts, label])).toEqual(
    [1, 2, 3].map((id) => [`broker-${id}`, '/etc/kafka/server.properties']),
  );
});

it('goes by the manifest for other files', () => {
  const manifest = (path: string, onChange: string) =>
    `file 0 0644 root root ${onChange} ${path}\n`;
  const text =
    manifest('/etc/kafka/jvm.args', 'broker-restart') +
    manifest('/etc/sysctl.d/90-kafka.conf', 'reload-sysctl') +
    manifest('/etc/kafka/logrotate.conf', 'nothing');
  const { configuration } = factsOf([
    ...plannedCluster(),
    file(1, 'manifest', [text, text]),
    file(1, 'etc/kafka/jvm.args', ['-Xmx1g', '-Xmx2g']),
    file(1, 'etc/sysctl.d/90-kafka.conf', ['a', 'b']),
    file(1, 'etc/kafka/logrotate.conf', ['a', 'b']),
    file(1, 'etc/motd', ['a', 'b']),
  ]);
  expect(configuration.map(({ label, effect }) => [label, effect])).toEqual([
    ['/etc/kafka/jvm.args', 'broker-restart'],
    ['/etc/sysctl.d/90-kafka.conf', 'reload'],
    ['/etc/kafka/logrotate.conf', 'nothing'],
  ]);
});

it('takes for its word no manifest that comes with the same plan, of files that it knows', () => {
  const lies = (path: string) => `file 0 0644 root root nothing ${path}\n`;
  const text = lies('/etc/kafka/server.properties') + lies('/etc/zookeeper/zoo.cfg');
  const { configuration } = factsOf([
    ...plannedCluster({
      brokers: 1,
      settings: () => [SETTINGS, SETTINGS.replace('broker.id=1', 'broker.id=91')],
      zookeeper: () => ['tickTime=2000\n', 'tickTime=1\n'],
    }),
    file(1, 'manifest', ['', text]),
  ]);
  expect(configuration).toMatchObject([
    { effect: 'broker-restart', keys: [{ key: 'broker.id' }] },
    { effect: 'zookeeper-restart', keys: [{ key: 'tickTime' }] },
  ]);
});

it.each([
  ['that leaves the file out', ['file 0 0644 root root broker-restart /etc/kafka/jvm.args\n', '']],
  ['that can’t be read', ['', '']],
] as const)('takes a file for what restarts brokers with a manifest %s', (_, texts) => {
  const { configuration } = factsOf([
    ...plannedCluster({ brokers: 1 }),
    file(1, 'manifest', texts),
    file(1, 'etc/kafka/jvm.args', ['-Xmx1g', '-Xmx2g']),
  ]);
  expect(configuration).toMatchObject([{ effect: 'broker-restart' }]);
});

it('leaves out the files of hosts that come, go or are made anew', () => {
  const changed = [SETTINGS, `${SETTINGS}num.io.threads=9\n`] as const;
  const { configuration } = factsOf(
    plannedCluster({
      brokers: 4,
      settings: () => changed,
      instance: (id) => (id === 2 ? null : {}),
      instanceChange: (id) =>
        id === 3
          ? { actions: ['delete', 'create'] }
          : id === 4
            ? { before: null, actions: ['create'] }
            : {},
    }),
  );
  expect(configuration.map(({ hosts }) => hosts[0])).toEqual(['broker-1']);
});

it('minds no comments, neither in files of ours nor in foreign ones', () => {
  const commented = `# more\n${SETTINGS}`;
  const nothing = [{ effect: 'nothing', needs: 'nothing', keys: [] }];
  expect(configuration({ brokers: 1, settings: () => [SETTINGS, commented] })).toMatchObject(
    nothing,
  );
  const object = (content: string) => ({ key: 'kafka/server.properties', content });
  expect(
    factsOf([{ address: 'aws_s3_object.a', before: object(SETTINGS), after: object(commented) }])
      .configuration,
  ).toMatchObject(nothing);
});

it('knows that a file that goes needs nothing, and tells the keys that no longer hold', () => {
  const [change] = configuration({ brokers: 1, settings: () => [SETTINGS, null] });
  expect(change).toMatchObject({ effect: 'nothing' });
  expect(change?.keys).toContainEqual(expect.objectContaining({ key: 'broker.id', before: '1' }));
});

it('knows the files of a foreign stack by their names', () => {
  const object = (key: string, content: string) => ({ bucket: 'b', key, content });
  const { configuration } = factsOf([
    {
      address: 'aws_s3_object.a',
      before: object('kafka/server.properties', 'num.io.threads = 8\nlog.dirs=/a'),
      after: object('kafka/server.properties', '# more\nnum.io.threads=16\nlog.dirs = /a'),
    },
    {
      address: 'aws_s3_object.b',
      before: object('index.html', 'a'),
      after: object('index.html', 'b'),
    },
  ]);
  expect(configuration).toMatchObject([
    {
      label: 'kafka/server.properties',
      hosts: [],
      effect: 'dynamic',
      keys: [{ key: 'num.io.threads' }],
    },
  ]);
});

it('reads files in base64, and masks what is secret in them', () => {
  const values = { key: 'prod/broker-1/etc/kafka/server.properties' };
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const resources = plannedCluster().map((resource) =>
    /Broker1_Files_etc-kafka/.test(resource.address)
      ? {
          ...resource,
          before: { ...values, content_base64: base64('ssl.key.password=first-Secret-1\n') },
          after: { ...values, content_base64: base64('ssl.key.password=second-Secret-2\n') },
        }
      : resource,
  );
  const { configuration } = factsOf(resources);
  expect(configuration[0]?.keys).toMatchObject([{ key: 'ssl.key.password' }]);
  expect(JSON.stringify(configuration[0]?.shown)).not.toMatch(/(first|second)-Secret/);
});
