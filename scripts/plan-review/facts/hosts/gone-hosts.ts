import type { ResourceChange } from '../../../terraform-plan/plan';
import type { PlanFacts } from '../../plan-facts';
import { tagOf, textOf } from '../../../terraform-plan/values';

/** Tells of each resource whether it goes only because its host goes: then the host's finding says all. */
export function goesWithHost({ clusters }: PlanFacts): (resource: ResourceChange) => boolean {
  const names = clusters.flatMap(({ hosts }) =>
    hosts.filter(({ fate }) => fate === 'removed').map(({ name }) => name),
  );
  return (resource) => {
    const { before } = resource;
    const ownNames = ['name', 'role', 'alarm_name', 'instance_profile'].map((key) =>
      textOf(before, key),
    );
    const known = [tagOf(resource, 'kafka-host'), tagOf(resource, 'Name'), ...ownNames];
    return names.some((host) =>
      known.some((name) => name !== undefined && isNamedAfter(name, host)),
    );
  };
}

/** `prod-logging-broker-1-kafka-1-queue` belongs to broker-1, and `prod-logging-broker-12` doesn't. */
function isNamedAfter(name: string, host: string): boolean {
  const at = name.indexOf(host);
  if (at < 0) return false;
  const [before, after] = [name[at - 1], name[at + host.length]];
  const isEnd = (letter: string | undefined) => letter === undefined || /[^A-Za-z\d]/.test(letter);
  return isEnd(before) && isEnd(after);
}
