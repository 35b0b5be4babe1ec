import type { Host, Topology } from '../topology';
import { filledIn, type HostFile } from './host-file';
import { HOST_PROGRAM } from './host-program';

const NAME = 'cdktf-kafka-class-archives';
/** After a boot: most of a broker's own start is over by then. */
const FIRST_AFTER_SECONDS = 60;
const LOOK_EVERY_MINUTES = 60;

/** The unit by which a host makes its class archives in the background. */
export function classArchiveFiles({ spec }: Topology, host: Host): readonly HostFile[] {
  const whose = `the class archives of ${host.name} of ${spec.clusterName}`;
  const { systemd } = host.paths;
  return [
    filledIn({
      template: 'class-archives.service',
      path: `${systemd}/${NAME}.service`,
      onChange: 'reload-systemd',
      view: { about: `Makes ${whose}`, command: [HOST_PROGRAM, 'classes'] },
    }),
    filledIn({
      template: 'class-archives.timer',
      path: `${systemd}/${NAME}.timer`,
      onChange: 'restart-timer',
      view: {
        about: `When ${whose} are made`,
        firstSeconds: FIRST_AFTER_SECONDS,
        minutes: LOOK_EVERY_MINUTES,
      },
    }),
  ];
}
