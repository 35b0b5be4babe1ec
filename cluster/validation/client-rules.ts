import { duplicates } from '../checks/duplicates';
import type { ClientSpec } from '../clients/client-spec';
import { OWN_USER_PREFIX } from '../clients/own-users';
import { memberNames } from '../identities/member-identities';
import { matchesPattern, parsePattern } from '../clients/name-pattern';
import type { Problem } from '../errors';
import { securityOf } from '../security';
import type { KafkaClusterSpec } from '../spec';
import { resolveQuota } from '../topics/resolve-quotas';
import { INTERNAL_TOPICS, SMOKE_TOPIC_PREFIX } from '../topics/topic-names';

/** Without authentication there is nobody to grant something to. */
export function clientsCanLogIn({ clients = [], security }: KafkaClusterSpec): readonly Problem[] {
  if (securityOf({ security }).kind !== 'plaintext' || clients.length === 0) return [];
  return [
    {
      path: 'clients',
      rule: 'be left out under Security.plaintext(), where everybody may do everything',
      remedy: 'Ask for Security.tls(), or leave them out',
    },
  ];
}

/** A grant for a topic that neither stands in the spec nor is made by others waits for ever. */
export function grantsMeetTopics({ clients = [], topics }: KafkaClusterSpec): readonly Problem[] {
  if (topics === undefined || topics.length === 0) return [];
  return clients.flatMap((client, index) =>
    patternsOf(client, `clients[${index}]`)
      .filter(
        ({ text, what }) =>
          what === 'topics' && !topics.some(({ name }) => matchesPattern(name, parsePattern(text))),
      )
      .map(({ text, path }) => ({
        path,
        rule: 'fit a topic of the spec',
        value: text,
        remedy: 'Correct it, add the topic, or let it be where others make such topics',
      })),
  );
}

/** Each client stands once, may do something, and nothing that would harm the others. */
export function clientsSound({ clients = [], clusterName }: KafkaClusterSpec): readonly Problem[] {
  const nameAt = (index: number) => `clients[${index}].name`;
  return [
    ...duplicates(
      clients.map(({ name }) => name),
      nameAt,
      'Put all grants of it into one',
    ),
    ...clients.flatMap((client, index) => [
      ...taken(client.name, nameAt(index), clusterName),
      ...idle(client, `clients[${index}]`),
      ...groupWithoutTopics(client, `clients[${index}]`),
      ...tooMuch(client, `clients[${index}]`),
      ...repeated(client, `clients[${index}]`),
      ...idleLimits(client, `clients[${index}]`),
    ]),
    ...othersGroups(clients),
  ];
}

/** Whoever reads a log or a grant must not take a client for a member, nor for a check. */
function taken(value: string, path: string, clusterName: string): readonly Problem[] {
  const rule = value.startsWith(OWN_USER_PREFIX)
    ? `not begin with ${OWN_USER_PREFIX}, as users of this package's own checks do`
    : isMembers(value, clusterName)
      ? 'not be the name of a member of the cluster'
      : undefined;
  return rule === undefined ? [] : [{ path, rule, value, remedy: 'Choose another' }];
}

function isMembers(name: string, clusterName: string): boolean {
  return memberNames(clusterName).includes(name) || /^(?:broker|zookeeper)-\d+$/.test(name);
}

/** Whoever joins a group takes partitions from its members; a group is shared by those who name the same. */
function othersGroups(clients: readonly ClientSpec[]): readonly Problem[] {
  return clients.flatMap(({ name, group }, index) => {
    if (group === undefined || !group.endsWith('*') || group === '*') return [];
    const others = clients.filter(
      (other) =>
        other.name !== name &&
        other.group !== undefined &&
        other.group !== group &&
        matchesPattern(parsePattern(other.group).name, parsePattern(group)),
    );
    return others.map((other) => ({
      path: `clients[${index}].group`,
      rule: `leave out the group of another client (${other.name}: ${other.group})`,
      value: group,
      remedy: 'Name the group, or a longer beginning; clients that share one name the same',
    }));
  });
}

function idle({ produce = [], consume = [] }: ClientSpec, path: string): readonly Problem[] {
  if (produce.length + consume.length > 0) return [];
  const rule = 'be granted something';
  return [{ path, rule, remedy: 'Give it topics to produce or consume, or leave it out' }];
}

