import { UNKNOWN } from '../../../shell/command';
import type { Call } from './call';
import { wordOf, type Deed, type Row } from './program-rows';

const GROUPS = 'kafka-(consumer-groups|streams-application-reset|share-groups|streams-groups)';

/** Programs that ask or change Kafka and ZooKeeper. */
export const KAFKA_PROGRAMS: readonly Row[] = [
  ['kafka-topics', 'records-deleted', '--delete'],
  ['kafka-(topics|configs)', ({ text }) => effectOfSetting(text), '--alter'],
  ['kafka-delete-records', 'records-deleted'],
  ['kafka-storage', 'log-folder-formatted', 'format'],
  ['kafka-reassign-partitions', 'replicas-moved', '--execute|--cancel'],
  ['kafka-(leader|preferred-replica)-election', 'replicas-risked', /unclean/i],
  ['kafka-(leader|preferred-replica)-election', 'replicas-moved'],
  [GROUPS, 'offsets-lost', '--delete|--delete-offsets'],
  [GROUPS, 'harmless', '--dry-run'],
  [GROUPS, 'offsets-lost', '--reset-offsets --execute'],
  ['kafka-streams-application-reset', 'offsets-lost'],
  ['kafka-acls', 'access-changed', '--remove|--add'],
  ['kafka-delegation-tokens', 'harmless', '--describe'],
  ['kafka-delegation-tokens|zookeeper-security-migration', 'access-changed'],
  ['kafka-features', 'topic-changed', 'downgrade|disable|upgrade'],
  ['kafka-(metadata-quorum|cluster)', 'replicas-moved', '(remove|add)-controller|unregister'],
  ['kafka-transactions', 'topic-changed', 'abort|forceTerminateTransaction'],
  ['(kafka|zookeeper)-server-stop', 'process-stopped'],
  ['zkserver', 'process-stopped', 'stop|restart'],
  ['zkcleanup', 'files-deleted'],
  ['zkcli|zookeeper-shell|zk-shell|zookeepercli', zookeeper],
  [
    '(kafka|zookeeper)-server-start|kcat|kafkacat|' +
      'kafka-(log-dirs|dump-log|broker-api-versions|get-offsets|console-consumer|verifiable-consumer)|' +
      'kafka-(replica-verification|metadata-shell|jmx|client-metrics)',
    'harmless',
  ],
  ['java', 'harmless', '-version|--version'],
  ['(kafka|connect)-run-class|java', toolOfClass],
];

/** The classes behind Kafka's and ZooKeeper's scripts. */
const CLASSES: Readonly<Record<string, string>> = {
  TopicCommand: 'kafka-topics',
  ConfigCommand: 'kafka-configs',
  DeleteRecordsCommand: 'kafka-delete-records',
  StorageTool: 'kafka-storage',
  ReassignPartitionsCommand: 'kafka-reassign-partitions',
  LeaderElectionCommand: 'kafka-leader-election',
  ConsumerGroupCommand: 'kafka-consumer-groups',
  StreamsResetter: 'kafka-streams-application-reset',
  AclCommand: 'kafka-acls',
  ZooKeeperMain: 'zkcli',
  ZooKeeperMainWithTlsSupportForKafka: 'zkcli',
  ZkSecurityMigrator: 'zookeeper-security-migration',
  PurgeTxnLog: 'zkcleanup',
};

/** What `kafka-run-class` and `java` run is told as the script that does the same. */
function toolOfClass(call: Call): Deed {
  const names = call.words.map(({ text }) => /(?:^|\.)([A-Z]\w+)$/.exec(text)?.[1] ?? '');
  const at = names.findIndex((name) => Object.hasOwn(CLASSES, name));
  if (at < 0) return 'unseen';
  return { runs: call.withWords([wordOf(CLASSES[names[at]!]!), ...call.words.slice(at + 1)]) };
}

/** What Kafka keeps for by default: who sets less deletes records that were to stay. */
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** What a setting that is written out here does, foremost to records. */
function effectOfSetting(text: string): Deed {
  if (/\bSCRAM-SHA|\b(users|ips)\b/.test(text)) return 'access-changed';
  const retentions = text.matchAll(
    /\b(?:log\.)?(?:local\.)?retention\.(ms|minutes|hours|bytes)\s{0,4}[=:]\s{0,4}\[?(-?\d+)?/g,
  );
  const isCut = [...retentions].some(([, unit, value]) => isShort(unit!, value));
  if (isCut || /cleanup\.policy\s{0,4}[=:]\s{0,4}\[?(?!compact\b(?!,\s?delete))\S/.test(text))
    return 'retention-cut';
  const risks =
    /unclean\.leader\.election\.enable\s{0,4}[=:]\s{0,4}true|min\.insync\.replicas\s{0,4}[=:]\s{0,4}1\b/;
  return risks.test(text) ? 'replicas-risked' : 'topic-changed';
}

function isShort(unit: string, value: string | undefined): boolean {
  if (value === undefined || unit === 'bytes') return value !== '-1';
  const inMs = Number(value) * { ms: 1, minutes: 60_000, hours: 3_600_000 }[unit]!;
  return inMs >= 0 && inMs < WEEK_MS;
}

const ZOOKEEPER_COMMANDS: readonly (readonly [Deed, string])[] = [
  ['metadata-deleted', '(?:deleteall|rmr|delete|removewatches)\\s'],
  ['topic-changed', '(?:set|setAcl|addauth|reconfig|setquota|delquota|create)\\s'],
  [
    'harmless',
    '(?:ls2?|get|stat|getAcl|version|config|sync|help|listquota|getAllChildrenNumber|getEphemerals|whoami)(?:\\s|$)',
  ],
];

/** Its commands stand behind the server's name, or come in. */
function zookeeper({ input, text }: Call): Deed {
  const given = `${input ?? ''}\n${text}`;
  const isSaid = (words: string) => new RegExp(`(?:^|[\\s;])${words}`).test(given);
  const told = ZOOKEEPER_COMMANDS.find(([, words]) => isSaid(words))?.[0];
  return told ?? (input === undefined || input.includes(UNKNOWN) ? 'unseen' : 'unknown');
}
