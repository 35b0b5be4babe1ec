import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_DIFFERENCES } from '../../cluster/local-differences';
import { localSite } from '../../cluster/local-site';
import { renderCluster } from '../../cluster/host-files';
import { packageFolder } from '../../cluster/package-folder';
import { resolveSpec } from '../../cluster/resolve-spec';
import { layOut } from '../../cluster/topology';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { renderForProduction } from '../support/render-for-production';
import { validSpec } from '../support/spec-builder';

const SITE = { folder: '/f', distribution: '/d', addressing: 'addresses', slot: 0 } as const;

/** A file of the first broker's host, on the local site. */
function rendered(
  file: string,
  changes: Partial<KafkaClusterSpec> = {},
  asInProduction = false,
): string {
  const topology = layOut(resolveSpec(validSpec(changes)), localSite({ ...SITE, asInProduction }));
  return renderCluster(topology)[0]!.files.find(({ path }) => path.endsWith(file))!.content;
}

const valueOf = (text: string, key: string) =>
  text.split('\n').flatMap((line) => (line.startsWith(`${key}=`) ? [line.split('=')[1]] : []));
const words = (text: string) => text.replace(/\n#/g, '').replace(/\s+/g, ' ');

describe.each(LOCAL_DIFFERENCES.brokerSettings)('$key', ({ key, value, why }) => {
  it('stands in the local file, once, with its reason', () => {
    const file = rendered('server.properties');
    expect(valueOf(file, key)).toEqual([String(value)]);
    expect(words(file)).toContain(why);
  });

  it('is not there as in production, nor on production hosts', () => {
    expect(valueOf(rendered('server.properties', {}, true), key)).not.toContain(String(value));
    const { files } = renderForProduction(validSpec())[0]!;
    const file = files.find(({ path }) => path.endsWith('server.properties'))!;
    expect(valueOf(file.content, key)).not.toContain(String(value));
  });

  it('gives way to the spec', () => {
    const file = rendered('server.properties', { brokerSettings: { [key]: value + 1 } });
    expect(valueOf(file, key)).toEqual([String(value + 1)]);
    expect(words(file)).not.toContain(why);
  });
});

describe.each(LOCAL_DIFFERENCES.jvmFlags)('$flag', ({ flag, why }) => {
  it.each(['kafka/jvm.args', 'zookeeper/jvm.args'])('stands in %s, with its reason', (file) => {
    expect(rendered(file)).toContain(`\n"${flag}"\n`);
    expect(words(rendered(file))).toContain(why);
    expect(rendered(file, {}, true)).not.toContain(flag);
  });

  it("stands before the spec's own flags, which win", () => {
    const own = flag.replace(/=.*/, '=4');
    const lines = rendered('kafka/jvm.args', { jvm: { brokerFlags: [own] } }).split('\n');
    expect(lines.indexOf(`"${flag}"`)).toBeGreaterThan(0);
    expect(lines.indexOf(`"${own}"`)).toBeGreaterThan(lines.indexOf(`"${flag}"`));
  });
});

test('docs/local-cluster.md has a row for each', () => {
  const docs = readFileSync(join(packageFolder(), 'docs/local-cluster.md'), 'utf8');
  const { brokerSettings, jvmFlags } = LOCAL_DIFFERENCES;
  for (const name of [
    ...brokerSettings.map(({ key }) => key),
    ...jvmFlags.map(({ flag }) => flag),
  ]) {
    expect(docs).toContain(`| \`${name}\``);
  }
});
