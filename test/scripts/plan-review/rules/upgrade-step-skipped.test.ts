import { upgradeStepSkipped } from '../../../../scripts/plan-review/rules/upgrade-step-skipped';
import { judge, severityOf } from '../../../support/judge-plan';
import { file, plannedCluster, SETTINGS } from '../../../support/planned-cluster';

interface Release {
  readonly archive?: string;
  readonly protocol?: string;
  readonly zookeeper?: boolean;
}

const settingsOf = ({ protocol, zookeeper = true }: Release) =>
  [
    SETTINGS,
    ...(protocol ? [`inter.broker.protocol.version=${protocol}\n`] : []),
    ...(zookeeper ? ['zookeeper.connect=a:2181\n'] : []),
  ].join('');
const manifestOf = ({ archive = 'kafka-3.9.2.tar' }: Release) =>
  `archive ${archive} /opt/kafka prod/archives/x/${archive}\n`;
const upgrade = (before: Release, after: Release) => [
  ...plannedCluster({ settings: () => [settingsOf(before), settingsOf(after)] }),
  ...[1, 2, 3].map((id) => file(id, 'manifest', [manifestOf(before), manifestOf(after)])),
];
const OLD = { archive: 'kafka-3.8.1.tar', protocol: '3.8' };

it.each([
  ['nothing', OLD, OLD, undefined],
  ['binaries first', OLD, { archive: 'kafka-3.9.2.tar', protocol: '3.8' }, 'care'],
  [
    'the protocol afterwards',
    { archive: 'kafka-3.9.2.tar', protocol: '3.8' },
    { archive: 'kafka-3.9.2.tar', protocol: '3.9' },
    'care',
  ],
  [
    'nothing of a protocol that the binaries did not know before either',
    { ...OLD, protocol: '3.9' },
    { ...OLD, protocol: '3.9' },
    undefined,
  ],
  [
    'both, which converge does in two rolls',
    OLD,
    { archive: 'kafka-3.9.2.tar', protocol: '3.9' },
    'care',
  ],
  [
    'binaries where no protocol is named, which raises it',
    { archive: 'kafka-3.8.1.tar' },
    { archive: 'kafka-3.9.2.tar' },
    'care',
  ],
  ['binaries by a patch', { archive: 'kafka-3.9.1.tar' }, { archive: 'kafka-3.9.2.tar' }, 'care'],
  ['a protocol that the binaries do not know', OLD, { ...OLD, protocol: '3.9' }, 'danger'],
  [
    'Kafka 4 on ZooKeeper',
    { protocol: '3.9' },
    { archive: 'kafka-4.0.0.tar', protocol: '3.9' },
    'danger',
  ],
  ['ZooKeeper left behind', { protocol: '3.9' }, { protocol: '3.9', zookeeper: false }, 'danger'],
  [
    'an archive without a release',
    { ...OLD, archive: 'a.tar' },
    { ...OLD, archive: 'b.tar' },
    'care',
  ],
] as const)('judges %s', (_, before, after, expected) => {
  expect(severityOf(upgradeStepSkipped, upgrade(before, after))).toBe(expected);
});

it('names the hosts together', () => {
  const [finding] = judge(upgradeStepSkipped, upgrade(OLD, { ...OLD, archive: 'kafka-3.9.2.tar' }));
  expect(finding?.what).toBe('On broker 1, 2, 3: the binaries of Kafka are upgraded.');
});
