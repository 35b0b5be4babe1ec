import type { Problem } from '../errors';
import type { ResolvedSpec } from '../resolve-spec';
import { connectionRoom } from './connections';
import type { CapacityPlan } from './plan-capacity';

const OVERRIDES = 'max.connections.per.ip.overrides';

/** Shippers with more hosts behind one address than a broker takes connections of one: it refuses the others. */
export function addressProblems({ spec }: CapacityPlan): readonly Problem[] {
  const most = mostOfAddress(spec);
  return spec.shippers.flatMap(({ hosts, addresses }, index) => {
    if (hosts === undefined || addresses === undefined) return [];
    const fullest = Math.ceil(hosts / addresses);
    if (fullest <= most) return [];
    const wanted = fullest.toLocaleString('en');
    return [
      {
        path: `shippers[${index}].addresses`,
        rule:
          `spread ${hosts.toLocaleString('en')} hosts so that a broker has at most ` +
          `${most.toLocaleString('en')} connections of one address (max.connections.per.ip)`,
        value: addresses,
        remedy:
          `Take at least ${wanted} in brokerSettings['max.connections.per.ip'], or name these addresses in ` +
          `brokerSettings['${OVERRIDES}'] ('192.0.2.1:${fullest}'), or at least ` +
          `${Math.ceil(hosts / most).toLocaleString('en')} addresses`,
      },
    ];
  });
}

/** Of the broker that takes fewest. Which addresses an override names, nobody can tell here: it is taken for these. */
function mostOfAddress(spec: ResolvedSpec): number {
  const limits = spec.brokers.flatMap((broker) =>
    (broker.brokerSettings[OVERRIDES] ?? '') === '' ? [connectionRoom(spec, broker).ofAddress] : [],
  );
  return Math.min(...limits);
}
