import { formatProblem } from '../../../cluster/errors';
import type { KafkaClusterSpec } from '../../../cluster/spec';
import { planRelease } from '../../../scripts/upgrading/plan-release';
import type { RunningRelease } from '../../../scripts/upgrading/running-release';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { validSpec } from '../../support/spec-builder';

type Spoken = Pick<RunningRelease, 'binaries' | 'protocol' | 'understands'>;

const wanted = (kafkaVersion: KafkaClusterSpec['kafkaVersion'], interBrokerProtocol?: '3.8') =>
  resolveSpec(validSpec({ kafkaVersion, ...(interBrokerProtocol && { interBrokerProtocol }) }));
const running = (brokers: readonly Spoken[], strangers: readonly number[] = []) => ({
  hosts: brokers.map((broker, index) => ({
    host: `broker-${index + 1}`,
    isBroker: true,
    ...broker,
  })),
  strangers,
});

const OLD = { binaries: '3.8.1', protocol: '3.8', understands: '3.8' };
const NEW_JARS = { binaries: '3.9.2', protocol: '3.8', understands: '3.9' };
const NEW = { binaries: '3.9.2', protocol: '3.9', understands: '3.9' };
const PATCH = { binaries: '3.9.1', protocol: '3.9', understands: '3.9' };

describe('the protocol that the next roll brings', () => {
  it.each([
    ['of a cluster that is as wanted', wanted('3.9.2'), [NEW, NEW, NEW], {}],
    ['of one that is only being made', wanted('3.9.2'), [{}, {}, {}], {}],
    ['of a patch release up', wanted('3.9.2'), [PATCH, PATCH, NEW], {}],
    ['of a patch release down', wanted('3.9.1'), [NEW, NEW, NEW], {}],
    ['where the spec itself keeps the old one', wanted('3.9.2', '3.8'), [OLD, NEW_JARS], {}],
    ['of a way back before the second roll', wanted('3.8.1'), [OLD, NEW_JARS, NEW_JARS], {}],
    ['of the second roll', wanted('3.9.2'), [NEW_JARS, NEW_JARS, NEW_JARS], { from: '3.8' }],
    ['of a second roll that was killed', wanted('3.9.2'), [NEW, NEW, NEW_JARS], { from: '3.8' }],
  ] as const)('%s is the deployed one', (_, spec, brokers, raised) => {
    expect(planRelease(spec, running(brokers))).toEqual({ kind: 'as-deployed', ...raised });
  });

  it.each([
    ['while all brokers are old', [OLD, OLD, OLD]],
    ['while one broker is old', [NEW_JARS, OLD, NEW_JARS]],
    [
      'while one broker runs older jars than lie on its host',
      [NEW_JARS, { ...NEW_JARS, understands: '3.8' }],
    ],
    ['where a new host came with the new one too early', [OLD, OLD, NEW]],
    [
      'where a broker that is down has old jars',
      [NEW_JARS, { binaries: '3.8.1', protocol: '3.8' }],
    ],
    ['where nobody knows what one understands', [NEW_JARS, { protocol: '3.8' }]],
  ])('is kept %s', (_, brokers) => {
    expect(planRelease(wanted('3.9.2'), running(brokers))).toEqual({
      kind: 'held',
      protocol: '3.8',
    });
  });

  it('is kept by the brokers that must give up a newer one, also on the way back', () => {
    expect(planRelease(wanted('3.8.1'), running([OLD, OLD, NEW]))).toEqual({ kind: 'as-deployed' });
  });

  it.each([
    ['on all brokers', [NEW, NEW, NEW], 'broker-1, broker-2, broker-3'],
    ['on one of them, by a second roll that was killed', [NEW_JARS, NEW, NEW_JARS], 'broker-2'],
  ])('is not given up for an older Kafka once it was raised %s', (_, brokers, names) => {
    expect(told(wanted('3.8.1'), running(brokers))).toBe(
      `kafkaVersion: must be a release that speaks inter.broker.protocol.version 3.9, as ${names} do: an older Kafka may not read what is kept with it, got '3.8.1, which speaks 3.8'. Take 3.9.2 or 3.9.1. The way to an older one is another cluster, to which the topics are mirrored.`,
    );
  });

  it('is not taken back by the spec either', () => {
    expect(told(wanted('3.9.2', '3.8'), running([NEW, NEW]))).toBe(
      "interBrokerProtocol: must be at least 3.9, as broker-1, broker-2 speak: Kafka knows no way back, got '3.8'. Leave it out.",
    );
  });

  it('is not raised while a broker that the spec does not have is in the cluster', () => {
    expect(told(wanted('3.9.2'), running([NEW_JARS, NEW_JARS], [7]))).toBe(
      "logs: must have only the brokers of its spec when inter.broker.protocol.version is raised to 3.9, got 'broker 7 as well, of which nobody knows what it understands'. Stop broker 7, or deploy a spec that has it.",
    );
    expect(planRelease(wanted('3.9.2'), running([NEW, NEW], [7]))).toEqual({ kind: 'as-deployed' });
  });
});

function told(...[spec, runs]: Parameters<typeof planRelease>): string | undefined {
  const plan = planRelease(spec, runs);
  return plan.kind === 'refused' ? plan.problems.map(formatProblem).join('\n') : undefined;
}
