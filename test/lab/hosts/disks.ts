import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { exec, tryExec } from '../exec';

const GIB = 2 ** 30;

/** The disks behind the double's volumes: sparse files, each with a loop device while it is attached. */
export class Disks {
  /** Where each volume was found last: it is asked for several times a second. */
  private readonly devices = new Map<string, string>();

  constructor(private readonly folder: string) {}

  /** The loop device of a volume, as large as the double says. */
  async attach(volumeId: string, sizeGiB: number): Promise<string> {
    const file = this.file(volumeId);
    const grown = await this.fit(file, sizeGiB);
    const known = await this.device(volumeId);
    if (known === undefined) return exec(['losetup', '--find', '--show', file]);
    if (grown) await exec(['losetup', '--set-capacity', known]);
    return known;
  }

  async detach(volumeId: string): Promise<void> {
    const device = await this.device(volumeId);
    if (device !== undefined) await tryExec(['losetup', '--detach', device]);
  }

  /** Forgets a volume that the double deleted. */
  async remove(volumeId: string): Promise<void> {
    await this.detach(volumeId);
    await rm(this.file(volumeId), { force: true });
  }

  private file(volumeId: string): string {
    return join(this.folder, `${volumeId}.img`);
  }

  private async device(volumeId: string): Promise<string | undefined> {
    const file = this.file(volumeId);
    const last = this.devices.get(volumeId);
    if (last !== undefined && (await fileBehind(last)) === file) return last;
    const out = await exec(['losetup', '-j', file, '-n', '-O', 'NAME']);
    const device = out.split('\n')[0]?.trim() || undefined;
    if (device === undefined) this.devices.delete(volumeId);
    else this.devices.set(volumeId, device);
    return device;
  }

  /** Whether the file had to grow. */
  private async fit(file: string, sizeGiB: number): Promise<boolean> {
    await mkdir(this.folder, { recursive: true });
    const bytes = sizeGiB * GIB;
    if (existsSync(file) && (await stat(file)).size >= bytes) return false;
    const handle = await open(file, 'a');
    await handle.truncate(bytes);
    await handle.close();
    return true;
  }
}

/** The file of a loop device, as the kernel has it; undefined where it is detached. */
async function fileBehind(device: string): Promise<string | undefined> {
  const file = `/sys/block/${basename(device)}/loop/backing_file`;
  return await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
}
