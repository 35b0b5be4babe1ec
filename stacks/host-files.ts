import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { HostFile } from '../cluster/host-files';
import type { ClusterBucket } from './cluster-bucket';
import { literal } from './literal';
import { waitFor } from './wait-for';

export interface HostFilesProps {
  readonly bucket: ClusterBucket;
  readonly kmsKeyArn: string;
  /** What the keys begin with, without a slash at its end. */
  readonly keyPrefix: string;
  readonly files: readonly HostFile[];
  readonly manifest: string;
}

/**
 * The files of a host as objects: their text stands in the plan, so that it shows what changes on
 * which host. The manifest comes last, so that a host that sees it finds all that it lists.
 */
export class HostFiles extends Construct {
  readonly manifest: ITerraformDependable;
  private readonly objects: readonly S3Object[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HostFilesProps,
  ) {
    super(scope, id);
    const files = props.files.map(({ path, content }) => this.put(path, content, []));
    const manifest = this.put('/manifest', props.manifest, files);
    this.objects = [...files, manifest];
    this.manifest = manifest;
  }

  waitFor(other: ITerraformDependable): void {
    for (const object of this.objects) waitFor(object, other);
  }

  private put(path: string, content: string, after: readonly ITerraformDependable[]): S3Object {
    const { bucket, kmsKeyArn, keyPrefix } = this.props;
    return new S3Object(this, path.slice(1), {
      bucket: bucket.bucket,
      key: `${keyPrefix}${path}`,
      content: literal(content),
      contentType: 'text/plain; charset=utf-8',
      kmsKeyId: kmsKeyArn,
      dependsOn: [...bucket.ready, ...after],
    });
  }
}
