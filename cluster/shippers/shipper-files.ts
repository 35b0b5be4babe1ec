import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderTemplate } from '../host-files/render-template';
import type { ShipperPlacesView } from '../host-files/template-views';
import { packageFolder } from '../package-folder';
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

/** An installed file. */
export type InstalledFile = ShipperFile & { readonly path: string };

/** In which folders of a host its files lie. */
export interface ShipperPlaces {
  readonly program: string;
  /** What is rendered: the program's settings, and those of logrotate. */
  readonly settings: string;
  readonly units: string;
}

/** Where an operator puts what no spec says: the password, and whom to trust. */
export const BROUGHT_FOLDER = '/etc/cdktf-kafka-ship';

/** Where install.sh puts them. */
export const LOCAL_PLACES: ShipperPlaces = {
  program: '/usr/local/lib/cdktf-kafka-ship',
  settings: BROUGHT_FOLDER,
  units: '/etc/systemd/system',
};

/** Where packages of Debian put such files. /etc has what is brought to a host, and none of these. */
export const PACKAGE_PLACES: ShipperPlaces = {
  program: '/usr/lib/cdktf-kafka-ship',
  settings: '/usr/lib/cdktf-kafka-ship',
  units: '/lib/systemd/system',
};

const STATE = '/var/lib/cdktf-kafka-ship';

/** What its package of Debian and install.sh are told both. */
export const placesView = (topology: Topology): ShipperPlacesView => ({
  unitNames: 'cdktf-kafka-ship-prune.timer cdktf-kafka-ship.service',
  secured: isSecured(topology),
  units: LOCAL_PLACES.units,
  folder: BROUGHT_FOLDER,
  // Of a service whose user exists while it runs.
  state: '/var/lib/private/cdktf-kafka-ship',
  stateLink: STATE,
});

/** The command of a place's program and the settings that it takes. */
export function shipperCommand({ program, settings }: ShipperPlaces): {
  readonly program: string;
  readonly config: string;
} {
  return { program: `${program}/cdktf-kafka-ship`, config: `${settings}/shipper.json` };
}

/** The file of this package that hosts run. */
export function shipperProgram(): string {
  return join(packageFolder(), 'templates/shipper/cdktf-kafka-ship.py');
}

/** All that runs on hosts of one kind, without any secret. */
export function shipperFiles(
  topology: Topology,
  shipper: ResolvedShipper,
  places: ShipperPlaces,
): readonly InstalledFile[] {
  const { program, config } = shipperCommand(places);
  return [
    {
      ...{ name: 'cdktf-kafka-ship', path: program, mode: 0o755 },
      content: readFileSync(shipperProgram(), 'utf8'),
    },
    readable('shipper.json', places.settings, settingsText(topology, shipper)),
    ...rotationFiles(topology, shipper, places),
    readable(
      'cdktf-kafka-ship.service',
      places.units,
      renderTemplate('shipper/ship.service', {
        about: `Sends logs of ${whose(topology, shipper)}`,
        command: [program, 'run', config],
        ...{ secured: isSecured(topology), password: `${BROUGHT_FOLDER}/password` },
        ...{ memoryMiB: shipper.memoryMiB, cpuPercent: shipper.cpuPercent },
      }),
    ),
  ];
}

function settingsText(topology: Topology, shipper: ResolvedShipper): string {
  const settings = shipperSettings(topology, shipper, {
    trusted: `${BROUGHT_FOLDER}/trusted.pem`,
    ...{ passwordFile: 'password', stateFolder: STATE, root: '' },
  });
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}

function rotationFiles(
  topology: Topology,
  shipper: ResolvedShipper,
  places: ShipperPlaces,
): readonly InstalledFile[] {
  const { program, config } = shipperCommand(places);
  const rotation = `${places.settings}/logrotate.conf`;
  const hosts = whose(topology, shipper);
  const rotated = shipper.files.flatMap(({ pattern, rotate }) =>
    rotate ? [{ pattern, ...rotate }] : [],
  );
  const rotate = ['/usr/sbin/logrotate', '--state', `${STATE}/logrotate.state`, rotation];
  const about = {
    rotation: `Rotation of logs of ${hosts}.`,
    service: `Rotates logs of ${hosts}, and removes those that were sent`,
    timer: `When logs of ${hosts} are rotated and removed`,
  };
  return [
    readable(
      'logrotate.conf',
      places.settings,
      renderTemplate('shipper/logrotate.conf', { about: about.rotation, rotated }),
    ),
    readable(
      'cdktf-kafka-ship-prune.service',
      places.units,
      renderTemplate('shipper/prune.service', {
        about: about.service,
        // A rotation that fails ends the unit: the disk has room by then.
        commands: [[program, 'prune', config], ...(rotated.length > 0 ? [rotate] : [])],
      }),
    ),
    readable(
      'cdktf-kafka-ship-prune.timer',
      places.units,
      renderTemplate('shipper/prune.timer', { about: about.timer }),
    ),
  ];
}

/** A file that everyone may read. */
function readable(name: string, folder: string, content: string): InstalledFile {
  return { name, path: `${folder}/${name}`, mode: 0o644, content };
}

/** Whose files they are, in words. */
export function whose({ spec }: Topology, { name }: ResolvedShipper): string {
  return `${name} hosts, for the Kafka cluster ${spec.clusterName}`;
}

/** What of the program's settings is of its host, and in no spec. */
export interface ShipperHost {
  /** The file of the authorities to trust. */
  readonly trusted: string;
  /** By its whole name, or by that of a credential that systemd hands over. */
  readonly passwordFile: string;
  readonly stateFolder: string;
  /** Stands before each pattern. */
  readonly root: string;
}

/** What the program is told. */
export function shipperSettings(
  topology: Topology,
  shipper: ResolvedShipper,
  { trusted, passwordFile, stateFolder, root }: ShipperHost,
): object {
  const { compression, maxLineBytes, restSeconds, keepHours, minFreePercent, files, client } =
    shipper;
  return {
    kafka: {
      'bootstrap.servers': bootstrapServers(topology),
      'client.id': `cdktf-kafka-ship-${shipper.name}`,
      'compression.codec': compression,
      ...(compression === 'zstd' && { 'compression.level': 1 }),
      ...(isSecured(topology) && {
        'security.protocol': 'sasl_ssl',
        'ssl.ca.location': trusted,
        'ssl.endpoint.identification.algorithm': 'https',
        'sasl.mechanisms': CLIENT_MECHANISM,
        'sasl.username': client,
      }),
    },
    ...(isSecured(topology) && { passwordFile }),
    stateFolder,
    auditTopic: SHIPPER_REPORTS_TOPIC,
    ...{ maxLineBytes, restSeconds, keepHours, minFreePercent },
    files: files.map(({ pattern, topic, exclude, fields, time }) => ({
      ...{ pattern: `${root}${pattern}`, topic, exclude, fields, time },
    })),
  };
}

export function isSecured({ spec }: Topology): boolean {
  return spec.security.kind === 'tls';
}
