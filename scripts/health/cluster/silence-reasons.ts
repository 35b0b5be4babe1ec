import { AccessError } from '../../cluster-access/access-error';

/** Why those who were asked gave no answer, by their hosts: such as ECONNREFUSED. */
export class SilenceReasons {
  readonly byHost = new Map<string, unknown>();

  /** Notes the reason where it is rejected, and lets it pass on. */
  async note<T>(hostName: string, asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof AccessError) this.byHost.set(hostName, error.problem.value);
      throw error;
    }
  }
}
