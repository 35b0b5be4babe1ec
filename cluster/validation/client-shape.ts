import { flag, list, optional, record, text } from '../checks/checks';
import type { ClientSpec } from '../clients/client-spec';
import { CLIENT_LIMITS } from './topic-shape';

const topics = list(
  text(
    /^(?!\.{1,2}$)(?:[A-Za-z0-9._-]{1,249}|[A-Za-z0-9._-]{0,248}\*)$/,
    "be the name of a topic, or the beginning of names with a '*' at the end",
    "Name topics, such as 'app-logs' or 'app-*'",
  ),
  "List topics, such as ['app-logs', 'app-*']",
);

export const CLIENTS = list(
  record<ClientSpec>(
    {
      name: text(
        /^[a-z0-9][a-z0-9._-]{0,63}$/,
        'be 1-64 lower-case letters, digits, dots, hyphens and underscores, beginning with a letter or a digit',
        "Choose one such as 'shipper'",
      ),
      certificate: optional(flag('Give true where it shows a certificate')),
      produce: optional(topics),
      consume: optional(topics),
      group: optional(
        text(
          /^(?:[\x21-\x29\x2b-\x7e]{1,249}|[\x21-\x29\x2b-\x7e]{0,248}\*)$/,
          "be the name of a consumer group, or the beginning of names with a '*' at the end",
          "Name it, such as 'archiver'",
        ),
      ),
      limits: optional(CLIENT_LIMITS),
    },
    "Give { name } and grants, such as { name: 'shipper', produce: ['app-logs'] }",
  ),
  "List the clients: { name: 'shipper', produce: ['app-logs'] }",
);
