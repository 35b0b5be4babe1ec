import { DataAwsAmi } from '@cdktf/provider-aws/lib/data-aws-ami';
import { Op, type Precondition } from 'cdktf';
import type { Construct } from 'constructs';

/** What the hosts boot. Made by the factories of {@link MachineImage}. */
export type MachineImageSpec = ImageById | ImageByLookup;

interface ImageById {
  readonly kind: 'id';
  readonly id: string;
}

interface ImageByLookup {
  readonly kind: 'debian-12';
}

/**
 * What the hosts boot. A standing host keeps its image until `cdktf-kafka replace` renews it:
 * another image here changes new hosts only.
 */
export const MachineImage = {
  /** Debian's own image of Debian 12, the newest at the time that a host is made. */
  debian12: (): ImageByLookup => ({ kind: 'debian-12' }),
  /** One image: Debian 12, or what is built on it, of the architecture of all the hosts. */
  id: (id: string): ImageById => ({ kind: 'id', id }),
} as const;

/** Debian's account, in `aws`. @see https://wiki.debian.org/Cloud/AmazonEC2Image/Bookworm */
const DEBIAN_ACCOUNT = '136693071363';
/** In others an account of this number could be anyone's. */
const DEBIAN_PARTITION = 'aws';

/** Finds the images of a cluster: one look-up for each architecture. */
export class MachineImages {
  private readonly found = new Map<Architecture, string>();

  constructor(
    private readonly scope: Construct,
    private readonly image: MachineImageSpec,
    /** Of AWS, where the hosts are; as a rule only known to terraform. */
    private readonly partition: string,
  ) {}

  /** The image's id for an instance type. */
  idFor(instanceType: string): string {
    if (this.image.kind === 'id') return this.image.id;
    const architecture = architectureOf(instanceType);
    const known = this.found.get(architecture);
    if (known) return known;
    const { id } = this.lookUp(architecture);
    this.found.set(architecture, id);
    return id;
  }

  private debianIsThere(): Precondition {
    return {
      condition: Op.eq(this.partition, DEBIAN_PARTITION),
      errorMessage:
        `image: must be given by its id in ${this.partition}, where Debian has no account that this ` +
        "package knows. Copy an image of Debian 12 there and name it: MachineImage.id('ami-…').",
    };
  }

  private lookUp(architecture: Architecture): DataAwsAmi {
    const release = architecture === 'arm64' ? 'arm64' : 'amd64';
    return new DataAwsAmi(this.scope, `Debian12-${release}`, {
      mostRecent: true,
      owners: [DEBIAN_ACCOUNT],
      filter: [
        { name: 'name', values: [`debian-12-${release}-*`] },
        { name: 'architecture', values: [architecture] },
        { name: 'root-device-type', values: ['ebs'] },
      ],
      lifecycle: { precondition: [this.debianIsThere()] },
    });
  }
}

type Architecture = 'x86_64' | 'arm64';

/**
 * Of an instance type: Graviton's have a `g` right behind the generation.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function architectureOf(instanceType: string): Architecture {
  return /^[a-z]+\d+g/.test(instanceType) ? 'arm64' : 'x86_64';
}
