import { ConfigSources } from '@platformatic/kafka';
import { formatProblem } from '../../../../cluster/errors';
import { judgeProtocol } from '../../../../scripts/health/cluster/judge-protocol';
import { judgeSettings } from '../../../../scripts/health/cluster/judge-settings';
import { productionTopology } from '../../../support/production-topology';
import { settingsAsRendered, shownSetting, withSetting } from '../../../support/shown-setting';

const topology = productionTopology();
const asRendered = settingsAsRendered(topology);
const speaking = (protocol: string, only?: number) => {
  const setting = shownSetting({ name: 'inter.broker.protocol.version' }, [
    ConfigSources.STATIC_BROKER_CONFIG,
    protocol,
  ]);
  return { topology, state: { settings: withSetting(asRendered, setting, only) } };
};

it('tells nothing of brokers that speak what the spec says', () => {
  expect(judgeProtocol({ topology, state: { settings: asRendered } })).toEqual([]);
});

it('tells what an upgrade keeps until all jars are there, whose it is and what comes next', () => {
  expect(judgeProtocol(speaking('3.8')).map(formatProblem)).toEqual([
    "inter.broker.protocol.version of broker-1, broker-2, broker-3: must become 3.9 when every broker runs Kafka 3.9.2, got '3.8, as it should until then'. Next comes `npx --no-install cdktf-kafka converge --inventory FILE`: it brings the jars that are missing, then the protocol.",
  ]);
  expect(judgeSettings(speaking('3.8'))).toEqual([]);
});

it('tells those of the second roll that are left', () => {
  expect(judgeProtocol(speaking('3.8-IV0', 2))).toMatchObject([
    { path: 'inter.broker.protocol.version of broker-2' },
  ]);
});

it('calls a newer protocol than the spec has a fault still', () => {
  expect(judgeProtocol(speaking('4.0', 1))).toEqual([]);
  expect(judgeSettings(speaking('4.0', 1))).toMatchObject([
    { path: 'inter.broker.protocol.version of broker-1', rule: 'be 3.9' },
  ]);
});
