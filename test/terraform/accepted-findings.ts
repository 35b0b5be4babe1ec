import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Resources = Readonly<Record<string, Readonly<Record<string, Commented>>>>;

interface Commented {
  readonly '//'?: { readonly accepted?: Readonly<Record<string, string>> };
}

/** The findings that a synthesized stack accepts beside its resources, such as `CKV_AWS_1 aws_vpc.x`. */
export function acceptedFindings(stackFolder: string): readonly string[] {
  const text = readFileSync(join(stackFolder, 'cdk.tf.json'), 'utf8');
  const { resource } = JSON.parse(text) as { readonly resource: Resources };
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).flatMap(([name, block]) =>
      Object.keys(block['//']?.accepted ?? {}).map((check) => `${check} ${type}.${name}`),
    ),
  );
}
