import { UNKNOWN } from '../../../shell/command';
import type { Call } from './call';
import type { Judged } from './effects';
import type { Programs } from './local-programs';

/** Programs that ask or change Kafka and ZooKeeper; Kafka's own take options with one dash, and shortened. */
export const KAFKA_PROGRAMS: Programs = [
  [/^kafka-topics$/, topics],
  [/^kafka-delete-records$/, () => 'records-deleted'],
  [/^kafka-configs$/, configs],
  [/^kafka-storage$/, (call) => (call.says(/^format$/) ? 'log-folder-formatted' : 'harmless')],
  [
    /^kafka-reassign-partitions$/,
    (call) => (asks(call, 'execute', 'cancel') ? 'replicas-moved' : 'harmless'),
  ],
  [
    /^kafka-(leader|preferred-replica)-election$/,
    (call) => (/unclean/i.test(call.text) ? 'replicas-risked' : 'replicas-moved'),
  ],
  [/^kafka-consumer-groups$/, groups],
  [/^kafka-(streams-application-reset|share-groups|streams-groups)$/, groups],
  [/^kafka-acls$/, (call) => (asks(call, 'remove', 'add') ? 'access-changed' : 'harmless')],
  [/^kafka-delegation-tokens$/, (call) => (asks(call, 'describe') ? 'harmless' : 'access-changed')],
  [
    /^kafka-features$/,
    (call) => (call.says(/^(downgrade|disable|upgrade)$/) ? 'topic-changed' : 'harmless'),
  ],
  [
    /^kafka-(metadata-quorum|cluster)$/,
    (call) =>
      call.says(/^(remove-controller|add-controller|unregister)$/) ? 'replicas-moved' : 'harmless',
  ],
  [
    /^kafka-transactions$/,
    (call) => (call.says(/^(abort|forceTerminateTransaction)$/) ? 'topic-changed' : 'harmless'),
  ],
  [
    /^(kafka|zookeeper)-server-(stop|start)$/,
    (call) => (/stop$/.test(call.name) ? 'process-stopped' : 'harmless'),
  ],
  [
    /^(kafka-log-dirs|kafka-dump-log|kafka-broker-api-versions|kafka-get-offsets|kafka-console-consumer|kafka-verifiable-consumer|kafka-replica-verification|kafka-metadata-shell|kcat|kafkacat|kafka-jmx|kafka-client-metrics)$/,
    () => 'harmless',
  ],
  [/^(zkcli|zookeeper-shell|zk-shell|zookeepercli)$/, zookeeper],
  [/^zookeeper-security-migration$/, () => 'access-changed'],
  [/^zkcleanup$/, () => 'files-deleted'],
  [/^zkserver$/, (call) => (call.says(/^(stop|restart)$/) ? 'process-stopped' : 'harmless')],
];

/** The classes behind Kafka's and ZooKeeper's scripts, for those who call them by `kafka-run-class` or `java`. */
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

/** The tool that a class is the program of, and where it stands among the words. */
export function toolOfClass({
  words,
}: Call): { readonly tool: string; readonly at: number } | undefined {
  for (const [at, { text }] of words.entries()) {
    const [, name = ''] = /(?:^|\.)([A-Z]\w+)$/.exec(text) ?? [];
    if (Object.hasOwn(CLASSES, name)) return { tool: CLASSES[name]!, at };
  }
  return undefined;
}

/** Whether Kafka's parser of options would take a word for one of these. */
function asks(call: Call, ...options: readonly string[]): boolean {
  return call.args.some((arg) => {
    const [, name] = /^--?([a-z][a-z-]*)(?:=|$)/.exec(arg) ?? [];
    return (
      name !== undefined &&
      options.some((option) => option === name || (name.length > 2 && option.startsWith(name)))
    );
  });
}

function topics(call: Call): Judged {
  if (asks(call, 'delete')) return 'records-deleted';
  if (!asks(call, 'alter')) return 'harmless';
  return settings(call.text) ?? 'topic-changed';
}

function configs(call: Call): Judged {
  if (!asks(call, 'alter')) return 'harmless';
  if (/\bSCRAM-SHA|\b(users|ips)\b/.test(call.text)) return 'access-changed';
  return settings(call.text) ?? 'topic-changed';
}

/** What Kafka keeps for by default: who sets less deletes records that were to stay. */
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** What a setting that is written out here does to records. */
export function settings(text: string): Judged {
  const retentions = [
    ...text.matchAll(
      /\b(?:log\.)?(?:local\.)?retention\.(ms|minutes|hours|bytes)\s{0,4}[=:]\s{0,4}\[?(-?\d+)?/g,
    ),
  ];
  const cuts = retentions.some(([, unit, value]) => isShort(unit!, value));
  if (cuts || /cleanup\.policy\s{0,4}[=:]\s{0,4}\[?(?!compact\b(?!,\s?delete))\S/.test(text))
    return 'retention-cut';
  if (
    /unclean\.leader\.election\.enable\s{0,4}[=:]\s{0,4}true|min\.insync\.replicas\s{0,4}[=:]\s{0,4}1\b/.test(
      text,
    )
  )
    return 'replicas-risked';
  return undefined;
}

function isShort(unit: string, value: string | undefined): boolean {
  if (value === undefined || unit === 'bytes') return value !== '-1';
  const inMs = Number(value) * { ms: 1, minutes: 60_000, hours: 3_600_000 }[unit]!;
  return inMs >= 0 && inMs < WEEK_MS;
}

function groups(call: Call): Judged {
  if (asks(call, 'delete', 'delete-offsets')) return 'offsets-lost';
  const isReset = asks(call, 'reset-offsets') || call.name === 'kafka-streams-application-reset';
  const isDone = asks(call, 'execute') || call.name === 'kafka-streams-application-reset';
  return isReset && isDone && !asks(call, 'dry-run') ? 'offsets-lost' : 'harmless';
}

/** Its commands stand behind the server's name, or come in. */
function zookeeper(call: Call): Judged {
  const { input, text } = call;
  const given = [input ?? '', text].join('\n');
  if (/(^|[\s;])(deleteall|rmr|delete|removewatches)\s/.test(given)) return 'metadata-deleted';
  if (/(^|[\s;])(set|setAcl|addauth|reconfig|setquota|delquota|create)\s/.test(given))
    return 'topic-changed';
  if (
    /(^|[\s;])(ls2?|get|stat|getAcl|version|config|sync|help|listquota|getAllChildrenNumber|getEphemerals|whoami)(\s|$)/.test(
      given,
    )
  )
    return 'harmless';
  return input === undefined || input.includes(UNKNOWN) ? 'unseen' : 'unknown';
}
