import type { Host } from '../topology';
import { fileRow, type FileRow } from './host-file';

/** The files of every host. */
export const SYSTEM_FILES: readonly FileRow<Host>[] = [
  fileRow({
    template: 'sysctl.conf',
    path: ({ paths }) => `${paths.sysctl}/90-kafka.conf`,
    ...{ owner: 'root', group: 'root', mode: 0o644 },
    onChange: 'reload-sysctl',
    view: ({ spec }, host) => ({
      about: `Kernel settings of ${host.name} of ${spec.clusterName}.`,
      broker: host.broker !== undefined,
    }),
  }),
];
