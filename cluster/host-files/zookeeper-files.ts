import { inParagraphs } from '../settings/setting-lines';
import type { Topology, ZookeeperHost } from '../topology';
import { zookeeperSettings } from '../settings/zookeeper-config';
import { fileRow, type FileRow } from './host-file';
import { ROTATE_EVERY_MINUTES, ZOOKEEPER_LOG_LIMITS } from './log-limits';
import { ZOOKEEPER_LOGGERS } from './loggers';
import { zookeeperProcess } from './processes';
import {
  jvmView,
  log4jView,
  logrotateServiceView,
  logrotateView,
  serviceView,
  type ProcessPlace,
} from './shared-views';

const ROOT_OWNED = { owner: 'root', group: 'root', mode: 0o644 } as const;

/** The files of a ZooKeeper member's host. */
export const ZOOKEEPER_FILES: readonly FileRow<ZookeeperHost>[] = [
  fileRow({
    template: 'zoo.cfg',
    path: ({ paths }) => `${paths.zookeeperConfig}/zoo.cfg`,
    // Passwords of keys may stand in it.
    ...{ owner: 'root', group: 'zookeeper', mode: 0o640 },
    onChange: 'zookeeper-settings',
    view: (topology, host) => ({
      about: `Settings of ${memberName(topology, host)}.`,
      sections: zookeeperSettings(topology, host).map(inParagraphs),
    }),
  }),
  fileRow({
    template: 'myid',
    path: ({ paths }) => `${paths.zookeeperData}/myid`,
    ...ROOT_OWNED,
    onChange: 'zookeeper-restart',
    view: (_, host) => ({ id: host.zookeeper.id }),
  }),
  fileRow({
    template: 'zookeeper-jvm.args',
    path: ({ paths }) => `${paths.zookeeperConfig}/jvm.args`,
    ...ROOT_OWNED,
    onChange: 'zookeeper-restart',
    view: (topology, host) => ({
      about: `Arguments of java for ${memberName(topology, host)}.`,
      ...jvmView(placeOf(host), host.paths, {
        heapMiB: host.zookeeper.heapMiB,
        flags: topology.spec.jvm.zookeeperFlags,
      }),
    }),
  }),
  fileRow({
    template: 'zookeeper-log4j.properties',
    path: ({ paths }) => `${paths.zookeeperConfig}/log4j.properties`,
    ...ROOT_OWNED,
    onChange: 'zookeeper-restart',
    view: (topology, host) => ({
      about: `Log file of ${memberName(topology, host)}.`,
      ...log4jView(placeOf(host), topology.spec.logLevels.zookeeper),
    }),
  }),
  fileRow({
    template: 'logrotate.conf',
    path: ({ paths }) => `${paths.zookeeperConfig}/logrotate.conf`,
    ...ROOT_OWNED,
    onChange: 'nothing',
    view: (topology, host) => ({
      about: `Where the closed log files of ${memberName(topology, host)} go.`,
      ...logrotateView(placeOf(host)),
    }),
  }),
  fileRow({
    template: 'zookeeper.service',
    path: ({ paths }) => `${paths.systemd}/zookeeper.service`,
    ...ROOT_OWNED,
    onChange: 'zookeeper-restart',
    view: (topology, host) => ({
      about: memberName(topology, host),
      ...serviceView(host, placeOf(host), zookeeperProcess(topology, host)),
    }),
  }),
  fileRow({
    template: 'logrotate.service',
    path: ({ paths }) => `${paths.systemd}/zookeeper-logrotate.service`,
    ...ROOT_OWNED,
    onChange: 'reload-systemd',
    view: (topology, host) => ({
      about: `Archives the log files of ${memberName(topology, host)}`,
      ...logrotateServiceView(placeOf(host)),
    }),
  }),
  fileRow({
    template: 'logrotate.timer',
    path: ({ paths }) => `${paths.systemd}/zookeeper-logrotate.timer`,
    ...ROOT_OWNED,
    onChange: 'restart-timer',
    view: (topology, host) => ({
      about: `When the log files of ${memberName(topology, host)} are archived`,
      minutes: ROTATE_EVERY_MINUTES,
    }),
  }),
];

function memberName({ spec }: Topology, { zookeeper }: ZookeeperHost): string {
  return `ZooKeeper member ${zookeeper.id} of ${spec.clusterName}`;
}

function placeOf({ paths }: ZookeeperHost): ProcessPlace {
  return {
    user: 'zookeeper',
    config: paths.zookeeperConfig,
    logs: paths.zookeeperLogs,
    temporary: paths.zookeeperTemporary,
    limits: ZOOKEEPER_LOG_LIMITS,
    loggers: ZOOKEEPER_LOGGERS,
  };
}
