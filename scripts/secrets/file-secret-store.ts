import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SecretStore } from './secret-store';

/** Readable and writable by the user alone. */
const OWN_FILE = 0o600;
const OWN_FOLDER = 0o700;

/** Secrets as files that only their user can read: for clusters on this machine. */
export class FileSecretStore implements SecretStore {
  constructor(private readonly folder: string) {}

  async read(name: string): Promise<string | undefined> {
    try {
      return await readFile(this.#file(name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async keep(name: string, secret: string): Promise<string> {
    const whole = await this.#written(name, secret);
    try {
      // Not a rename, which would take the place of one that is there.
      await link(whole, this.#file(name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(whole, { force: true });
    }
    return (await this.read(name))!;
  }

  async replace(name: string, secret: string): Promise<void> {
    await rename(await this.#written(name, secret), this.#file(name));
  }

  async remove(name: string): Promise<void> {
    await rm(this.#file(name), { force: true });
  }

  #file(name: string): string {
    return join(this.folder, name);
  }

  /** A file beside the one that is meant: whoever reads that sees all of it or nothing. */
  async #written(name: string, secret: string): Promise<string> {
    const file = `${this.#file(name)}.${randomBytes(6).toString('hex')}`;
    await mkdir(dirname(file), { recursive: true, mode: OWN_FOLDER });
    await writeFile(file, secret, { mode: OWN_FILE, flag: 'wx' });
    return file;
  }
}
