import type { Problem } from '../errors';
import { LISTENERS, PORT_FIELD } from '../listeners/listeners';
import { kafkaVersionOf } from '../kafka-releases';
import { portsInUse, type PortKind } from '../processes/ports';
import { nodeExporterPorts } from '../processes/node-exporter';
import { productionPorts } from '../production-site';
import { resolveListeners } from '../listeners/resolve-listeners';
import { securityOf } from '../security';
import type { KafkaClusterSpec } from '../spec';
import { duplicates } from '../checks/duplicates';
import { listenerSettingProblem } from './settings/listener-setting-problem';
import { settingPath } from './settings/setting-problem';

/** No two processes of a host want the same port; blamed is one that the spec sets. */
export function portsDistinct(spec: KafkaClusterSpec): readonly Problem[] {
  const { listeners = {}, security, nodeExporter = true } = spec;
  const ofHost = nodeExporterPorts({ security: securityOf(spec), nodeExporter }).map((port) => ({
    ...{ port, isSet: false, path: 'the port of the node exporter' },
  }));
  const ofProcesses = specPorts({ listeners, security }).map((kind) => {
    const field = PORT_FIELD[kind.security ?? securityOf({ security }).kind];
    const isSet = kind.listener !== undefined && listeners[kind.listener]?.[field] !== undefined;
    return { port: kind.port, isSet, path: portPath(kind) };
  });
  const ports = [...ofHost, ...ofProcesses];
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

/** The ports that a host of this spec has in use. */
export function specPorts({
  listeners,
  ...spec
}: Pick<KafkaClusterSpec, 'listeners' | 'security'>): ReturnType<typeof portsInUse> {
  const security = securityOf(spec);
  const resolved = resolveListeners(listeners, [], security);
  return portsInUse(productionPorts(resolved), { listeners: resolved, security });
}

/** The field that sets a port; of one that none sets, its name. */
export function portPath({ id, listener, security }: PortKind): string {
  return listener && security ? `listeners.${listener}.${PORT_FIELD[security]}` : `the port ${id}`;
}
