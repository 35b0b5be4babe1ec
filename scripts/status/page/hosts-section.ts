import { formatBytes, formatPercent } from '../../terminal/quantities';
import type { HostStatus } from '../cluster-status';
import {
  describeOutlook,
  filesOf,
  fullestFirst,
  isFine,
  leadsOf,
  machineOf,
  shareOf,
  upOf,
} from '../host-tables';
import { bar } from './bar';
import { diskParts } from './disks-section';
import { html, NONE, type Html } from './html';

/** The hosts, each in its rack: what they are, and what they do. */
export function hostsSection(hosts: readonly HostStatus[]): Html {
  const racks = [...new Set(hosts.map(({ rack }) => rack))].sort();
  return html`<section>
    <h2>Hosts</h2>
    <div class="racks">${racks.map((rack) => drawRack(rack, hosts))}</div>
  </section>`;
}

const drawRack = (rack: string, hosts: readonly HostStatus[]): Html =>
  html`<section class="rack">
    <h3>Rack ${rack}</h3>
    ${hosts.filter((host) => host.rack === rack).map(drawHost)}
  </section>`;

function drawHost(host: HostStatus): Html {
  const [mark, word, tone] = stateOf(host);
  const facts = factsOf(host).filter(([, text]) => text !== '');
  return html`<article class="host ${tone}">
    <h4>
      ${host.name} <span class="state"><span aria-hidden="true">${mark}</span> ${word}</span>
    </h4>
    <ul class="roles">
      ${host.roles.map((role) => html`<li class="${roleOf(role)}">${role}</li>`)}
    </ul>
    <dl>
      ${facts.map(
        ([label, text, drawn]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${text}${drawn ?? NONE}</dd>
          </div>`,
      )}
    </dl>
  </article>`;
}

type HostState = readonly [mark: string, word: string, tone: 'good' | 'warn' | 'bad'];

function stateOf(host: HostStatus): HostState {
  if (!host.serves) return ['✖', 'does not serve', 'bad'];
  if (host.problems.length > 0) return ['✖', 'serves, with problems', 'bad'];
  return isFine(host) ? ['✔', 'serves', 'good'] : ['▲', 'serves, files behind', 'warn'];
}

/** Who leads is looked for. */
const roleOf = (role: string) => (/, (controller|leader)$/.test(role) ? 'leads' : 'follows');

type Fact = readonly [label: string, text: string, drawn?: Html];

function factsOf(host: HostStatus): readonly Fact[] {
  const { address, instanceId = '', kafkaVersion = '' } = host;
  return [
    ['Up', upOf(host)],
    ['Leads', leadsOf(host)],
    fullestDisk(host),
    ['Files', filesOf(host)],
    ['Kafka', kafkaVersion],
    ['Address', address],
    ['Instance', instanceId],
    ['Machine', machineOf(host)],
  ];
}

function fullestDisk({ name, disks }: HostStatus): Fact {
  const [first] = fullestFirst(disks);
  if (!first) return ['Disk', ''];
  const text = `${formatPercent(shareOf(first))} of ${formatBytes(first.sizeBytes)}${describeOutlook(first)}`;
  return ['Disk', text, bar({ ...diskParts(first), title: `${name}, fullest disk: ${text}` })];
}
