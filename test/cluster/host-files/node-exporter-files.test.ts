import { renderHost } from '../../../cluster/host-files';
import { Security, type SecuritySpec } from '../../../cluster/security';
import { specProblems } from '../../../cluster/validate-spec';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';

const UNIT = '/etc/systemd/system/prometheus-node-exporter.service';

function filesOf(security: SecuritySpec, nodeExporter = true) {
  const topology = productionTopology(validSpec({ security, nodeExporter }));
  return new Map(
    renderHost(topology, topology.hosts[0]!).map(({ path, content }) => [path, content]),
  );
}

it('is open to the network where the exporters of processes are', () => {
  const unit = filesOf(Security.plaintext()).get(UNIT)!;
  expect(unit).toMatch(/^ExecStart=.* --web\.listen-address=0\.0\.0\.0:9100$/m);
  expect(unit).not.toContain('ExecStartPre');
});

it('keeps to the host where they do, with a door beside it, and reads when certificates end', () => {
  const files = filesOf(Security.tls());
  const unit = files.get(UNIT)!;
  expect(unit).toMatch(/--web\.listen-address=127\.0\.0\.1:9100 --collector\.textfile\.directory=/);
  expect(unit).toMatch(/^ExecStartPre=\+\/usr\/bin\/mkdir --parents \/run\/cdktf-kafka\/metrics$/m);
  expect(files.get('/etc/systemd/system/node-metrics.socket')).toMatch(/^ListenStream=9101$/m);
  expect(files.get('/etc/systemd/system/node-metrics@.service')).toMatch(
    /^ExecStart=.* 9100 logs-members$/m,
  );
});

it('is left out where the spec does without', () => {
  const paths = [...filesOf(Security.tls(), false).keys()];
  expect(paths.filter((path) => path.includes('node'))).toEqual([]);
});

it.each([
  [true, ['listeners.client.port']],
  [false, []],
])('has its ports to itself where it is there: %s', (nodeExporter, paths) => {
  const spec = validSpec({
    security: Security.plaintext(),
    ...{ nodeExporter, listeners: { client: { port: 9100 } } },
  });
  expect(specProblems(spec).map(({ path }) => path)).toEqual(paths);
});
