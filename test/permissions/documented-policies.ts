import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import type { PolicyStatement } from '../../stacks/policy-document';

const PAGE = readFileSync(join(packageFolder(), 'docs/permissions.md'), 'utf8');

/** A policy of docs/permissions.md, by the word behind `json`. */
export function documentedPolicy(name: string): readonly PolicyStatement[] {
  const text = new RegExp(`^\`\`\`json ${name}\n(.*?)\n\`\`\`$`, 'ms').exec(PAGE)?.[1];
  if (text === undefined) throw new Error(`docs/permissions.md has no policy '${name}'`);
  return (JSON.parse(text) as { readonly Statement: readonly PolicyStatement[] }).Statement;
}