function groupWithoutTopics(client: ClientSpec, path: string): readonly Problem[] {
  const { group, produce = [], consume = [] } = client;
  if (group === undefined || consume.length > 0 || produce.length === 0) return [];
  return [
    {
      path: `${path}.group`,
      rule: 'be left out where it consumes no topic',
      value: group,
      remedy: 'Give it topics to consume, or leave the group out',
    },
  ];
}

/** Of topics and groups: what it names, with its place. */
function patternsOf(client: ClientSpec, path: string): readonly PlacedPattern[] {
  const { group } = client;
  const topics = (['produce', 'consume'] as const).flatMap((field) =>
    (client[field] ?? []).map((text, index) => ({
      ...({ text, what: 'topics' } as const),
      path: `${path}.${field}[${index}]`,
    })),
  );
  return group === undefined
    ? topics
    : [...topics, { text: group, what: 'groups', path: `${path}.group` }];
}

interface PlacedPattern {
  readonly text: string;
  readonly path: string;
  readonly what: 'topics' | 'groups';
}

/**
 * Whoever writes to Kafka's own topics can lead every group astray; whoever reads them sees all groups. And
 * a grant for everything is one for what nobody has thought of yet.
 */
function tooMuch(client: ClientSpec, path: string): readonly Problem[] {
  return patternsOf(client, path).flatMap(({ text, path, what }) => {
    const found = text === '*' ? `all ${what} that there ever will be` : ownerOf(text, what);
    if (found === undefined) return [];
    const rule = `not be for ${found}`;
    const remedy = `Name ${what}, or a longer beginning of their names, such as 'app-*'`;
    return [{ path, rule, value: text, remedy }];
  });
}

function ownerOf(text: string, what: PlacedPattern['what']): string | undefined {
  const pattern = parsePattern(text);
  const internal = INTERNAL_TOPICS.find((topic) => matchesPattern(topic, pattern));
  if (internal !== undefined && what === 'topics') return `Kafka's own topic ${internal}`;
  const reachesSmoke =
    pattern.name.startsWith(SMOKE_TOPIC_PREFIX) || matchesPattern(SMOKE_TOPIC_PREFIX, pattern);
  return reachesSmoke
    ? `${what} of smoke checks, which begin with ${SMOKE_TOPIC_PREFIX}`
    : undefined;
}

/** Each grant stands once. */
function repeated(client: ClientSpec, path: string): readonly Problem[] {
  return (['produce', 'consume'] as const).flatMap((field) =>
    duplicates(client[field] ?? [], (index) => `${path}.${field}[${index}]`, 'Name it once'),
  );
}

function idleLimits({ limits }: ClientSpec, path: string): readonly Problem[] {
  if (limits === undefined || Object.values(limits).some((limit) => limit !== undefined)) return [];
  const remedy = 'Give it a limit, or leave it out';
  return [{ path: `${path}.limits`, rule: 'limit something', remedy }];
}

/** What a client may take is said in one place, and said of a client that there is. */
export function clientLimitsSound({
  clients = [],
  quotas = [],
  security,
}: KafkaClusterSpec): readonly Problem[] {
  if (securityOf({ security }).kind === 'plaintext') return [];
  return quotas.flatMap((quota, index) => {
    const { user, 'client-id': clientId } = resolveQuota(quota).entity;
    if (typeof user !== 'string') return [];
    const path = `quotas[${index}].user`;
    const at = clients.findIndex(({ name }) => name === user);
    if (at === -1) {
      const names = clients.map(({ name }) => name).join(', ') || 'none';
      const remedy = `Name one (there are ${names}), or leave the quota out`;
      return [{ path, rule: 'be a client of the spec', value: user, remedy }];
    }
    if (clients[at]!.certificate) {
      const rule = 'be a client that logs in with a password';
      const remedy = `Put what it may take into clients[${at}].limits`;
      return [{ path, rule, value: user, remedy }];
    }
    if (clientId !== undefined || clients[at]!.limits === undefined) return [];
    const rule = `not have limits here and in clients[${at}].limits`;
    return [{ path, rule, value: user, remedy: 'Put all of them into one' }];
  });
}
