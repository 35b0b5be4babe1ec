import type { Sayable } from '../../../masking/say';
import { quoteDerived } from '../../../terraform-plan/quote';
import { holdsCidr, holdsInternet, parseCidr } from '../../../../cluster/cidr';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { blocksOf, numberOf, textOf, textsOf } from '../../../terraform-plan/values';

/** One way in: from one source to a range of ports. */
export interface IngressOpening {
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** A range of addresses, or the id of a security group or prefix list. */
  readonly source: string;
}

const PROTOCOLS: Readonly<Record<string, string>> = {
  '-1': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};

/** The openings of a security group that has its rules inside. */
export function inlineOpenings(group: Values | undefined): readonly IngressOpening[] {
  return blocksOf(group, 'ingress').flatMap((block) => openingsOf(block, 'protocol'));
}

/** The openings of an `aws_security_group_rule`; of which way it is, may be known only later. */
export function ruleOpenings(rule: Values | undefined): readonly IngressOpening[] {
  return rule !== undefined && textOf(rule, 'type') !== 'egress'
    ? openingsOf(rule, 'protocol')
    : [];
}

/** The opening of an `aws_vpc_security_group_ingress_rule`. */
export function ingressRuleOpenings(rule: Values | undefined): readonly IngressOpening[] {
  return rule === undefined ? [] : openingsOf(rule, 'ip_protocol');
}

/** Where a security group that has its rules inside lets out. */
export function inlineWaysOut(group: Values | undefined): readonly IngressOpening[] {
  return blocksOf(group, 'egress').flatMap((block) => openingsOf(block, 'protocol'));
}

/** What a list of networks, or a rule at the border of a subnet, lets in, whatever the group says. */
export function borderOpenings(values: Values | undefined): readonly IngressOpening[] {
  if (values === undefined) return [];
  const rules = [values, ...blocksOf(values, 'ingress'), ...blocksOf(values, 'entry')];
  const open = rules.filter(
    (rule) => rule.egress !== true && !/^deny$/i.test(actionOf(rule) ?? '') && sourceOf(rule),
  );
  return open.map((rule) => ({
    ...{ protocol: 'all', fromPort: 0, toPort: 65_535 },
    source: sourceOf(rule)!,
  }));
}

function actionOf(rule: Values): string | undefined {
  return textOf(rule, 'rule_action') ?? textOf(rule, 'action');
}

function sourceOf(rule: Values): string | undefined {
  const keys = ['cidr', 'cidr_block', 'ipv6_cidr_block'];
  return keys.map((key) => textOf(rule, key)).find((source) => source);
}

function openingsOf(values: Values, protocolKey: string): readonly IngressOpening[] {
  const given = textOf(values, protocolKey)?.toLowerCase() ?? 'all';
  const protocol = PROTOCOLS[given] ?? given;
  const ports = portsOf(values, protocol);
  return sourcesOf(values).map((source) => ({ protocol, ...ports, source }));
}

function portsOf(values: Values, protocol: string): Pick<IngressOpening, 'fromPort' | 'toPort'> {
  const [fromPort, toPort] = [numberOf(values, 'from_port'), numberOf(values, 'to_port')];
  const isAll = protocol === 'all' || fromPort === undefined || fromPort === -1;
  return isAll
    ? { fromPort: 0, toPort: 65_535 }
    : { fromPort, toPort: toPort === undefined || toPort === -1 ? 65_535 : toPort };
}

function sourcesOf(values: Values): readonly string[] {
  const lists = ['cidr_blocks', 'ipv6_cidr_blocks', 'security_groups', 'prefix_list_ids'];
  const single = [
    'cidr_ipv4',
    'cidr_ipv6',
    'referenced_security_group_id',
    'prefix_list_id',
    'source_security_group_id',
  ];
  return [
    ...lists.flatMap((key) => textsOf(values, key)),
    ...single.map((key) => textOf(values, key)).filter((source) => source !== undefined),
    ...(values.self === true ? ['the group itself'] : []),
  ];
}

/** Whether everyone that one lets in is let in by others, each for all of its ports. */
export function coverOpening(others: readonly IngressOpening[], one: IngressOpening): boolean {
  const sources = others.filter((other) => hasPortsOf(other, one)).map(({ source }) => source);
  if (sources.includes(one.source)) return true;
  const range = parseCidr(one.source);
  return (
    range !== undefined &&
    holdsCidr(
      sources.flatMap((each) => parseCidr(each) ?? []),
      range,
    )
  );
}

function hasPortsOf(outer: IngressOpening, inner: IngressOpening): boolean {
  const isProtocolCovered = outer.protocol === 'all' || outer.protocol === inner.protocol;
  return isProtocolCovered && outer.fromPort <= inner.fromPort && inner.toPort <= outer.toPort;
}

/** Whether it lets in whoever is on the internet, or a large part of them. */
export function isOpenToWorld({ source }: IngressOpening): boolean {
  const range = parseCidr(source);
  return range !== undefined && holdsInternet([range]);
}

/** What says who comes in, and by which ports. */
export const INCOMING_ATTRIBUTES: readonly string[] = [
  ...['type', 'entry', 'cidr', 'cidr_block', 'ingress', 'cidr_blocks', 'ipv6_cidr_blocks'],
  ...['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'prefix_list_ids'],
  ...['referenced_security_group_id', 'source_security_group_id'],
  ...['from_port', 'to_port', 'protocol', 'ip_protocol'],
];

/** All that openings are read from. */
const OPENING_ATTRIBUTES: readonly string[] = [
  ...INCOMING_ATTRIBUTES,
  ...['egress', 'ipv6_cidr_block', 'rule_action', 'action', 'security_groups', 'self'],
];

/** An opening of a resource, for a sentence. */
export function sayOpening(
  resource: ResourceChange,
  side: 'before' | 'after',
  opening: IngressOpening,
): Sayable {
  return quoteDerived(resource, [side], OPENING_ATTRIBUTES, describeOpening(opening));
}

/** Such as `tcp 9092 from 10.0.0.0/8`. */
function describeOpening({ protocol, fromPort, toPort, source }: IngressOpening): string {
  if (protocol === 'all') return `everything from ${source}`;
  const isEveryPort = fromPort === 0 && toPort === 65_535;
  const ports = fromPort === toPort ? `${fromPort}` : `${fromPort}–${toPort}`;
  return `${protocol} ${isEveryPort ? 'on all ports' : ports} from ${source}`;
}
