import { amount, anyRecord, integer, list, oneOf, optional, record, text } from '../checks/checks';
import {
  SHIPPER_COMPRESSIONS,
  type LineTimeSpec,
  type RotateSpec,
  type ShippedFilesSpec,
  type ShipperSpec,
} from '../shippers/shipper-spec';
import { TOPIC } from './topic-shape';

const FILES = list(
  record<ShippedFilesSpec>(
    {
      pattern: text(
        /^(?:\/(?!\.{1,2}(?:\/|$))[^\s"'\\/]+)+$/,
        "be an absolute path without '..', blanks, quotes and backslashes, that ends with a file's name",
        "Name the file as it is while it is written, such as '/var/log/nginx/*.log'",
      ),
      topic: TOPIC,
      exclude: optional(
        list(
          text(/^[^/\s]+$/, "be a file's name without its folder", "Give it such as 'debug*'"),
          "List names, such as ['debug*']",
        ),
      ),
      fields: optional(anyRecord('Give an object of names and values')),
      time: optional(
        record<LineTimeSpec>(
          {
            pattern: text(/^.+$/, 'be a regular expression', "Give one such as '^(\\\\S+)'"),
            format: optional(
              text(
                /^(?=.*%[^%])(?:[^%]|%[aAbBcdfGHIjmMpSuUVwWxXyYzZ%])+$/,
                "be a format of Python's strptime",
                "Give one such as '%d/%b/%Y:%H:%M:%S %z'; seconds or milliseconds since 1970 need none",
              ),
            ),
          },
          "Give { pattern }, such as { pattern: '^(\\\\S+)' }",
        ),
      ),
      rotate: optional(
        record<RotateSpec>(
          {
            sizeMiB: integer(1, 100_000, 'Give the MiB that a file becomes'),
            reopen: text(
              /^[^\n{}]+$/,
              'be a command in one line without curly brackets',
              "Give one such as 'systemctl kill --signal=USR1 nginx'",
            ),
          },
          'Give { sizeMiB, reopen }',
        ),
      ),
    },
    'Give { pattern, topic }',
  ),
  "List files: { pattern: '/var/log/nginx/*.log', topic: 'app-nginx' }",
);

const MOST_HOSTS = 100_000;

export const SHIPPERS = list(
  record<ShipperSpec>(
    {
      name: text(
        /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
        'be 1-64 lower-case letters, digits and hyphens, with a letter or a digit at each end',
        "Say what these hosts are, such as 'web'",
      ),
      client: optional(
        text(/./, 'be the name of a client', "Name one of `clients`, such as 'shipper'"),
      ),
      hosts: optional(integer(1, MOST_HOSTS, 'Give the number of hosts of this kind')),
      addresses: optional(
        integer(
          1,
          MOST_HOSTS,
          'Give the number of addresses that brokers see, such as 1 behind NAT',
        ),
      ),
      files: FILES,
      compression: optional(oneOf(SHIPPER_COMPRESSIONS, 'Choose one of them')),
      maxLineBytes: optional(integer(1_000, 1_000_000, 'Give the bytes of the longest line')),
      restSeconds: optional(amount(0.1, 60, 'Give the seconds that a file is left alone')),
      keepHours: optional(amount(0, 87_600, 'Give the hours for which sent files stay')),
      minFreePercent: optional(amount(0, 50, 'Give the percent of a disk that stay free')),
      memoryMiB: optional(integer(64, 4_096, 'Give the MiB that it may take')),
      cpuPercent: optional(integer(5, 1_600, 'Give percent of one processor')),
    },
    'Give { name, client, files }',
  ),
  "List the shippers: { name: 'web', client: 'shipper', files: [{ pattern, topic }] }",
);
