import { stripVTControlCharacters } from 'node:util';
import fc from '../../support/fast-check';
import {
  capacityProblems,
  capacityWarnings,
  type CapacityPlan,
  planCapacity,
} from '../../../cluster/capacity';
import { Security, Storage } from '../../../cluster/index';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { renderCapacity } from '../../../scripts/capacity/capacity-report';
import { glyphs } from '../../../scripts/terminal/terminal';
import { anySpec, plan, resolved } from '../../support/capacity-plans';

const UTF8 = { LANG: 'C.UTF-8' };

function report(
  of: CapacityPlan,
  env: NodeJS.ProcessEnv = UTF8,
  width = Infinity,
): readonly string[] {
  const verdict = { plan: of, problems: capacityProblems(of), warnings: capacityWarnings(of) };
  return stripVTControlCharacters(renderCapacity(verdict, { glyphs: glyphs(env), width })).split(
    '\n',
  );
}

const production = {
  clusterName: 'prod-logging',
  instanceType: 'r7i.xlarge',
  storage: Storage.st1({ volumesPerBroker: 2, sizeGiB: 2_500 }),
  workload: { ingestMBPerSecond: 12, peakFactor: 3, consumers: 3, partitions: 300 },
};

it('shows at one glance what is asked, what is there, and how tight it is', () => {
  expect(report(plan(production))).toEqual([
    'prod-logging: 3 brokers, r7i.xlarge, each with 2 st1 volumes of 2,500 GiB',
    'Comes in   12.0 MB/s on average, 36.0 MB/s at peak, 1.04 TB a day',
    'Is kept    72 hours, 3 replicas, 300 partitions',
    'Goes out   to 3 consumers',
    '',
    '               All 3 brokers up                  One broker down                   Capacity',
    '✔ Disk space   ██████████▍··┊··  65%    1.73 TB  ██████████▍··┊··  65%    1.73 TB   2.68 TB',
    '✔ Disk writes  ██▉·········┊···  18%  18.0 MB/s  ██▉·········┊···  18%  18.0 MB/s  102 MB/s',
    '✔ EBS link     ███▋········┊···  24%  36.0 MB/s  ███▋········┊···  24%  36.0 MB/s  156 MB/s',
    '✔ Network in   ███·········┊···  19%  36.0 MB/s  ███·········┊···  19%  36.0 MB/s  195 MB/s',
    '✔ Network out  ████▉·······┊···  31%  60.0 MB/s  █████▉······┊···  37%  72.0 MB/s  195 MB/s',
    '✔ Replicas     █▎··············   8%        300  █▎··············   8%        300     4,000',
    '✔ Memory       ███▋············  23%    7.78 GB  ███▋············  23%    7.78 GB   34.4 GB',
    '',
    'Page cache    holds the last 12 min of the peak',
    'Leaders       100 on a broker, 150 with one down',
    'Between zones 56.0 MB/s on average: producers 8.00 MB/s, replication 24.0 MB/s, readers 24.0 MB/s',
    'In a month    145 TB for 2,903 USD, or 82.9 TB for 1,659 USD with client.rack at the readers; AWS takes 0.02 USD a GB',
    'Refill        8.5 h for a broker that lost its volumes (3.46 TB at 113 MB/s)',
    'Catching up   6.4 min for each hour that a broker was away',
    '',
    '✔ Fits, also with one broker down. Disk space is nearest to its limit, with room for 31% more.',
  ]);
});

it('marks what does not fit and what is tight, and says what would do', () => {
  const lines = report(
    plan({
      ...production,
      storage: Storage.st1({ volumesPerBroker: 1, sizeGiB: 2_500 }),
      workload: { ...production.workload, peakFactor: 7 },
    }),
    {},
  );
  expect(lines.filter((line) => /^[x!+] /.test(line)).map((line) => line.slice(0, 45))).toEqual([
    'x Disk space   ################  130%    3.48',
    'x Disk writes  #############...   83%  84.0 M',
    '+ EBS link     #########...|...   54%  84.0 M',
    '+ Network in   #######.....|...   44%  84.0 M',
    'x Network out  ###########.|...   72%   140 M',
    '+ Replicas     #...............    8%        ',
    '+ Memory       ####............   23%    7.78',
    'x storage: must hold 72 hours of records with',
    'x storage: must take the peak of writes with ',
    'x instanceType: must send the peak to followe',
    'x Does not fit.',
  ]);
});

