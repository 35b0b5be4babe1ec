import type { ParameterMetadata, SSMClient } from '@aws-sdk/client-ssm';
import { formatProblem, UserError } from '../../cluster/errors';
import { openSsm, secretsFolder } from './open-ssm';
import { isOfLostKey, storeProblem, type AccountPlace } from './store-problem';

/** What an account keeps of one cluster; never the secrets themselves. */
export interface KeptSecret {
  /** Such as `/kafka/logs/authority`. */
  readonly name: string;
  readonly changed: Date | undefined;
  /** The KMS key that it is encrypted with. */
  readonly key: string;
  /** Whether that key is gone, or is going to be: then nobody reads it any more. */
  readonly isLost: boolean;
}

/** Parameter Store deletes so many at once. */
const AT_ONCE = 10;

/** The secrets of a cluster by its name alone: what a destroyed one has left. */
export class LeftSecrets {
  private readonly place: AccountPlace;
  private client: Promise<SSMClient> | undefined;

  constructor(clusterName: string, region: string) {
    this.place = { clusterName, region, folder: secretsFolder(clusterName), keyArn: 'their key' };
  }

  /** By name. Of each key one secret is read, to see whether it still can be. */
  async list(): Promise<readonly KeptSecret[]> {
    const found = await this.describe();
    const keyOf = ({ KeyId }: ParameterMetadata) => KeyId ?? 'no key';
    const oneOfEach = new Map(found.map((each) => [keyOf(each), each.Name!]));
    const lost = new Map<string, boolean>();
    for (const [key, name] of oneOfEach) lost.set(key, await this.isLost(name));
    return found
      .map((each) => ({
        ...{ name: each.Name!, changed: each.LastModifiedDate, key: keyOf(each) },
        isLost: lost.get(keyOf(each))!,
      }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  async remove(secrets: readonly KeptSecret[]): Promise<void> {
    const { DeleteParametersCommand } = await import('@aws-sdk/client-ssm');
    for (let from = 0; from < secrets.length; from += AT_ONCE) {
      const Names = secrets.slice(from, from + AT_ONCE).map(({ name }) => name);
      await this.ask('ssm:DeleteParameters', (client) =>
        client.send(new DeleteParametersCommand({ Names })),
      );
    }
  }

  private async describe(): Promise<readonly ParameterMetadata[]> {
    const { paginateDescribeParameters } = await import('@aws-sdk/client-ssm');
    return await this.ask('ssm:DescribeParameters', async (client) => {
      const found: ParameterMetadata[] = [];
      const ParameterFilters = [{ Key: 'Path', Option: 'Recursive', Values: [this.place.folder] }];
      for await (const page of paginateDescribeParameters({ client }, { ParameterFilters }))
        found.push(...(page.Parameters ?? []));
      return found;
    });
  }

  private async isLost(Name: string): Promise<boolean> {
    const { GetParameterCommand } = await import('@aws-sdk/client-ssm');
    return await this.ask('ssm:GetParameter', async (client) => {
      try {
        await client.send(new GetParameterCommand({ Name, WithDecryption: true }));
        return false;
      } catch (error) {
        if (isOfLostKey(error as Error)) return true;
        throw error;
      }
    });
  }

  /** @throws UserError that tells nothing of what is kept */
  private async ask<T>(right: string, work: (client: SSMClient) => Promise<T>): Promise<T> {
    const { place } = this;
    const client = await (this.client ??= openSsm(place.region));
    try {
      return await work(client);
    } catch (cause) {
      const path = `The secrets ${place.folder}/`;
      const problem = storeProblem(cause as Error, { path, right, place });
      throw new UserError(formatProblem(problem), { cause });
    }
  }
}
