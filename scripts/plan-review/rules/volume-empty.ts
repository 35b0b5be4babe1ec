import { say } from '../../masking/say';
import { addressesById } from '../facts/volumes/attachments';
import { configurationAddress } from '../../terraform-plan/configuration-address';
import { groupBy } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { HostFacts, PlanFacts } from '../plan-facts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import { hostsByAddress } from '../facts/volumes/volume-names';
import type { Rule } from '../rule';
import { tell } from '../tell';
import { tagIn, textOf } from '../../terraform-plan/values';

/** New disks for hosts that stand: mostly in the place of one that somebody has lost. */
export const volumeEmpty: Rule = {
  id: 'volume-empty',
  title: 'A host that stands gets a volume that is new, and empty',
  reads: [{ types: 'aws_ebs_volume aws_volume_attachment', and: ['created'] }],
  isAboutData: true,
  judge: (facts) => {
    const hosts = [...hostsByAddress(facts).values()].filter(({ fate }) => stays(fate));
    const hostOf = hostFinder(facts, hosts);
    const made = resourcesOf(facts, 'aws_ebs_volume', 'aws_volume_attachment')
      .filter(({ change }) => change === 'create')
      .flatMap((resource) => {
        const host = hostOf(resource);
        return host === undefined ? [] : [{ host, resource }];
      });
    return [...groupBy(made, ({ host }) => host)].flatMap(([{ shown }, group]) =>
      tell(
        group.map(({ resource }) => resource),
        {
          severity: 'care',
          what: say`Gives ${shown.name} a volume that is new, or takes none that it has.`,
          why: 'Where one stood there before, outside of terraform’s state now, the host comes up with an empty disk in its place. A broker copies all that lay on it anew, and what has no replica in sync elsewhere is lost.',
          remedy:
            'See where the old volume is, and import it. A further disk is mounted by converge.',
        },
      ),
    );
  },
};

function stays(fate: HostFacts['fate']): boolean {
  return fate !== 'added' && fate !== 'removed';
}

/** Whose a new disk is: by its tags, by the id of the instance, or by what the code leads to. */
function hostFinder(facts: PlanFacts, hosts: readonly HostFacts[]) {
  const byAddress = new Map<string, HostFacts>(hosts.map((host) => [host.address, host]));
  const byPlace = groupBy(hosts, ({ address }) => configurationAddress(address));
  const byId = addressesById(resourcesOf(facts, 'aws_instance'));
  return ({ after, type, address }: ResourceChange): HostFacts | undefined => {
    const [cluster, name] = [tagIn(after, 'kafka-cluster'), tagIn(after, 'kafka-host')];
    const tagged = hosts.find(
      (host) => host.name === name && tagIn(host.instance.before, 'kafka-cluster') === cluster,
    );
    if (type === 'aws_ebs_volume') return tagged;
    const id = textOf(after, 'instance_id');
    if (id !== undefined) return byAddress.get(byId.get(id) ?? '');
    const places = facts.plan.dependencies.get(configurationAddress(address)) ?? [];
    return places.map((place) => byPlace.get(place)?.[0]).find((host) => host !== undefined);
  };
}
