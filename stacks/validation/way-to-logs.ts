import type { Problem } from '../../cluster/errors';
import type { ResolvedProps } from '../kafka-cluster-props';

/** A warning where log files are to go to CloudWatch, and nothing here says by which way. */
export function wayToLogs({ spec, network, proxy }: ResolvedProps): readonly Problem[] {
  const isKnown = network.kind === 'existing' || network.natSubnet !== undefined || proxy;
  if (spec.brokerLogs?.kind !== 'cloudwatch' || isKnown) return [];
  return [
    {
      path: 'spec.brokerLogs',
      rule: 'have a way to `logs.<region>.amazonaws.com`, and this network has none of its own',
      remedy:
        'Add `natSubnet`, a `proxy`, or an endpoint of your own with `allowOutTo`; or take BrokerLogs.s3(…)',
    },
  ];
}
