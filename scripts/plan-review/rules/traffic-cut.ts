import { say } from '../../masking/say';
import {
  coverOpening,
  ingressRuleOpenings,
  inlineOpenings,
  inlineWaysOut,
  sayOpening,
  type IngressOpening,
} from '../facts/network/ingress-opening';
import { distinct, listSome } from '../lists';
import type { ResourceChange, Values } from '../../terraform-plan/plan';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';

type Read = (values: Values | undefined) => readonly IngressOpening[];

/** By type, the ways that its rules open; a rule that goes is told of as what it is. */
const KINDS: Readonly<Record<string, readonly Read[]>> = {
  aws_default_security_group: [inlineOpenings, inlineWaysOut],
  aws_security_group: [inlineOpenings, inlineWaysOut],
  aws_vpc_security_group_egress_rule: [ingressRuleOpenings],
  aws_vpc_security_group_ingress_rule: [ingressRuleOpenings],
};

/** Traffic of hosts that no longer passes. */
export const trafficCut: Rule = {
  id: 'traffic-cut',
  title: 'A security group lets in or out less than before',
  judge: (facts) =>
    resourcesOf(facts, ...Object.keys(KINDS))
      .filter(({ change }) => change === 'update')
      .flatMap(judgement),
};

function judgement(resource: ResourceChange): readonly Judgement[] {
  const { type, address, before, after } = resource;
  const lost = KINDS[type]!.flatMap((read) => {
    const left = read(after);
    return read(before).filter((old) => !coverOpening(left, old));
  });
  if (lost.length === 0) return [];
  const ways = distinct(lost.map((opening) => sayOpening(resource, 'before', opening)));
  return [
    {
      severity: 'care',
      what: say`${address} no longer lets pass, or may not: ${listSome(ways)}.`,
      why: 'Brokers, ZooKeeper members or clients that come or go this way lose each other at once, on all hosts of the group.',
      remedy: 'See that nothing uses this way any more, or that another rule lets it pass.',
      addresses: [address],
    },
  ];
}
