import { duplicates } from '../checks/duplicates';
import { matchesPattern, parsePattern } from '../clients/name-pattern';
import type { Problem } from '../errors';
import { securityOf } from '../security';
import { SHIPPER_REPORTS_TOPIC } from '../shippers/resolve-shippers';
import type { ShipperSpec } from '../shippers/shipper-spec';
import type { KafkaClusterSpec } from '../spec';

/** Each kind of host stands once, and each pattern once in it. */
export function shippersSound({ shippers = [] }: KafkaClusterSpec): readonly Problem[] {
  return [
    ...duplicates(
      shippers.map(({ name }) => name),
      (index) => `shippers[${index}].name`,
      'Put all their files into one',
    ),
    ...shippers.flatMap(({ files, hosts, addresses }, index) => [
      ...(files.length > 0 ? [] : [noFiles(index)]),
      ...(addresses === undefined ? [] : ofAddresses(index, addresses, hosts)),
      ...duplicates(
        files.map(({ pattern }) => pattern),
        (file) => `shippers[${index}].files[${file}].pattern`,
        'Name it once: a file goes to one topic',
      ),
      ...files.flatMap(({ topic }, file) =>
        topic === SHIPPER_REPORTS_TOPIC ? [reports(index, file)] : [],
      ),
      ...files.flatMap(({ pattern, rotate }, file) =>
        rotate && /\*\*|[*?\]]$/.test(pattern) ? [notForLogrotate(index, file, pattern)] : [],
      ),
    ]),
  ];
}

function noFiles(index: number): Problem {
  const remedy = "Name some, such as { pattern: '/var/log/nginx/*.log', topic: 'app-nginx' }";
  return { path: `shippers[${index}].files`, rule: 'have files', remedy };
}

function ofAddresses(index: number, value: number, hosts?: number): readonly Problem[] {
  const path = `shippers[${index}].addresses`;
  if (hosts === undefined) {
    const remedy = 'Say how many there are in hosts, or leave it out';
    return [{ path, rule: 'stand beside the number of hosts', value, remedy }];
  }
  if (value <= hosts) return [];
  const rule = `be at most the number of hosts (${hosts.toLocaleString('en')})`;
  return [{ path, rule, value, remedy: 'Lower it, or leave it out where each host has its own' }];
}

function reports(index: number, file: number): Problem {
  const rule = 'not be the topic of their own reports';
  const path = `shippers[${index}].files[${file}].topic`;
  return { path, rule, value: SHIPPER_REPORTS_TOPIC, remedy: 'Choose another' };
}

/** It would rotate what it has rotated, and takes `**` for one folder. */
function notForLogrotate(index: number, file: number, value: string): Problem {
  const rule =
    "be one that logrotate takes, without '**' and with the end of the name, where there is `rotate`";
  const remedy = "Name the files as they are while they are written, such as '/var/log/app/*.log'";
  return { path: `shippers[${index}].files[${file}].pattern`, rule, value, remedy };
}

/** What a shipper sends is taken: its client is there, and may produce it. */
export function shippersMayProduce(spec: KafkaClusterSpec): readonly Problem[] {
  const { shippers = [] } = spec;
  const isSecured = securityOf(spec).kind !== 'plaintext';
  return shippers.flatMap((shipper, index) => {
    const path = `shippers[${index}].client`;
    if (!isSecured) return shipper.client === undefined ? [] : [withoutLogin(path, shipper.client)];
    return ofClient(spec, shipper, index, path);
  });
}

function withoutLogin(path: string, value: string): Problem {
  const rule = 'be left out under Security.plaintext(), where nobody logs in';
  return { path, rule, value, remedy: 'Leave it out, or ask for Security.tls()' };
}

function ofClient(
  { clients = [] }: KafkaClusterSpec,
  { client: name, files }: ShipperSpec,
  index: number,
  path: string,
): readonly Problem[] {
  const names = clients.map((each) => each.name).join(', ') || 'none';
  const at = clients.findIndex((each) => each.name === name);
  const client = clients[at];
  if (!client) {
    const remedy = `Name one (there are ${names}), or add it`;
    return [
      { path, rule: 'be a client of the spec', ...(name !== undefined && { value: name }), remedy },
    ];
  }
  if (client.certificate) {
    const remedy = 'Name one with a password';
    return [{ path, rule: 'be a client that logs in with a password', value: name, remedy }];
  }
  const granted = (client.produce ?? []).map(parsePattern);
  return files.flatMap(({ topic }, file) =>
    granted.some((pattern) => matchesPattern(topic, pattern))
      ? []
      : [
          {
            path: `shippers[${index}].files[${file}].topic`,
            rule: `be one that its client ${client.name} may produce to`,
            value: topic,
            remedy: `Add it to clients[${at}].produce`,
          },
        ],
  );
}

/** Topics of a spec that names its topics are made by it, and by nobody else. */
export function shippedTopicsExist({
  shippers = [],
  topics,
}: KafkaClusterSpec): readonly Problem[] {
  if (topics === undefined || topics.length === 0) return [];
  return shippers.flatMap(({ files }, index) =>
    files.flatMap(({ topic }, file) =>
      topics.some(({ name }) => name === topic) || topic === SHIPPER_REPORTS_TOPIC
        ? []
        : [
            {
              path: `shippers[${index}].files[${file}].topic`,
              rule: 'be a topic of the spec',
              value: topic,
              remedy: 'Add it to topics: a shipper makes none',
            },
          ],
    ),
  );
}
