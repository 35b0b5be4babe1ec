import { resolve } from 'node:path';
import { UserError } from '../../../cluster/errors';
import type { Topology } from '../../../cluster/topology';
import { replaceFile } from '../../system/replace-file';
import { momentOf, type Moment } from './moment';
import type { PageStatus } from './page-status';
import { renderPage } from './render-page';

export interface PageFileOptions {
  /** As it was given. */
  readonly path: string;
  readonly topology: Pick<Topology, 'namedBy'>;
  /** Between two looks of a watch; undefined where there is one look only. */
  readonly pauseMs?: number | undefined;
}

/** An hour of looks, five seconds apart. */
const MOST_MOMENTS = 720;

/** The page in its file, which is there as a whole at any time: whoever reads it while it is replaced reads the one before. */
export class PageFile {
  #moments: readonly Moment[] = [];
  #last: PageStatus | undefined;

  constructor(private readonly options: PageFileOptions) {}

  /** @throws UserError where the file can not be written */
  write(status: PageStatus): void {
    const { topology, pauseMs } = this.options;
    this.#last = status;
    this.#moments = [...this.#moments, momentOf(status)].slice(-MOST_MOMENTS);
    const refreshSeconds =
      pauseMs === undefined ? undefined : Math.max(1, Math.round(pauseMs / 1_000));
    this.replace(renderPage(status, { topology, moments: this.#moments, refreshSeconds }));
  }

  /** Has browsers read it no more, once nobody looks any longer. */
  end(): void {
    const { topology, pauseMs } = this.options;
    if (!this.#last || pauseMs === undefined) return;
    this.replace(renderPage(this.#last, { topology, moments: this.#moments }));
  }

  private replace(page: string): void {
    try {
      replaceFile(resolve(this.options.path), page);
    } catch (error) {
      const { message } = error as Error;
      throw new UserError(`--html: must be a file that can be written, and was not: ${message}`);
    }
  }
}
