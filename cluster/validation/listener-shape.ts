import { LISTENERS } from '../listeners/listeners';
import type { ListenersSpec, ListenerSpec, NamedListenerSpec } from '../listeners/listeners-spec';
import {
  anyRecord,
  either,
  integer,
  optional,
  record,
  text,
  type FieldChecks,
} from '../checks/checks';

const LISTENER: FieldChecks<ListenerSpec> = {
  port: optional(integer(1, 65_535, 'Name a TCP port')),
  tlsPort: optional(integer(1, 65_535, 'Name a TCP port')),
  settings: optional(anyRecord('Give an object of keys and values')),
};
const NAMES =
  "Give one text with {id} in it, such as 'kafka-{id}.example.com', or one for each broker";

const ofHosts = record<ListenerSpec>(LISTENER, 'Give { port, tlsPort, settings }, or leave it out');
const ofSpec = record<NamedListenerSpec>(
  {
    ...LISTENER,
    advertised: either(
      (value) => typeof value === 'string',
      text(/./, 'not be empty', NAMES),
      anyRecord<Readonly<Record<number, string>>>(NAMES),
    ),
  },
  'Give { advertised }, and { port, tlsPort, settings } where they matter',
);

/** What `listeners` may hold; settings and names are looked at by rules, which know the brokers. */
export const listenersShape = record<ListenersSpec>(
  Object.fromEntries(
    LISTENERS.map(({ id, names }) => [
      id,
      names === 'of-spec' ? optional(ofSpec) : optional(ofHosts),
    ]),
  ) as unknown as FieldChecks<ListenersSpec>,
  `Give { ${LISTENERS.map(({ id }) => id).join(', ')} }`,
);
