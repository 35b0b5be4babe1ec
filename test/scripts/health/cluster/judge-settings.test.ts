import { ConfigSources, ConfigTypes } from '@platformatic/kafka';
import { judgeSettings } from '../../../../scripts/health/cluster/judge-settings';
import type { EffectiveSetting } from '../../../../scripts/health/settings/effective-setting';
import { productionTopology } from '../../../support/production-topology';
import { settingsAsRendered, shownSetting, withSetting } from '../../../support/shown-setting';

const topology = productionTopology();
const asRendered = settingsAsRendered(topology);
const { STATIC_BROKER_CONFIG, DEFAULT_CONFIG } = ConfigSources;
const { DYNAMIC_BROKER_CONFIG, DYNAMIC_DEFAULT_BROKER_CONFIG } = ConfigSources;
type Chain = [EffectiveSetting['configSource'], string | null];

const setting = (name: string, ...chain: readonly Chain[]) => shownSetting({ name }, ...chain);
const judge = (settings: typeof asRendered) => judgeSettings({ topology, state: { settings } });
const found = (changed: EffectiveSetting, only?: number) =>
  judge(withSetting(asRendered, changed, only)).map(
    ({ path, rule, value }) => `${path}: ${rule}, got ${String(value)}`,
  );

it('finds nothing where every broker was started with its file', () => {
  expect(judge(asRendered)).toEqual([]);
});

it('says nothing of a broker that gave no answer', () => {
  expect(judge(new Map([...asRendered].slice(0, 2)))).toEqual([]);
});

describe('a value in ZooKeeper', () => {
  it('for one broker is told, with the command that takes it back', () => {
    const own = setting(
      'log.retention.ms',
      [DYNAMIC_BROKER_CONFIG, '3600000'],
      [STATIC_BROKER_CONFIG, '259200000'],
    );
    const [problem] = judge(withSetting(asRendered, own, 2));
    expect(problem).toMatchObject({
      path: 'log.retention.ms of broker-2',
      rule: 'be 259200000',
      value: '3600000, set in ZooKeeper for this broker',
      remedy: expect.stringContaining('cdktf-kafka converge --inventory FILE') as string,
    });
  });

  it('for all brokers is told once, for all', () => {
    const own = setting(
      'min.insync.replicas',
      [DYNAMIC_DEFAULT_BROKER_CONFIG, '1'],
      [STATIC_BROKER_CONFIG, '2'],
    );
    expect(found(own)).toEqual([
      'min.insync.replicas of all brokers: be 2, got 1, set in ZooKeeper for all brokers',
    ]);
  });

  it("over Kafka's default is told where the file says nothing", () => {
    const own = setting('log.cleaner.threads', [DYNAMIC_BROKER_CONFIG, '2'], [DEFAULT_CONFIG, '1']);
    expect(found(own, 2)).toEqual([
      'log.cleaner.threads of broker-2: be 1, got 2, set in ZooKeeper for this broker',
    ]);
  });

  it('that says what the file says is told as well: it would stand above the next change of the file', () => {
    const own = setting(
      'log.retention.ms',
      [DYNAMIC_BROKER_CONFIG, '259200000'],
      [STATIC_BROKER_CONFIG, '259200000'],
    );
    expect(found(own, 1)).toEqual([
      'log.retention.ms of broker-1: be said by server.properties alone, got 259200000, set in ZooKeeper for this broker',
    ]);
  });

  it('that gives a running broker what its file says by now is as converge does it', () => {
    const given = setting(
      'log.retention.ms',
      [DYNAMIC_BROKER_CONFIG, '259200000'],
      [STATIC_BROKER_CONFIG, '3600000'],
    );
    expect(found(given)).toEqual([]);
  });
});

describe('a broker that was started with another value', () => {
  it('is told that it is to be given the one of the spec', () => {
    expect(found(setting('log.retention.ms', [STATIC_BROKER_CONFIG, '3600000']))).toEqual([
      'log.retention.ms of broker-1, broker-2, broker-3: be 259200000, got 3600000',
    ]);
  });

  it('of a key that it reads at its start only, is told to have been started so', () => {
    expect(found(setting('broker.rack', [STATIC_BROKER_CONFIG, 'elsewhere']), 2)).toEqual([
      'broker.rack of broker-2: be b, got elsewhere, as it was when the broker started',
    ]);
  });

  it('of a key that the spec has no more, is told as well', () => {
    expect(found(setting('log.cleaner.threads', [STATIC_BROKER_CONFIG, '2']), 3)).toEqual([
      'log.cleaner.threads of broker-3: be 1, got 2',
    ]);
  });
});

it('tells a key of the file that a broker does not show', () => {
  const without = new Map(
    [...asRendered].map(([id, shown]) => [
      id,
      shown.filter(({ name }) => name !== 'min.insync.replicas' || id !== 1),
    ]),
  );
  expect(judge(without)).toMatchObject([
    { path: 'min.insync.replicas of broker-1', value: 'nothing that the broker shows' },
  ]);
});

it('never shows a secret, neither the one that is set nor the one of the file', () => {
  const secret = {
    name: 'min.insync.replicas',
    isSensitive: true,
    configType: ConfigTypes.PASSWORD,
  };
  const [STATIC, OWN]: readonly Chain[] = [
    [STATIC_BROKER_CONFIG, null],
    [DYNAMIC_BROKER_CONFIG, null],
  ];
  expect(found(shownSetting(secret, STATIC!), 1)).toEqual([]);
  expect(found(shownSetting(secret, OWN!, STATIC!), 1)).toEqual([
    'min.insync.replicas of broker-1: be as server.properties says, got a hidden value, set in ZooKeeper for this broker',
  ]);
  expect(found(shownSetting(secret, [DEFAULT_CONFIG, null]), 1)).toEqual([
    'min.insync.replicas of broker-1: be set by server.properties, got not set',
  ]);
});
