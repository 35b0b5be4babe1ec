import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hostProgram } from '../../../cluster/host-files/host-program';
import { ensureArchive } from '../../../scripts/distribution/ensure-archive';
import { userFolders } from '../../../scripts/system/user-folders';
import { ensureCachedFolder } from '../../support/debian/cached-folder';
import { exec } from '../exec';
import type { LabImage } from './lab-image';

const BAKE = join(__dirname, 'bake.sh');

/**
 * A layer over {@link LabImage.prebaked} with Kafka and its class archives, as the host's program makes
 * it for whoever builds images. Kept in the user's cache folder, as the image is.
 */
export async function ensureBakedLayer(image: LabImage): Promise<string> {
  const archive = await ensureArchive();
  const program = hostProgram().content;
  const digest = createHash('sha256')
    .update([basename(dirname(image.bare)), archive.sha512, program, readFileSync(BAKE)].join('\n'))
    .digest('hex')
    .slice(0, 16);
  const folder = await ensureCachedFolder({
    cache: join(userFolders().cache, 'lab-baked-layers'),
    digest,
    build: async (scratch) => {
      await mkdir(scratch);
      const file = join(scratch, 'program');
      await writeFile(file, program);
      await exec(['sh', BAKE, `${image.prebaked}:${image.bare}`, scratch, file, archive.file]);
    },
  });
  return join(folder, 'changes');
}
