import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderHost } from '../../../cluster/host-files';
import { localSite } from '../../../cluster/local-site';
import { processesOf } from '../../../cluster/processes/host-process';
import { layOut } from '../../../cluster/topology';
import { resolveValidSpec } from '../../../cluster/validate-spec';
import { digestOfFolder, digestOfRendered } from '../../../scripts/local/config-digest';
import { defaultSpec } from '../../../scripts/local/local-spec';
import { writeHostFiles } from '../../../scripts/local/start-local-cluster';

const folder = mkdtempSync(join(tmpdir(), 'digest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const site = { folder, distribution: '/opt/kafka', addressing: 'addresses', slot: 0 } as const;
const topology = layOut(resolveValidSpec(defaultSpec), localSite(site));
const host = topology.hosts[0]!;
const files = renderHost(topology, host);
const folders = processesOf(topology, host).map(({ paths }) => paths.config);

describe('what a process of a local cluster was started with', () => {
  beforeEach(() => {
    writeHostFiles(topology);
  });

  it('is what is rendered for it, whatever keys lie beside', () => {
    for (const config of folders) {
      mkdirSync(join(config, 'tls'), { recursive: true });
      writeFileSync(join(config, 'tls', 'identity.pem'), 'a key');
      expect(digestOfFolder(config)).toBe(digestOfRendered(files, config));
    }
    expect(new Set(folders.map(digestOfFolder)).size).toBe(folders.length);
  });

  it('is something else when a file has another line', () => {
    const [config = ''] = folders;
    appendFileSync(join(config, 'jvm.args'), '-verbose:gc\n');
    expect(digestOfFolder(config)).not.toBe(digestOfRendered(files, config));
  });
});
