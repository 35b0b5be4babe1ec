import { zookeeperData } from '../processes/process-paths';
import type { ProcessName } from '../processes/processes';
import { brokerSettings } from '../settings/broker-settings';
import { inParagraphs } from '../settings/setting-lines';
import { zookeeperSettings } from '../settings/zookeeper-config';
import type { BrokerHost, ZookeeperHost } from '../topology';
import { clientAuthoritiesFile } from '../identities/identity-files';
import { trustsClients } from '../security';
import { filledIn, type HostFile, type OnChange } from './host-file';
import type { ProcessThere } from './process-views';

/** Passwords of keys may stand in it. */
const readByGroup = { owner: 'root', mode: 0o640 } as const;

/** The files of each process that no other has. */
export const SETTINGS_FILES: Readonly<
  Record<ProcessName, (there: ProcessThere) => readonly HostFile[]>
> = {
  kafka: ({ topology, host, process, whose }) => [
    filledIn({
      template: 'server.properties',
      path: `${process.paths.config}/server.properties`,
      ...readByGroup,
      group: process.name,
      onChange: 'broker-settings',
      view: {
        about: `Settings of ${whose}.`,
        sections: brokerSettings(topology, host as BrokerHost).map(inParagraphs),
      },
    }),
    ...clientAuthorities({ topology, host, process, whose }, 'broker-restart'),
  ],
  zookeeper: ({ topology, host, process, whose }) => [
    filledIn({
      template: 'zoo.cfg',
      path: `${process.paths.config}/zoo.cfg`,
      ...readByGroup,
      group: process.name,
      onChange: 'zookeeper-settings',
      view: {
        about: `Settings of ${whose}.`,
        sections: zookeeperSettings(topology, host as ZookeeperHost).map(inParagraphs),
      },
    }),
    filledIn({
      template: 'myid',
      path: `${zookeeperData(host.paths).snapshots}/myid`,
      onChange: 'zookeeper-restart',
      view: { id: process.id },
    }),
    ...clientAuthorities({ topology, host, process, whose }, 'nothing'),
  ],
};

/** Read by a broker at its start, and by the door of metrics for each reader. */
function clientAuthorities(
  { topology, process, whose }: ProcessThere,
  onChange: OnChange,
): readonly HostFile[] {
  const { security } = topology.spec;
  if (security.kind === 'plaintext' || !trustsClients(security)) return [];
  return [
    filledIn({
      template: 'client-authorities.pem',
      path: clientAuthoritiesFile(process.paths),
      onChange,
      view: {
        about: `Authorities that sign for clients of ${whose}.`,
        authorities: (security.clientAuthorities ?? []).map((each) => each.trim()),
      },
    }),
  ];
}
