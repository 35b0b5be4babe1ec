import type { SSMClient } from '@aws-sdk/client-ssm';
import { formatProblem, UserError } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import type { SecretStore } from './secret-store';
import { openSsm, secretsFolder } from './open-ssm';
import { storeProblem, type AccountPlace } from './store-problem';

/**
 * Secrets in the account's Parameter Store, encrypted with the cluster's own key for them. Asked with the
 * credentials that terraform has: environment, profile, single sign-on, or the machine's.
 *
 * @see docs/decisions/0092-secrets-lie-in-parameter-store.md
 */
export class AccountSecretStore implements SecretStore {
  private client: Promise<SSMClient> | undefined;

  private constructor(private readonly place: AccountPlace) {}

  /** @throws UserError where the deploy has made no key for secrets */
  static of(inventory: StoreOwner): AccountSecretStore {
    const { secretsKeyArn: keyArn } = inventory;
    if (keyArn === undefined) throw new UserError(NO_KEY);
    return new AccountSecretStore({ ...placeOf(inventory), keyArn });
  }

  /** What is left of a cluster whose spec asks for no secrets any more: to be read and removed. */
  static left(inventory: StoreOwner): AccountSecretStore {
    return new AccountSecretStore(placeOf(inventory));
  }

  async read(name: string): Promise<string | undefined> {
    const { GetParameterCommand } = await import('@aws-sdk/client-ssm');
    const Name = this.nameOf(name);
    const found = await this.ask(name, 'ssm:GetParameter', async (client) =>
      client
        .send(new GetParameterCommand({ Name, WithDecryption: true }))
        .catch((error: unknown) => ignoring(error, 'ParameterNotFound')),
    );
    return found?.Parameter?.Value;
  }

  async keep(name: string, secret: string): Promise<string> {
    const isKept = await this.put(name, secret, false);
    return isKept ? secret : (await this.read(name))!;
  }

  async replace(name: string, secret: string): Promise<void> {
    await this.put(name, secret, true);
  }

  async remove(name: string): Promise<void> {
    const { DeleteParameterCommand } = await import('@aws-sdk/client-ssm');
    const Name = this.nameOf(name);
    await this.ask(name, 'ssm:DeleteParameter', async (client) =>
      client
        .send(new DeleteParameterCommand({ Name }))
        .catch((error: unknown) => ignoring(error, 'ParameterNotFound')),
    );
  }

  /** @returns false where there is one of this name, and it was to stay */
  private async put(name: string, Value: string, Overwrite: boolean): Promise<boolean> {
    const { PutParameterCommand } = await import('@aws-sdk/client-ssm');
    const { keyArn: KeyId } = this.place;
    if (KeyId === undefined) throw new UserError(NO_KEY);
    const command = new PutParameterCommand({
      ...{ Name: this.nameOf(name), Value, Overwrite, KeyId },
      Type: 'SecureString',
      // Longer ones cost something, and are rare: an authority of the caller's with a long chain.
      Tier: 'Intelligent-Tiering',
    });
    const put = await this.ask(name, 'ssm:PutParameter', async (client) =>
      client.send(command).catch((error: unknown) => ignoring(error, 'ParameterAlreadyExists')),
    );
    return put !== undefined;
  }

  private nameOf(name: string): string {
    return `${this.place.folder}/${name}`;
  }

  /** @throws UserError that names the secret, never what it is */
  private async ask<T>(
    name: string,
    right: string,
    work: (client: SSMClient) => Promise<T>,
  ): Promise<T> {
    this.client ??= openSsm(this.place.region);
    const client = await this.client;
    try {
      return await work(client);
    } catch (cause) {
      const problem = storeProblem(cause as Error, {
        ...{ path: `The secret ${this.nameOf(name)}`, right, place: this.place },
      });
      throw new UserError(formatProblem(problem), { cause });
    }
  }
}

type StoreOwner = Pick<Inventory, 'region' | 'spec' | 'secretsKeyArn'>;

function placeOf({ region, spec: { clusterName } }: StoreOwner): AccountPlace {
  return { region, clusterName, folder: secretsFolder(clusterName) };
}

const NO_KEY =
  'The inventory: must name the key of the cluster’s secrets (secretsKeyArn), and names none. ' +
  'Deploy with this release, and take the output `inventory` anew.';

function ignoring(error: unknown, name: string): undefined {
  if ((error as Error).name === name) return undefined;
  throw error;
}
