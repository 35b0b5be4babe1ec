import { attributeRule } from '../attributes/attribute-rule';
import { lowered } from '../attributes/harms';

/** Disks and stores that become smaller than what they may hold. */
export const storeShrunk = attributeRule(
  {
    id: 'store-shrunk',
    title: 'A disk, a claim or another store of data becomes smaller',
    isAboutData: true,
  },
  [
    {
      holds: ['data'],
      // Told of with its host by `volume-lost`.
      except: ['aws_ebs_volume'],
      attributes: [
        ...[
          'size',
          'size_gb',
          'size_in_gb',
          'size_in_gbs',
          'disk_size',
          'disk_size_gb',
          'disk_space',
        ],
        ...[
          'volume_size',
          'allocated_storage',
          'storage_gb',
          'storage_mb',
          'storage_size_gb',
          'capacity',
        ],
        ...['storage_capacity', 'storage_size', 'storage_size_in_gb', 'max_size_gb', 'quota'],
        ...['spec.resources.requests.storage', 'ebs_options.volume_size', 'settings.disk_size'],
        ...[
          'broker_node_group_info.storage_info.ebs_storage_info.volume_size',
          'spec.capacity.storage',
        ],
      ],
      harm: lowered(),
      severity: 'danger',
      isFinal: false,
      what: 'Shrinks',
      why: 'Hardly any disk can become smaller in place: the apply fails half-way, or the way around it is a new one, without the data.',
      remedy: 'Keep the size. To have less, make a smaller one beside it and move the data.',
    },
  ],
);
