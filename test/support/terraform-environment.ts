import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { userFolders } from '../../scripts/system/user-folders';

/** For Go's runtime: each start reads megabytes of schemas, of which nothing is ever garbage. */
const SELDOM_COLLECTED = { GOGC: '400', GOMEMLIMIT: '768MiB' };

/**
 * What terraform needs to find its provider: it takes it from a mirror on this machine where there is
 * one, else from its registry into a cache that all tests share.
 *
 * @param folder is given a configuration file
 */
export function terraformEnvironment(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, 'terraform.rc');
  const mirror = providerMirror();
  const cache = join(userFolders().cache, 'terraform-plugins');
  mkdirSync(cache, { recursive: true });
  const installation = mirror
    ? `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`
    : `plugin_cache_dir = ${JSON.stringify(cache)}\n`;
  writeFileSync(file, installation);
  return {
    ...{ TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    ...SELDOM_COLLECTED,
  };
}

/** What TERRAFORM_PROVIDER_MIRROR names, or a folder where a mirror customarily lies. */
function providerMirror(): string | undefined {
  const named = process.env.TERRAFORM_PROVIDER_MIRROR;
  if (named) return named;
  const customary = [
    join(homedir(), '.terraform.d', 'plugins'),
    ...['/usr/local/share/terraform/plugins', '/usr/share/terraform/plugins'],
    ...foldersIn('/opt'),
  ];
  return customary.find((each) => existsSync(join(each, 'registry.terraform.io/hashicorp/aws')));
}

function foldersIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}
