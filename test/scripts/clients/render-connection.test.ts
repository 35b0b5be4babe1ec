import { Security } from '../../../cluster/index';
import { renderConnection } from '../../../scripts/clients/render-connection';
import { CLIENT_AUTHORITY } from '../../support/client-certificates';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';

const topology = productionTopology(
  validSpec({
    security: Security.tls({ clientAuthorities: [CLIENT_AUTHORITY] }),
    listeners: { external: { advertised: 'kafka-{id}.example.com' } },
    clients: [
      { name: 'shipper', produce: ['app-*'] },
      { name: 'agent', certificate: true, produce: ['app-*'] },
    ],
  }),
);
const textFor = (name: string) =>
  renderConnection(
    topology,
    topology.spec.clients.find((each) => each.name === name)!,
    {
      trusted: 'a command',
      password: 'another command',
    },
  );

test('a client with a password is told its port, its mechanism and where its password is', () => {
  const text = textFor('shipper');
  expect(text).toContain('shipper connects to broker-1.logs.internal:9093,broker-2');
  expect(text).toContain('by the names of the spec, to kafka-1.example.com:9096,kafka-2');
  expect(text).toContain('trusted.pem, the authorities to trust: a command');
  expect(text).toContain('PASSWORD: another command');
  expect(text).toContain('username="shipper" password="PASSWORD";');
  expect(text).toContain('  sasl.mechanisms=SCRAM-SHA-512\n  sasl.username=shipper');
  expect(text).toContain("sasl: { mechanism: 'SCRAM-SHA-512', username: 'shipper'");
});

test('a client with a certificate is told the other port, and of no password', () => {
  const text = textFor('agent');
  expect(text).toContain('agent connects to broker-1.logs.internal:9097,broker-2');
  expect(text).not.toMatch(/sasl|PASSWORD|example\.com/i);
  expect(text).toContain('  ssl.keystore.location=client.pem');
  expect(text).toContain('  ssl.certificate.location=client.pem');
  expect(text).toContain("cert: readFileSync('client.pem')");
});

test('older clients of librdkafka are told to look at the host, too', () => {
  expect(textFor('shipper')).toContain('  ssl.endpoint.identification.algorithm=https');
});
