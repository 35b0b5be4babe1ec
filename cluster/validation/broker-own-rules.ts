import { formatProblem, type Problem } from '../errors';
import { matchesKey } from '../settings/reserved-setting';
import type { KafkaClusterSpec } from '../spec';
import { validateBrokerSettings } from './settings/validate-settings';
import { isRecord } from '../checks/checks';
import { settingPath } from './settings/setting-problem';

/**
 * Settings of what a host bears. All others hold for partitions, groups or transactions, whose replicas
 * and coordinators move from broker to broker: those must agree.
 */
const OF_A_HOST = [
  'background.threads',
  'num.io.threads',
  'num.network.threads',
  'num.recovery.threads.per.data.dir',
  'num.replica.alter.log.dirs.threads',
  'num.replica.fetchers',
  'log.cleaner.dedupe.buffer.size',
  'log.cleaner.io.*',
  'log.cleaner.threads',
  'queued.max.*',
  'connections.max.idle.ms',
  'max.connection*',
  'socket.*',
  'replica.fetch.*',
  'replica.socket.*',
  'controlled.shutdown.*',
];

/** What is wrong with the settings of single brokers, beyond what is wrong with all brokers'. */
export function ownSettingsSound(spec: KafkaClusterSpec): readonly Problem[] {
  const ofAll = new Set(validateBrokerSettings(spec).map(formatProblem));
  return spec.brokers.flatMap(({ brokerSettings: own }, index) => {
    if (!isRecord(own)) return [];
    const brokerSettings = { ...spec.brokerSettings, ...own };
    const found = validateBrokerSettings({ ...spec, brokerSettings });
    const place = `brokers[${index}].`;
    const paths = new Map(
      Object.keys(own).map((key) => [key, settingPath('brokerSettings', key)] as const),
    );
    const isOwn = ({ path }: Problem) => [...paths.values()].includes(path);
    const fresh = found.filter((problem) => !ofAll.has(formatProblem(problem)));
    const sound = [...paths].filter(([, path]) => !found.some((problem) => problem.path === path));
    return [
      ...fresh.map((each) => (isOwn(each) ? { ...each, path: `${place}${each.path}` } : each)),
      ...sound.flatMap(([key, path]) => (isOfAHost(key) ? [] : [mustBeAlike(`${place}${path}`)])),
    ];
  });
}

function isOfAHost(key: string): boolean {
  return OF_A_HOST.some((pattern) => matchesKey(key, pattern));
}

function mustBeAlike(path: string): Problem {
  return {
    path,
    rule: 'be alike on all brokers, as the replicas of a partition lie on several',
    remedy: 'Set it in brokerSettings of the spec',
  };
}
