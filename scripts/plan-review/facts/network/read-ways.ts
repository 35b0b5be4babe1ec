import { parseAddress } from '../../../../cluster/cidr';
import type { Values } from '../../../terraform-plan/plan';
import { blocksOf, numberOf, textOf, textsOf } from '../../../terraform-plan/values';
import { PORT_ATTRIBUTES, portRanges } from './port-ranges';
import { ANYONE, type Way } from './way';
import { words } from '../../lists';

type Direction = Way['direction'];

/** Blocks that hold rules, and which way these go; where neither says so, the rule itself does. */
const BLOCKS: Readonly<Record<string, Direction | undefined>> = {
  ...{ ingress: 'in', inbound: 'in', inbound_rule: 'in', ingress_security_rules: 'in' },
  ...{ egress: 'out', outbound: 'out', outbound_rule: 'out', egress_security_rules: 'out' },
  ...{ rule: undefined, rules: undefined, security_rule: undefined, entry: undefined },
  ...{ firewall_rule: undefined },
};

/** Blocks that say a part of the rule around them. */
const PARTS = ['allow', 'deny', 'match', 'layer4_configs', 'layer4_config'];

/**
 * The ways that the rules of a resource open or close, whatever the provider: a rule of its own, or
 * rules inside a group, a firewall or a list. Providers differ in words more than in what they say.
 */
export function readWays(type: string, values: Values | undefined): readonly Way[] {
  if (values === undefined || values.disabled === true) return [];
  const direction = /egress/.test(type) ? 'out' : 'in';
  const inside = Object.entries(BLOCKS).flatMap(([key, way]) =>
    blocksOf(values, key).flatMap((rule) => waysOf(type, rule, way ?? direction)),
  );
  return inside.length > 0 ? inside : waysOf(type, values, direction);
}

function waysOf(type: string, rule: Values, direction: Direction): readonly Way[] {
  const parts = PARTS.flatMap((key) =>
    blocksOf(rule, key).map((part) => ({
      ...{ ...rule, [key]: undefined, ...part },
      ...(key === 'deny' && { action: 'deny' }),
    })),
  );
  if (parts.length > 0) return parts.flatMap((part) => waysOf(type, part, direction));
  const way = {
    direction: directionOf(rule) ?? direction,
    isDenied: isDenied(rule),
    order: orderOf(rule),
  };
  const [peers, targets] = [peersOf(type, rule, way.direction), targetsOf(rule, way.direction)];
  return portRanges(rule).flatMap((ports) =>
    peers.flatMap((peer) => targets.map((target) => ({ ...way, ...ports, peer, target }))),
  );
}

function directionOf(rule: Values): Direction | undefined {
  if (typeof rule.egress === 'boolean') return rule.egress ? 'out' : 'in';
  const [word] = ['direction', 'type', 'traffic_direction'].flatMap(
    (key) => textOf(rule, key) ?? [],
  );
  if (word === undefined) return undefined;
  return /^(egress|out)/i.test(word) ? 'out' : 'in';
}

function isDenied(rule: Values): boolean {
  const words = ['rule_action', 'action', 'access', 'policy'].flatMap((k) => textOf(rule, k) ?? []);
  return words.some((word) => /^(deny|denied|drop|reject|block|discard|refuse)$/i.test(word));
}

function orderOf(rule: Values): number {
  const numbers = ['rule_no', 'rule_number', 'priority'].map((key) => numberOf(rule, key));
  return numbers.find((number) => number !== undefined) ?? 0;
}

/** How providers name the other end, whichever way it goes. */
const PEERS = words(`
  cidr cidr_block cidr_blocks ipv6_cidr_block ipv6_cidr_blocks cidr_ipv4 cidr_ipv6 cidr_ip
  ipv6_cidr_ip v4_cidr_blocks v6_cidr_blocks ip_range ipv4 ipv6 remote remote_ip_prefix
  remote_group_id remote_address_group_id prefix_list_id prefix_list_ids security_groups
  source_security_group_id referenced_security_group_id user_security_group_id value
`);
const SOURCES = words(`
  source source_ranges source_tags source_service_accounts source_ips source_addresses
  source_address_prefix source_address_prefixes src_ip_ranges
  source_application_security_group_ids source_cidr_ip source_group_id source_droplet_ids
  source_load_balancer_uids source_kubernetes_ids
`);
const DESTINATIONS = words(`
  destination destination_ranges destination_ips destination_addresses destination_address_prefix
  destination_address_prefixes dest_ip_ranges destination_application_security_group_ids
  dest_cidr_ip dest_group_id destination_droplet_ids destination_load_balancer_uids
  destination_kubernetes_ids
`);
const TARGETS = ['target_tags', 'target_service_accounts', 'target_resources'];

/** What a rule says, in the words of all providers. */
const OF_A_RULE = [
  ...[...PARTS, ...PEERS, ...SOURCES, ...DESTINATIONS, ...TARGETS, ...PORT_ATTRIBUTES],
  ...words(`
    self egress direction type rule_action action access policy rule_no rule_number priority
    disabled traffic_direction ethertype
  `),
];
/** What is only said of it. */
const WORDS = ['name', 'description', 'icmp_code', 'icmp_type'];

/** Attributes that say who passes, and where: of a value in one of them may hang who does. */
export const WAY_ATTRIBUTES: readonly string[] = [...Object.keys(BLOCKS), ...OF_A_RULE];

/** All that is understood of a rule, or of rules inside something, as paths. */
export const UNDERSTOOD: readonly string[] = [
  ...OF_A_RULE,
  ...Object.keys(BLOCKS).flatMap((block) =>
    [...OF_A_RULE, ...WORDS].map((attribute) => `${block}.${attribute}`),
  ),
];

/** Rules of these providers let anyone pass where they name nobody. */
const ANYONE_BY_DEFAULT = /^(google_compute_firewall|openstack_)/;
/** So is everyone spelled; the second by Azure, whose `VirtualNetwork` is a name like others. */
const EVERYONE = /^(\*|any|all|internet|anyone)$/i;

function peersOf(type: string, rule: Values, direction: Direction): readonly string[] {
  const keys = [...PEERS, ...(direction === 'in' ? SOURCES : DESTINATIONS)];
  const named = [...namedBy(rule, keys), ...(rule.self === true ? [ITSELF] : [])];
  const isRule = rule.protocol !== undefined || rule.direction !== undefined;
  return named.length === 0 && isRule && ANYONE_BY_DEFAULT.test(type) ? [ANYONE] : named;
}

/** The members of the group that the rule is of. */
export const ITSELF = 'the group itself';

function targetsOf(rule: Values, direction: Direction): readonly string[] {
  const keys = [...TARGETS, ...(direction === 'in' ? DESTINATIONS : SOURCES)];
  const named = namedBy(rule, keys);
  return named.length === 0 || named.includes(ANYONE) ? ['*'] : named;
}

function namedBy(rule: Values, keys: readonly string[]): readonly string[] {
  const texts = keys.flatMap((key) => [textOf(rule, key) ?? '', ...textsOf(rule, key)]);
  return texts.filter((text) => text !== '').map((text) => spelled(text.trim()));
}

function spelled(peer: string): string {
  if (EVERYONE.test(peer)) return ANYONE;
  const address = parseAddress(peer);
  return address === undefined ? peer : `${peer}/${address.family === 4 ? 32 : 128}`;
}
