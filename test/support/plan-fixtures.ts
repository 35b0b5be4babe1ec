import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { packageFolder } from '../../cluster/package-folder';

/** Of this plan the whole is kept, and of the others how they differ from it. */
export const BASE_PLAN = 'no-change';
/** The same for those of the stack of many-kinds/. */
const KINDS_BASE_PLAN = 'kind-no-change';

/** A plan that a real terraform made, as `terraform show -json` printed it. @see test/plans/README.md */
export function planFixture(name: string): string {
  return unpackPlan(readFileSync(planFixtureFile(name)), dictionaryOf(name));
}

/** Where it lies. */
export function planFixtureFile(name: string): string {
  return join(packageFolder(), 'test', 'plans', 'fixtures', `${name}.plan.json.zst`);
}

/** As it lies there: a plan says most things twice, and what it says of a standing cluster each time. */
export function packPlan(name: string, text: string): Buffer {
  return zstdCompressSync(text, { params: PACKED, ...dictionaryOf(name) });
}

const PACKED = {
  [constants.ZSTD_c_compressionLevel]: 19,
  // 16 MiB: a whole plan and the one that it differs from.
  [constants.ZSTD_c_windowLog]: 24,
};

function unpackPlan(packed: Buffer, dictionary: { readonly dictionary?: Buffer }): string {
  return zstdDecompressSync(packed, dictionary).toString();
}

function dictionaryOf(name: string): { readonly dictionary?: Buffer } {
  if (name === BASE_PLAN) return {};
  const isOfKinds = name.startsWith('kind-') && name !== KINDS_BASE_PLAN;
  return { dictionary: Buffer.from(planFixture(isOfKinds ? KINDS_BASE_PLAN : BASE_PLAN)) };
}
