import { planJson } from '../../support/plan-builder';
import { changes, keeps, makes, replaces } from './changes';
import type { Promises } from './promise';
import { bucket, dataVolume, topic } from './standing';

const GONE = { address: 'aws_ebs_volume.data', before: dataVolume() };

/** Plans of unusual shape, and of newer and older programs. */
export const reading: Promises = [
  [
    'changes nothing',
    'safe',
    'there is nothing to do',
    [keeps('aws_ebs_volume.data', dataVolume())],
  ],
  ['holds no resource at all', 'safe', 'there is nothing to do', []],
  [
    'changes only an output',
    'safe',
    'an output is only said',
    planJson([keeps('aws_ebs_volume.data', dataVolume())], {
      fields: {
        output_changes: {
          bootstrap: { actions: ['update'], before: 'a', after: 'b', after_unknown: false },
        },
      },
    }),
  ],
  [
    'reads a data source again',
    'safe',
    'reading changes nothing',
    [
      makes(
        'data.aws_ami.debian',
        { most_recent: true },
        { actions: ['read'], reason: 'read_because_dependency_pending' },
      ),
    ],
  ],
  [
    'finds drift, and does nothing about it',
    'safe',
    'the plan leaves things as they are',
    planJson([keeps('aws_s3_bucket.tiered', bucket())], {
      fields: {
        resource_drift: [
          {
            address: 'aws_s3_bucket.tiered',
            mode: 'managed',
            type: 'aws_s3_bucket',
            name: 'tiered',
            provider_name: 'registry.terraform.io/hashicorp/aws',
            change: {
              actions: ['update'],
              before: { tags: {} },
              after: { tags: null },
              after_unknown: {},
              before_sensitive: {},
              after_sensitive: {},
            },
          },
        ],
      },
    }),
  ],
  [
    'does something that no program of today does',
    'danger',
    'what a word means that nobody knows, nobody knows',
    [{ ...GONE, actions: ['evaporate'] }],
  ],
  [
    'fails a check',
    'care',
    'somebody wrote down that this must not be',
    planJson([keeps('aws_s3_bucket.tiered', bucket())], {
      fields: {
        checks: [
          {
            address: { kind: 'check', name: 'health', to_display: 'check.health' },
            status: 'fail',
            instances: [
              {
                address: { to_display: 'check.health' },
                status: 'fail',
                problems: [{ message: 'the cluster is not healthy' }],
              },
            ],
          },
        ],
      },
    }),
  ],
  [
    'doesn’t know yet whether a check holds, and changes what stands',
    'care',
    'by the time it is known, it is done',
    planJson([changes('aws_ebs_volume.data', dataVolume(), { tags: { a: 'b' } })], {
      fields: { checks: [{ address: { to_display: 'check.health' }, status: 'unknown' }] },
    }),
  ],
  [
    'makes all anew, and doesn’t know yet whether a check holds',
    'safe',
    'nothing stands that could be checked',
    planJson([makes('aws_ebs_volume.data', dataVolume())], {
      fields: { checks: [{ address: { to_display: 'check.health' }, status: 'unknown' }] },
    }),
  ],
  [
    'has the new tags of a volume written over',
    'care',
    'nobody can judge what isn’t there',
    [changes('aws_ebs_volume.data', dataVolume(), { tags: { a: '<redacted>' } })],
  ],
  [
    'has all values of a volume that it updates written over',
    'care',
    'nobody can judge what isn’t there',
    [
      {
        address: 'aws_ebs_volume.data',
        actions: ['update'],
        before: { id: 'vol-1', size: '***' },
        after: { id: 'vol-1', size: '***' },
      },
    ],
  ],
  [
    'has the password beside a grown volume written over',
    'safe',
    'no rule judges a password',
    [changes('aws_ebs_volume.data', dataVolume({ password: 'REDACTED' }), { size: 4_000 })],
  ],
  [
    'passes its checks',
    'safe',
    'all is as somebody wrote it down',
    planJson([keeps('aws_s3_bucket.tiered', bucket())], {
      fields: {
        checks: [
          {
            address: { kind: 'check', name: 'health', to_display: 'check.health' },
            status: 'pass',
            instances: [{ address: { to_display: 'check.health' }, status: 'pass' }],
          },
        ],
      },
    }),
  ],
  [
    'invokes an action of a provider',
    'care',
    'what it does stands in no attribute',
    planJson([keeps('aws_s3_bucket.tiered', bucket())], {
      fields: {
        action_invocations: [
          {
            address: 'action.aws_lambda_invoke.clean',
            type: 'aws_lambda_invoke',
            name: 'clean',
            provider_name: 'registry.terraform.io/hashicorp/aws',
            config_values: { function_name: 'clean' },
          },
        ],
      },
    }),
  ],
  [
    'deletes a volume at a path with quotes and dots',
    'lost',
    'an address is an address',
    [
      {
        ...GONE,
        address: 'module.a["x.y"].module.b[0].aws_ebs_volume.data["vol.1"]',
        reason: 'delete_because_each_key',
      },
    ],
  ],
  [
    'deletes a volume whose name begins as that of one that stays',
    'lost',
    'names are compared whole',
    [
      keeps('aws_ebs_volume.data', dataVolume()),
      { address: 'aws_ebs_volume.data2', before: dataVolume({ id: 'vol-2' }) },
    ],
  ],
  [
    'deletes a volume of another provider’s mirror',
    'lost',
    'where the provider comes from says nothing',
    [{ ...GONE, provider: 'terraform.acme.internal/mirror/aws' }],
  ],
  [
    'leaves the size of a volume for after the apply',
    'care',
    'it may become smaller, which fails half-way',
    [
      changes(
        'aws_ebs_volume.data',
        dataVolume(),
        { size: undefined },
        { afterUnknown: { size: true } },
      ),
    ],
  ],
  [
    'leaves the retention of a topic for after the apply',
    'care',
    'what isn’t known is taken for the worse',
    [
      changes(
        'kafka_topic.orders',
        topic(),
        { config: undefined },
        { afterUnknown: { config: true } },
      ),
    ],
  ],
  [
    'changes a thing of a type that nobody knows',
    'care',
    'safe means that every change was understood',
    [
      changes(
        'acme_widget.w',
        { id: '1', mode: 'a' },
        { mode: 'b' },
        { provider: 'registry.terraform.io/acme/acme' },
      ),
    ],
  ],
  [
    'deletes a thing of a type that nobody knows',
    'care',
    'it may hold something',
    [
      {
        address: 'acme_widget.w',
        before: { id: '1', mode: 'a' },
        provider: 'registry.terraform.io/acme/acme',
      },
    ],
  ],
  [
    'replaces a thing of a type that nobody knows',
    'care',
    'it may hold something',
    [
      replaces(
        'acme_widget.w',
        { id: '1', mode: 'a' },
        { mode: 'b' },
        { provider: 'registry.terraform.io/acme/acme' },
      ),
    ],
  ],
  [
    'changes an attribute of a volume that no version knew so far',
    'care',
    'safe means that every change was understood',
    [
      changes('aws_ebs_volume.data', dataVolume({ initialization_rate: 100 }), {
        quantum_mode: true,
      }),
    ],
  ],
];
