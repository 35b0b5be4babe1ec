import { matchesPattern, parsePattern } from '../../cluster/clients/name-pattern';
import { UserError } from '../../cluster/errors';
import { securityOf } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';

/** All logs of a folder, where the spec has no shippers. */
const FILES = '/**/*.log';

/**
 * The spec with a shipper. That is its own, or else one that sends all logs to the first topic, as a client that may
 * produce to it.
 *
 * @throws UserError where there is no such topic or client
 */
export function withShipper(spec: KafkaClusterSpec): KafkaClusterSpec {
  const { shippers = [], topics = [], clients = [] } = spec;
  if (shippers.length > 0) return spec;
  const [topic] = topics;
  if (!topic) throw new UserError(missing('topics'));
  const files = [{ pattern: FILES, topic: topic.name }];
  if (securityOf(spec).kind === 'plaintext') return { ...spec, shippers: [{ name: NAME, files }] };
  const client = clients.find(
    ({ certificate, produce = [] }) =>
      !certificate && produce.some((name) => matchesPattern(topic.name, parsePattern(name))),
  );
  if (!client)
    throw new UserError(missing(`a client with a password that produces to ${topic.name}`));
  return { ...spec, shippers: [{ name: NAME, client: client.name, files }] };
}

const NAME = 'local';

const missing = (what: string) =>
  `--ship: the spec must have shippers, or ${what}, and has none. Add some: docs/shippers.md.`;
