import { renderTemplate } from '../host-files/render-template';
import { PROGRAM } from '../program';
import type { Topology } from '../topology';
import type { ResolvedShipper } from './resolve-shippers';
import { cloudInit } from './shipper-cloud-init';
import {
  LOCAL_PLACES,
  PACKAGE_PLACES,
  placesView,
  shipperCommand,
  shipperFiles,
  whose,
  type ShipperFile,
} from './shipper-files';

/** All that hosts of one kind need to send their logs, without any secret. */
export function renderShipper(
  topology: Topology,
  shipper: ResolvedShipper,
): readonly ShipperFile[] {
  const content = cloudInit(withInstaller(topology, shipper, { firstBoot: true }), topology);
  return [
    ...withInstaller(topology, shipper, { firstBoot: false }),
    { name: 'cloud-init.yaml', mode: 0o644, content },
  ];
}

/** What runs on hosts, and the script that installs it. */
export function withInstaller(
  topology: Topology,
  shipper: ResolvedShipper,
  { firstBoot }: { readonly firstBoot: boolean },
): readonly ShipperFile[] {
  const files = shipperFiles(topology, shipper, LOCAL_PLACES);
  const installer = renderTemplate('shipper/install.sh', {
    about: `Installs the shipper of ${shipper.name} hosts for the Kafka cluster ${topology.spec.clusterName}.`,
    ...placesView(topology),
    programs: LOCAL_PLACES.program,
    ...shipperCommand(LOCAL_PLACES),
    firstBoot,
    hosts: whose(topology, shipper),
    packageUnits: PACKAGE_PLACES.units,
    client: shipper.client ?? '',
    trustedBy: `${PROGRAM} clients trusted`,
    files: files.map(({ name, path, mode }) => ({
      ...{ name, path },
      mode: mode.toString(8).padStart(4, '0'),
    })),
  });
  return [...files, { name: 'install.sh', mode: 0o755, content: installer }];
}
