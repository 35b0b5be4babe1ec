/** What the names and tags of a cluster's resources are made of. */
export interface Labels {
  readonly clusterName: string;
  /** Further tags for every resource. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The name of a part: two clusters in one account never share one. */
export function partName({ clusterName }: Labels, part: string): string {
  return `${clusterName}-${part}`;
}

/** The tags of a part. */
export function partTags(labels: Labels, part: string): Record<string, string> {
  return {
    ...labels.tags,
    'kafka-cluster': labels.clusterName,
    Name: partName(labels, part),
  };
}
