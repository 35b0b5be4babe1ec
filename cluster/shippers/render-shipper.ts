import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { renderTemplate } from '../host-files/render-template';
import { packageFolder } from '../package-folder';
import { PROGRAM } from '../program';
import { CLIENT_MECHANISM } from '../security';
import { bootstrapServers, type Topology } from '../topology';
import { SHIPPER_REPORTS_TOPIC, type ResolvedShipper } from './resolve-shippers';

/** A file that is installed on hosts that write logs. */
export interface ShipperFile {
  readonly name: string;
  /** Where it is installed; undefined for those that install. */
  readonly path?: string;
  readonly mode: number;
  readonly content: string;
}

const FOLDER = '/etc/cdktf-kafka-ship';
const PROGRAMS = '/usr/local/lib/cdktf-kafka-ship';
const SHIP = `${PROGRAMS}/cdktf-kafka-ship`;
const CONFIG = `${FOLDER}/shipper.json`;
const ROTATION = `${FOLDER}/logrotate.conf`;
const STATE = '/var/lib/cdktf-kafka-ship';
const UNITS = '/etc/systemd/system';

/** All that hosts of one kind need to send their logs, without any secret. */
export function renderShipper(
  topology: Topology,
  shipper: ResolvedShipper,
): readonly ShipperFile[] {
  const files = installedFiles(topology, shipper);
  const installer = renderTemplate('shipper/install.sh', {
    about: `Installs the shipper of ${shipper.name} hosts for the Kafka cluster ${topology.spec.clusterName}.`,
    ...{ folder: FOLDER, programs: PROGRAMS, program: SHIP, config: CONFIG },
    secured: isSecured(topology),
    client: shipper.client ?? '',
    trustedBy: `${PROGRAM} clients trusted`,
    files: files.map(({ name, path, mode }) => ({ name, path: path!, mode: octal(mode) })),
  });
  const all = [...files, { name: 'install.sh', mode: 0o755, content: installer }];
  return [...all, { name: 'cloud-init.yaml', mode: 0o644, content: cloudInit(all, topology) }];
}

function installedFiles(topology: Topology, shipper: ResolvedShipper): readonly ShipperFile[] {
  const program = join(packageFolder(), 'templates/shipper/cdktf-kafka-ship.py');
  return [
    {
      ...{ name: 'cdktf-kafka-ship', path: SHIP, mode: 0o755 },
      content: readFileSync(program, 'utf8'),
    },
    readable('shipper.json', FOLDER, settings(topology, shipper)),
    ...rotationFiles(topology, shipper),
    readable(
      'cdktf-kafka-ship.service',
      UNITS,
      renderTemplate('shipper/ship.service', {
        about: `Sends logs of ${whose(topology, shipper)}`,
        command: [SHIP, 'run', CONFIG],
        ...{ secured: isSecured(topology), password: `${FOLDER}/password` },
        ...{ memoryMiB: shipper.memoryMiB, cpuPercent: shipper.cpuPercent },
      }),
    ),
  ];
}

function rotationFiles(topology: Topology, shipper: ResolvedShipper): readonly ShipperFile[] {
  const hosts = whose(topology, shipper);
  const rotated = shipper.files.flatMap(({ pattern, rotate }) =>
    rotate ? [{ pattern, ...rotate }] : [],
  );
  const rotate = ['/usr/sbin/logrotate', '--state', `${STATE}/logrotate.state`, ROTATION];
  const about = {
    rotation: `Rotation of logs of ${hosts}.`,
    service: `Rotates logs of ${hosts}, and removes those that were sent`,
    timer: `When logs of ${hosts} are rotated and removed`,
  };
  return [
    readable(
      'logrotate.conf',
      FOLDER,
      renderTemplate('shipper/logrotate.conf', { about: about.rotation, rotated }),
    ),
    readable(
      'cdktf-kafka-ship-prune.service',
      UNITS,
      renderTemplate('shipper/prune.service', {
        about: about.service,
        commands: [...(rotated.length > 0 ? [rotate] : []), [SHIP, 'prune', CONFIG]],
      }),
    ),
    readable(
      'cdktf-kafka-ship-prune.timer',
      UNITS,
      renderTemplate('shipper/prune.timer', { about: about.timer }),
    ),
  ];
}

/** A file that everyone may read. */
function readable(name: string, folder: string, content: string): ShipperFile {
  return { name, path: `${folder}/${name}`, mode: 0o644, content };
}

function whose({ spec }: Topology, { name }: ResolvedShipper): string {
  return `${name} hosts, for the Kafka cluster ${spec.clusterName}`;
}

/** What the program is told, as JSON. */
function settings(topology: Topology, shipper: ResolvedShipper): string {
  const { compression, maxLineBytes, keepHours, minFreePercent, files, client } = shipper;
  return `${JSON.stringify(
    {
      kafka: {
        'bootstrap.servers': bootstrapServers(topology),
        'client.id': `cdktf-kafka-ship-${shipper.name}`,
        'compression.codec': compression,
        ...(compression === 'zstd' && { 'compression.level': 1 }),
        ...(isSecured(topology) && {
          'security.protocol': 'sasl_ssl',
          'ssl.ca.location': `${FOLDER}/trusted.pem`,
          'ssl.endpoint.identification.algorithm': 'https',
          'sasl.mechanisms': CLIENT_MECHANISM,
          'sasl.username': client,
        }),
      },
      ...(isSecured(topology) && { passwordFile: 'password' }),
      stateFolder: STATE,
      auditTopic: SHIPPER_REPORTS_TOPIC,
      ...{ maxLineBytes, keepHours, minFreePercent },
      files: files.map(({ pattern, topic, exclude, fields, time }) => ({
        ...{ pattern, topic, exclude, fields, time },
      })),
    },
    undefined,
    2,
  )}\n`;
}

/** The same files for a host's first boot. What is secret is brought to the host by whoever may read it. */
function cloudInit(files: readonly ShipperFile[], topology: Topology): string {
  const folder = '/run/cdktf-kafka-ship-files';
  const parts = files.map(({ name, mode, content }) =>
    [
      `  - path: ${folder}/${name}`,
      `    permissions: '${octal(mode)}'`,
      '    encoding: gz+b64',
      `    content: ${gzipSync(content, { level: 9 }).toString('base64')}`,
    ].join('\n'),
  );
  const { clusterName } = topology.spec;
  return [
    '#cloud-config',
    `# Installs the shipper of the Kafka cluster ${clusterName} on the first boot. Written by ${PROGRAM}.`,
    ...(isSecured(topology)
      ? [
          `# Two files must be there before: ${FOLDER}/trusted.pem and ${FOLDER}/password (mode 0600).`,
          '# They belong to no user data. Have the host read them by a role of its own, in bootcmd.',
        ]
      : []),
    'write_files:',
    ...parts,
    'runcmd:',
    `  - [sh, ${folder}/install.sh]`,
    '',
  ].join('\n');
}

function isSecured({ spec }: Topology): boolean {
  return spec.security.kind === 'tls';
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
