import { RUN_PROGRAM } from '../../../cluster/program';
import { say } from '../../masking/say';
import { nameHosts } from '../facts/hosts/name-hosts';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** Hosts that join a cluster that stands. */
export const hostAdded: Rule = {
  id: 'host-added',
  title: 'A broker or ZooKeeper member joins a standing cluster',
  reads: [{ types: 'aws_instance', and: ['created'] }],
  isToldByHosts: true,
  judge: ({ clusters }) =>
    clusters.flatMap(({ hosts }) => {
      const isNew = hosts.every(({ fate }) => fate === 'added');
      const added = hosts.filter(
        ({ fate, isBroker, isZookeeper }) => fate === 'added' && (isBroker || isZookeeper),
      );
      return tell(isNew ? [] : added, {
        severity: 'care',
        what: say`Adds ${nameHosts(added)} to a cluster that stands.`,
        why: 'A new broker takes part only in new topics: it holds no data and takes no load until partitions are moved to it. A new ZooKeeper member changes how many make a majority.',
        remedy: `Move partitions to it after the deploy, with \`${RUN_PROGRAM} move\`.`,
      });
    }),
};
