import { createHash } from 'node:crypto';
import { renderHost } from '../../cluster/host-files';
import { productionSite } from '../../cluster/production-site';
import { resolveSpec } from '../../cluster/resolve-spec';
import { layOut } from '../../cluster/topology';
import { validSpec } from '../support/spec-builder';
import { synthesizeCluster } from '../support/synthesized';

const stack = synthesizeCluster();
const spec = resolveSpec(validSpec());
const topology = layOut(spec, productionSite(spec));
const [, second] = topology.hosts;

/** What terraform makes of a text in its JSON. */
const asApplied = (text: unknown): string => String(text).replace(/([$%])\1\{/g, '$1{');

it('puts every file of a host into the bucket under its path, as a text that a plan can show', () => {
  const files = renderHost(topology, second!);
  expect(files.length).toBeGreaterThan(10);
  for (const { path, sha256 } of files) {
    const { content } = stack.resource('aws_s3_object', { key: `logs/broker-2${path}` });
    expect(createHash('sha256').update(asApplied(content)).digest('hex')).toBe(sha256);
  }
});

it('tells the host of every file and its digest in a manifest, written after them', () => {
  const { content, depends_on: after } = stack.resource('aws_s3_object', {
    key: 'logs/broker-2/manifest',
  }) as { content: string; depends_on: readonly string[] };
  for (const { path, sha256, onChange } of renderHost(topology, second!)) {
    const line = content.split('\n').find((each) => each.endsWith(` ${path}`));
    expect(line).toMatch(new RegExp(`^file ${sha256} 0\\d{3} \\w+ \\w+ ${onChange} `));
  }
  const files = after.filter((each) => each.startsWith('aws_s3_object.'));
  expect(files).toHaveLength(content.match(/^file /gm)!.length);
});

it('brings a changed setting to the hosts without a change of any machine', () => {
  const changed = synthesizeCluster({
    spec: validSpec({ brokerSettings: { 'num.io.threads': 24 } }),
  });
  const machines = (from: typeof stack) => ({
    // Standing hosts keep their user data; converge tells them of the new manifest.
    instances: from.resources('aws_instance').map(({ user_data: text, ...machine }) => ({
      ...machine,
      userData: String(text).replace(/\b[0-9a-f]{64}\b/, 'the digest of the manifest'),
    })),
    volumes: from.resources('aws_ebs_volume'),
    interfaces: from.resources('aws_network_interface'),
  });
  expect(machines(changed)).toEqual(machines(stack));
  const key = 'logs/broker-1/etc/kafka/server.properties';
  expect(changed.resource('aws_s3_object', { key })).not.toEqual(
    stack.resource('aws_s3_object', { key }),
  );
});
