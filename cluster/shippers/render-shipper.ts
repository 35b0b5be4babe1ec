import { renderTemplate } from '../host-files/render-template';
import { PROGRAM } from '../program';
import type { Topology } from '../topology';
import type { ResolvedShipper } from './resolve-shippers';
import { cloudInit } from './shipper-cloud-init';
import {
  LOCAL_PLACES,
  placesView,
  shipperCommand,
  shipperFiles,
  type ShipperFile,
} from './shipper-files';

/** All that hosts of one kind need to send their logs, without any secret. */
export function renderShipper(
  topology: Topology,
  shipper: ResolvedShipper,
): readonly ShipperFile[] {
  const files = withInstaller(topology, shipper);
  return [...files, { name: 'cloud-init.yaml', mode: 0o644, content: cloudInit(files, topology) }];
}

/** What runs on hosts, and the script that installs it. */
export function withInstaller(
  topology: Topology,
  shipper: ResolvedShipper,
): readonly ShipperFile[] {
  const files = shipperFiles(topology, shipper, LOCAL_PLACES);
  const installer = renderTemplate('shipper/install.sh', {
    about: `Installs the shipper of ${shipper.name} hosts for the Kafka cluster ${topology.spec.clusterName}.`,
    ...placesView(topology),
    programs: LOCAL_PLACES.program,
    ...shipperCommand(LOCAL_PLACES),
    client: shipper.client ?? '',
    trustedBy: `${PROGRAM} clients trusted`,
    files: files.map(({ name, path, mode }) => ({
      ...{ name, path },
      mode: mode.toString(8).padStart(4, '0'),
    })),
  });
  return [...files, { name: 'install.sh', mode: 0o755, content: installer }];
}
