import { Security, type SecuritySpec } from '../../../cluster/index';
import { renderForProduction } from '../../support/render-for-production';
import { validSpec } from '../../support/spec-builder';

const filesOf = (security: SecuritySpec) => renderForProduction(validSpec({ security }))[0]!.files;

const contentOf = (end: string, security: SecuritySpec = Security.tls()) =>
  filesOf(security).find(({ path }) => path.endsWith(end))?.content;

it('lets the tools in, and whom the spec names', () => {
  const named = contentOf(
    '/kafka-metrics@.service',
    Security.tls({ metricsReaders: ['prometheus'] }),
  );
  expect(contentOf('/kafka-metrics@.service')).toMatch(/^ExecStart=.* 7071 logs-members$/m);
  expect(named).toMatch(/^ExecStart=.* 7071 logs-members prometheus$/m);
});

it('believes the authorities of clients as well, where the spec names some', () => {
  const security = Security.tls({ clientAuthorities: ['a certificate'] });
  expect(contentOf('/kafka-metrics@.service')).toContain(' /etc/kafka/tls/trusted.pem 7071 ');
  expect(contentOf('/kafka-metrics@.service', security)).toContain(
    ' /etc/kafka/tls/trusted.pem:/etc/kafka/client-authorities.pem 7071 ',
  );
});

it('listens at a port of its own, and keeps the exporter to the host', () => {
  expect(contentOf('/kafka-metrics.socket')).toMatch(/^ListenStream=7072$/m);
  expect(contentOf('/kafka/jvm.args')).toContain('=127.0.0.1:7071:');
});

it('is not there without TLS, where the exporter is open to the network', () => {
  const paths = filesOf(Security.plaintext()).map(({ path }) => path);
  expect(paths.filter((path) => path.includes('metrics'))).toEqual([]);
  expect(contentOf('/kafka/jvm.args', Security.plaintext())).toContain('=0.0.0.0:7071:');
});

it('sees nothing of the broker but its certificate', () => {
  const unit = contentOf('/kafka-metrics@.service')!;
  expect(unit).toMatch(/^InaccessiblePaths=\/var\/lib\/kafka\/disk1\/topics .*\/var\/log\/kafka$/m);
  expect(unit).toMatch(/^ProtectSystem=strict$/m);
  expect(unit).toMatch(/^CapabilityBoundingSet=$/m);
});

it('waits for one path in each condition, of which systemd would take two for one', () => {
  const conditions = filesOf(Security.tls()).flatMap(
    ({ content }) => content.match(/^ConditionPathExists=.*$/gm) ?? [],
  );
  expect(conditions).toHaveLength(5);
  expect(conditions.filter((line) => line.includes(' '))).toEqual([]);
});
