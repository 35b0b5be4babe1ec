/** The order of what a deploy changed on hosts and asked of the cluster, from terraform's own words. */
export function deploySteps(output: string): readonly string[] {
  return [
    ...output.matchAll(
      /^(?:aws_instance\.Kafka_(Broker\d)_Machine\w+: (?:Creation|Modifications) complete|terraform_data\.Kafka_Deploy_(.*)_\w+: Creation complete)/gm,
    ),
  ].map(([, host, step]) => host ?? step!);
}