it('shows one column where there is one broker', () => {
  const lines = report(plan({ brokers: 1, topicDefaults: { replicationFactor: 1 } }));
  expect(lines).toContain('               One broker                        Capacity');
  expect(lines.join('\n')).not.toContain('down');
  expect(lines.at(-1)).toMatch(/^✔ Fits\. /);
});

it('tells the types apart where brokers have several', () => {
  const spec = resolved({ instanceType: 'r7i.xlarge' });
  const brokers = spec.brokers.map((broker) =>
    broker.id === 3 ? { ...broker, instanceType: 'r7i.large' } : broker,
  );
  expect(report(planCapacity({ ...spec, brokers }))[0]).toBe(
    'logs: 3 brokers, 2 r7i.xlarge and 1 r7i.large, each with 2 gp3 volumes of 1,000 GiB',
  );
});

it('says how well records compress, where they do', () => {
  const workload = { ...production.workload, compressionRatio: 4 };
  expect(report(plan({ ...production, workload }))[1]).toBe(
    'Comes in   12.0 MB/s on average, 36.0 MB/s at peak, 1.04 TB a day, 4 to 1 compressed',
  );
});

it('shows the connections of hosts, where they are known', () => {
  const files = [{ pattern: '/var/log/app.log', topic: 'app' }];
  const security = Security.tls();
  const lines = report(
    plan({ ...production, security, shippers: [{ name: 'web', files, hosts: 635 }] }),
  );
  const at = lines.findIndex((line) => line.startsWith('✔ Memory'));
  expect(lines.slice(at, at + 2)).toEqual([
    '✔ Memory       ███▋············  23%    7.78 GB  ███▋············  23%    7.78 GB   34.4 GB',
    '✔ Connections  █▋··········┊···  10%        643  █▋··········┊···  10%        643     6,553',
  ]);
  expect(lines.filter((line) => line.startsWith('Shippers      635 hosts, '))).toHaveLength(1);
});

it('draws shorter bars where the terminal is narrower', () => {
  expect(report(plan(production), UTF8, 80).slice(5, 8)).toEqual([
    '               All 3 up                    One down                    Capacity',
    '✔ Disk space   ██████▌·┊·  65%    1.73 TB  ██████▌·┊·  65%    1.73 TB   2.68 TB',
    '✔ Disk writes  █▊······┊·  18%  18.0 MB/s  █▊······┊·  18%  18.0 MB/s  102 MB/s',
  ]);
});

it('shows one state below the other where both have no room beside each other', () => {
  const lines = report(plan(production), UTF8, 60);
  expect(lines).toContain('               All 3 brokers up                  Capacity');
  expect(lines).toContain('               One broker down                   Capacity');
});

it('of no cluster has a line that is wider than the terminal, and no amount is cut', () => {
  fc.assert(
    fc.property(anySpec, fc.constantFrom(60, 80, 120), (spec, width) => {
      const lines = report(planCapacity(resolveSpec(spec)), {}, width);
      expect(lines.filter((line) => line.length > width || !/^[\x20-\x7e]*$/.test(line))).toEqual(
        [],
      );
      expect(lines.join('\n')).not.toMatch(/\d\n *[a-zA-Z]?B\b/);
    }),
  );
});

it('is one line a thing where there is no terminal', () => {
  const spec = plan({ ...production, workload: { ...production.workload, ingestMBPerSecond: 90 } });
  expect(report(spec).filter((line) => line.startsWith('✖ storage: '))).toHaveLength(2);
  expect(report(spec).some((line) => line.length > 120)).toBe(true);
});
