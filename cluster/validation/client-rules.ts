import { duplicates } from '../checks/duplicates';
import type { ClientSpec } from '../clients/client-spec';
import { OWN_USER_PREFIX } from '../clients/own-users';
import { matchesPattern, parsePattern } from '../clients/name-pattern';
import type { Problem } from '../errors';
import type { KafkaClusterSpec } from '../spec';
import { INTERNAL_TOPICS, SMOKE_TOPIC_PREFIX } from '../topics/topic-names';

/** Without authentication there is nobody to grant something to. */
export function clientsCanLogIn({ clients = [], security }: KafkaClusterSpec): readonly Problem[] {
  if (security.kind !== 'plaintext' || clients.length === 0) return [];
  return [
    {
      path: 'clients',
      rule: 'be left out under Security.plaintext(), where everybody may do everything',
      remedy: 'Ask for Security.tls(), or leave them out',
    },
  ];
}

/** Each client stands once, may do something, and nothing that would harm the others. */
export function clientsSound({ clients = [] }: KafkaClusterSpec): readonly Problem[] {
  const nameAt = (index: number) => `clients[${index}].name`;
  return [
    ...duplicates(
      clients.map(({ name }) => name),
      nameAt,
      'Put all grants of it into one',
    ),
    ...clients.flatMap((client, index) => [
      ...taken(client.name, nameAt(index)),
      ...idle(client, `clients[${index}]`),
      ...groupWithoutTopics(client, `clients[${index}]`),
      ...internalTopics(client, `clients[${index}]`),
    ]),
  ];
}

function taken(name: string, path: string): readonly Problem[] {
  if (!name.startsWith(OWN_USER_PREFIX)) return [];
  const rule = `not begin with ${OWN_USER_PREFIX}, as users of this package's own checks do`;
  return [{ path, rule, value: name, remedy: 'Choose another' }];
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

/** Whoever writes to Kafka's own topics can lead every group astray; whoever reads them sees all groups. */
function internalTopics(client: ClientSpec, path: string): readonly Problem[] {
  return (['produce', 'consume'] as const).flatMap((field) =>
    (client[field] ?? []).flatMap((text, index) => {
      const owner = ownerOf(text);
      if (owner === undefined) return [];
      return [
        {
          path: `${path}.${field}[${index}]`,
          rule: `not match ${owner}`,
          value: text,
          remedy: 'Name topics, or a longer beginning of their names',
        },
      ];
    }),
  );
}

function ownerOf(text: string): string | undefined {
  const pattern = parsePattern(text);
  const internal = INTERNAL_TOPICS.find((topic) => matchesPattern(topic, pattern));
  if (internal !== undefined) return `Kafka's own topic ${internal}`;
  return pattern.name.startsWith(SMOKE_TOPIC_PREFIX)
    ? `topics of smoke checks, which begin with ${SMOKE_TOPIC_PREFIX}`
    : undefined;
}
