import type { Problem } from '../errors';
import { LISTENERS, type ListenerId } from '../listeners/listeners';
import { kafkaVersionOf } from '../kafka-releases';
import { portsInUse, type PortId } from '../processes/ports';
import { productionPorts } from '../production-site';
import { resolveListeners } from '../listeners/resolve-listeners';
import type { KafkaClusterSpec } from '../spec';
import { duplicates } from '../checks/duplicates';
import { listenerSettingProblem } from './settings/listener-setting-problem';
import { settingPath } from './settings/setting-problem';

/** No two processes of a host want the same port; blamed is one that the spec sets. */
export function portsDistinct({ listeners = {} }: KafkaClusterSpec): readonly Problem[] {
  const resolved = resolveListeners(listeners, []);
  const ports = portsInUse(productionPorts(resolved), resolved).map(({ id, port }) => {
    const isSet = isListener(id) && listeners[id]?.port !== undefined;
    return { port, isSet, path: portPath(id) };
  });
  const blamedLast = [
    ...ports.filter(({ isSet }) => !isSet),
    ...ports.filter(({ isSet }) => isSet),
  ];
  return duplicates(
    blamedLast.map(({ port }) => port),
    (index) => blamedLast[index]!.path,
    'Choose a port that nothing else on the host uses',
  );
}

/** The settings of each listener, each by itself. */
export function listenerSettingsSound(spec: KafkaClusterSpec): readonly Problem[] {
  const version = kafkaVersionOf(spec);
  return LISTENERS.flatMap(({ id }) =>
    Object.entries<unknown>({ ...spec.listeners?.[id]?.settings })
      .filter(([, value]) => value !== undefined)
      .flatMap(([key, value]) => {
        const problem = listenerSettingProblem(version, id, [key, value]);
        return problem ? [{ path: settingPath(`listeners.${id}.settings`, key), ...problem }] : [];
      }),
  );
}

/** The field that sets a port; of one that none sets, its name. */
export function portPath(id: PortId): string {
  return isListener(id) ? `listeners.${id}.port` : `the port ${id}`;
}

function isListener(id: PortId): id is ListenerId {
  return LISTENERS.some((listener) => listener.id === id);
}
