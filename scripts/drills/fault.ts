import { dirname } from 'node:path/posix';
import type { Role } from '../../cluster/processes/processes';
import type { Host } from '../../cluster/topology';

/** A harm that is done to one host on purpose, as scripts for its shell. */
export interface Fault {
  /** What is done, in the past: `killed Kafka (SIGKILL)`. */
  readonly told: string;
  /** Does the harm; `undo` is armed by then. */
  readonly make: (host: Host) => string;
  /** Takes it back, however often it runs. Left out where the host mends itself. */
  readonly undo?: (host: Host) => string;
  /** Whose process it strikes; left out where it is any host's. */
  readonly role?: Role;
  /** Whether the way to the host goes with it: then it is done a moment after SSH has answered. */
  readonly cutsOff?: true;
}

const KAFKA = 'kafka.service';
const ZOOKEEPER = 'zookeeper.service';
/** Where a host notes which interface was taken down: its default route goes with it. */
const DEVICE_FILE = '/run/cdktf-kafka-drill-device';
const DEFAULT_DEVICE = `ip -oneline route show default | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p;q'`;

/** On the file system of its first data disk. */
const fillerOf = (host: Host): string => `${dirname(host.paths.kafka.data[0]!)}/.filled-by-a-drill`;

/** What can be done to a host. */
export const FAULTS = {
  kill: {
    told: 'killed Kafka (SIGKILL)',
    role: 'broker',
    make: () => `systemctl kill --kill-who=main --signal=KILL ${KAFKA}`,
  },
  freeze: {
    told: 'froze Kafka (SIGSTOP)',
    role: 'broker',
    make: () => `systemctl kill --kill-who=main --signal=STOP ${KAFKA}`,
    undo: () => `systemctl kill --kill-who=main --signal=CONT ${KAFKA}`,
  },
  'stop-zookeeper': {
    told: 'killed ZooKeeper (SIGKILL) and kept it down',
    role: 'zookeeper',
    make: () =>
      `systemctl kill --kill-who=main --signal=KILL ${ZOOKEEPER}; systemctl stop ${ZOOKEEPER}`,
    undo: () => `systemctl reset-failed ${ZOOKEEPER}; systemctl start ${ZOOKEEPER}`,
  },
  'cut-off': {
    told: 'took its network interface down',
    make: () => `${DEFAULT_DEVICE} >${DEVICE_FILE}; ip link set dev "$(cat ${DEVICE_FILE})" down`,
    undo: () =>
      `[ ! -s ${DEVICE_FILE} ] || ip link set dev "$(cat ${DEVICE_FILE})" up; rm -f ${DEVICE_FILE}`,
    cutsOff: true,
  },
  'fill-disk': {
    told: 'filled its first data disk',
    role: 'broker',
    make: (host) => {
      const filler = fillerOf(host);
      const free = `$(df --output=avail --block-size=1 ${dirname(filler)} | tail -n 1)`;
      // The broker writes meanwhile: the last bytes are taken until there are none.
      return `fallocate --length "$((${free} - 64 * 1024 * 1024))" ${filler}; cat /dev/zero >>${filler} || sync`;
    },
    // What Kafka has taken offline comes back at its next start only.
    undo: (host) => {
      const filler = fillerOf(host);
      const start = `systemctl reset-failed ${KAFKA}; systemctl restart ${KAFKA}`;
      return `[ ! -e ${filler} ] || { rm -f ${filler}; ${start}; }`;
    },
  },
  reboot: {
    told: 'rebooted it at once, with nothing stopped in order',
    make: () => 'systemctl reboot --force --force',
    cutsOff: true,
  },
} as const satisfies Record<string, Fault>;
