import { KAFKA_VERSIONS } from '../../../../cluster/kafka-releases';
import { knownBrokerSettings } from '../../../../cluster/settings/known-broker-settings';
import { reservedBrokerSetting } from '../../../../cluster/settings/reserved-settings';
import { brokerSettingLimit } from '../../../../cluster/validation/settings/broker-setting-limits';
import { isNumeric, valueProblem } from '../../../../cluster/validation/settings/setting-value';

const limitedIn = (version: (typeof KAFKA_VERSIONS)[number]) =>
  knownBrokerSettings(version).filter(({ key }) => brokerSettingLimit(key) !== undefined);
const LIMITED = KAFKA_VERSIONS.flatMap(limitedIn);

it('there are some, each of a setting that a spec may have', () => {
  for (const version of KAFKA_VERSIONS) expect(limitedIn(version).length).toBeGreaterThan(30);
  expect(LIMITED.filter(({ key }) => reservedBrokerSetting(key))).toEqual([]);
});

it('each has a form that its type can be held against', () => {
  const odd = LIMITED.filter((setting) => {
    const limit = brokerSettingLimit(setting.key)!;
    return isNumeric(setting) !== ('min' in limit || 'max' in limit);
  });
  expect(odd).toEqual([]);
});

it("lets Kafka's own defaults through", () => {
  const refused = LIMITED.filter((setting) => isNumeric(setting) && setting.default !== null)
    .filter(({ default: text }) => text !== '9223372036854775807')
    .filter((setting) =>
      valueProblem(Number(setting.default), {
        type: setting.type,
        validValues: brokerSettingLimit(setting.key)!,
      }),
    );
  expect(refused).toEqual([]);
});

it.each([
  ['num.replica.fetchers', { min: 1 }],
  ['socket.send.buffer.bytes', { min: 1, also: [-1] }],
  ['metrics.recording.level', { oneOf: ['INFO', 'DEBUG', 'TRACE'] }],
])('%s is limited to %j', (key, limit) => {
  expect(LIMITED.filter((setting) => setting.key === key)).toHaveLength(KAFKA_VERSIONS.length);
  expect(brokerSettingLimit(key)).toEqual(limit);
});

it('what Kafka bounds well enough has none', () => {
  expect(brokerSettingLimit('log.segment.bytes')).toBeUndefined();
});
