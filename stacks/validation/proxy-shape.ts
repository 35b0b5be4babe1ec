import type { Problem } from '../../cluster/errors';
import { list, optional, record, text, type Check } from '../../cluster/checks/checks';
import type { PackageMirrorProps, ProxyProps } from '../kafka-cluster-props';
import { known } from './known-later';

const HOST = '[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?';

/** A URL of these parts; one with a password is refused without being shown. */
function url(path: string, example: string): Check<string> {
  const form = text(
    new RegExp(`^https?://${HOST}(?::(?!0)\\d{1,5})?${path}$`),
    'be a URL of http or https',
    `Write it as '${example}'`,
  );
  return (value, place) =>
    typeof value === 'string' && value.includes('@')
      ? [
          {
            path: place,
            rule: 'hold no user and no password: user data shows it to everyone who may look',
            remedy: 'Let the hosts in by their addresses or their security groups',
          },
        ]
      : [...form(value, place), ...unparsable(value, place)].slice(0, 1);
}

/** A port or an address that there is not. */
function unparsable(value: unknown, path: string): readonly Problem[] {
  if (typeof value === 'string' && URL.canParse(value)) return [];
  return [{ path, rule: 'be a URL', value, remedy: 'Look at its address and its port' }];
}

const NAME = text(
  new RegExp(`^${HOST}$`),
  'be a name or an address',
  "Write it as 'example.org', which holds all names below it too",
);

export const proxyShape = record<ProxyProps>(
  {
    url: known(url('/?', 'http://proxy.example.org:3128')),
    noProxy: optional(known(list(known(NAME), 'List names and addresses'))),
  },
  'Give { url, noProxy }',
);

const MIRROR = known(url('(?:/[\\w.~-]+)*/?', 'http://mirror.example.org/debian'));

export const packageMirrorShape = record<PackageMirrorProps>(
  { url: MIRROR, securityUrl: optional(MIRROR) },
  'Give { url, securityUrl }',
);
