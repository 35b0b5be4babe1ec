import type { Problem } from '../errors';
import type { KafkaClusterSpec } from '../spec';
import { portPath, specPorts } from './listener-rules';

/** Below it, a port is root's; Kafka is not. */
const FIRST_FREE = 1024;
/** systemd-resolved's, for names of the local link. */
const LLMNR = 5355;

/** Whether the processes can have their ports on a Debian host. */
export function portsFree(spec: KafkaClusterSpec): readonly Problem[] {
  return specPorts(spec).flatMap((kind) => {
    if (kind.port < FIRST_FREE) return [belongsToRoot(portPath(kind), kind.port)];
    return kind.port === LLMNR ? [taken(portPath(kind), kind.port)] : [];
  });
}

function belongsToRoot(path: string, value: number): Problem {
  return {
    path,
    rule: `be ${FIRST_FREE} or more: ports below are root's, and Kafka does not run as root`,
    value,
    remedy: "Choose a higher one, such as Kafka's own 9092",
  };
}

function taken(path: string, value: number): Problem {
  return {
    path,
    rule: 'be free on the hosts, where systemd-resolved listens on it',
    value,
    remedy: "Choose another, such as Kafka's own 9092",
  };
}
