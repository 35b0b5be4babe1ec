import { renderTemplate } from '../host-files/render-template';
import { PROGRAM } from '../program';
import type { Topology } from '../topology';
import type { ResolvedShipper } from './resolve-shippers';
import {
  PACKAGE_PLACES,
  shipperFiles,
  placesView,
  whose,
  type InstalledFile,
} from './shipper-files';

/** What a package of Debian is made of. */
export interface ShipperPackage {
  readonly name: string;
  /** Its files, and those that tell dpkg of it, below `/DEBIAN`. What ends in `.gz` is to be packed. */
  readonly files: readonly InstalledFile[];
}

export interface ShipperPackageOptions {
  /** As Debian sorts them; a later one replaces an earlier one. */
  readonly version: string;
  readonly now: Date;
}

/** The package of hosts of one kind, without any secret. */
export function renderShipperPackage(
  topology: Topology,
  shipper: ResolvedShipper,
  options: ShipperPackageOptions,
): ShipperPackage {
  const name = `cdktf-kafka-ship-${topology.spec.clusterName}-${shipper.name}`;
  const files = [
    ...shipperFiles(topology, shipper, PACKAGE_PLACES),
    ...documents(name, topology, options),
  ];
  const bytes = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  const control = [
    `Package: ${name}`,
    `Version: ${options.version}`,
    'Architecture: all',
    `Maintainer: ${maintainerOf(topology)}`,
    `Installed-Size: ${Math.ceil(bytes / 1024)}`,
    'Depends: python3-confluent-kafka, logrotate',
    'Provides: cdktf-kafka-ship',
    'Conflicts: cdktf-kafka-ship',
    'Section: admin',
    'Priority: optional',
    `Description: sends logs of ${whose(topology, shipper)}`,
    ' It follows log files and loses none of their lines: a position in a file moves',
    ' when all in-sync replicas have what comes before it.',
  ];
  return {
    name,
    files: [
      ...files,
      inControl('control', `${control.join('\n')}\n`, 0o644),
      ...scripts(name, topology),
    ],
  };
}

function documents(
  name: string,
  topology: Topology,
  { version, now }: ShipperPackageOptions,
): readonly InstalledFile[] {
  const changes = [
    `${name} (${version}) stable; urgency=medium`,
    `  * Rendered from the spec of ${topology.spec.clusterName}.`,
    ` -- ${maintainerOf(topology)}  ${now.toUTCString().replace('GMT', '+0000')}`,
  ];
  const texts = { copyright: COPYRIGHT, 'changelog.gz': `${changes.join('\n\n')}\n` };
  return Object.entries(texts).map(([file, content]) => ({
    ...{ name: file, path: `/usr/share/doc/${name}/${file}`, mode: 0o644, content },
  }));
}

const COPYRIGHT = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ${PROGRAM}-cluster

Files: *
Copyright: the authors of ${PROGRAM}-cluster
License: Apache-2.0
 On Debian systems its text is in /usr/share/common-licenses/Apache-2.0.
`;

function maintainerOf({ spec }: Topology): string {
  return `Operators of ${spec.clusterName} <root@${spec.domain}>`;
}

const SCRIPTS = ['preinst', 'postinst', 'prerm', 'postrm'] as const;

function scripts(name: string, topology: Topology): readonly InstalledFile[] {
  const about = `Has systemd take what ${name} installs.`;
  return SCRIPTS.map((script) =>
    inControl(
      script,
      renderTemplate(`shipper/deb/${script}`, {
        ...{ about, package: name },
        ...placesView(topology),
      }),
      0o755,
    ),
  );
}

function inControl(name: string, content: string, mode: number): InstalledFile {
  return { name, path: `/DEBIAN/${name}`, mode, content };
}
