import { openPorts } from '../security';
import type { Host, Topology } from '../topology';
import { filledIn, type HostFile } from './host-file';
import { HOST_PROGRAM } from './host-program';

const NAME = 'cdktf-kafka-certificate-expiry';
/** Well below the hour of which CloudWatch takes one value. */
const LOOK_EVERY_MINUTES = 20;
/** Of the host's program. */
const RUN_FOLDER = '/run/cdktf-kafka';
/** It leaves metrics there, for a node exporter. */
export const METRICS_FOLDER = `${RUN_FOLDER}/metrics`;

/** Whether hosts tell how long their certificates hold. */
export function tellsExpiry({ spec }: Topology): boolean {
  return openPorts(spec.security).includes('tls');
}

/** The unit by which a host of a secured cluster tells how long its certificates hold. */
export function certificateExpiryFiles(topology: Topology, host: Host): readonly HostFile[] {
  if (!tellsExpiry(topology)) return [];
  const { spec } = topology;
  const whose = `how long the certificates of ${host.name} of ${spec.clusterName} hold`;
  const { systemd } = host.paths;
  return [
    filledIn({
      template: 'certificate-expiry.service',
      path: `${systemd}/${NAME}.service`,
      onChange: 'reload-systemd',
      view: {
        about: `Tells ${whose}`,
        command: [HOST_PROGRAM, 'expiry'],
        writes: [RUN_FOLDER],
      },
    }),
    filledIn({
      template: 'certificate-expiry.timer',
      path: `${systemd}/${NAME}.timer`,
      onChange: 'restart-timer',
      view: { about: `When it is told ${whose}`, minutes: LOOK_EVERY_MINUTES },
    }),
  ];
}
