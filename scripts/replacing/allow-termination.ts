import { HostError } from '../hosts/host-error';

/** An instance that AWS protects against termination, as terraform asked for. */
export interface ProtectedInstance {
  /** The host that it plays, for errors. */
  readonly name: string;
  readonly instanceId: string;
  readonly region: string;
}

/**
 * Lifts the protection of one instance, for terraform can't: it would have to be told in the code.
 * The instance that takes its place is protected again.
 *
 * @throws HostError where the credentials may not, or the instance is not there
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html
 */
export async function allowTermination({
  name,
  instanceId,
  region,
}: ProtectedInstance): Promise<void> {
  const { EC2Client, ModifyInstanceAttributeCommand } = await import('@aws-sdk/client-ec2');
  const client = new EC2Client({ region, maxAttempts: 3 });
  try {
    await client.send(
      new ModifyInstanceAttributeCommand({
        InstanceId: instanceId,
        DisableApiTermination: { Value: false },
      }),
    );
  } catch (cause) {
    const { message } = cause as Error;
    throw new HostError(
      'command',
      {
        path: name,
        rule: `be open to termination (${instanceId})`,
        value: message,
        remedy:
          'Give this command AWS credentials with ec2:ModifyInstanceAttribute, as terraform has',
      },
      { cause },
    );
  } finally {
    client.destroy();
  }
}
