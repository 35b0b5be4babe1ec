import { attributeRule } from '../attributes/attribute-rule';
import { becomes, raised } from '../attributes/harms';

/** Hosts whose credentials can be had without a token. */
export const metadataOpen = attributeRule(
  {
    id: 'metadata-open',
    title:
      'An instance answers metadata requests without a token (IMDSv1), to more hops, or not at all',
    types: 'aws_instance aws_launch_template aws_launch_configuration',
    severity: 'care',
    why: 'One request that is tricked out of a process on the host then gives away the credentials of its role.',
    remedy: 'Keep `http_tokens = "required"` and a hop limit of 1.',
  },
  [
    {
      attributes: 'metadata_options.http_tokens',
      // Where the code says nothing, the image decides: mostly that none is asked for.
      harm: ({ before, after, isUnknown }) =>
        before === 'required'
          ? isUnknown || after !== 'required'
          : after === 'optional' && before !== after,
      alsoNew: true,
      what: 'Lets the metadata service answer without a token on',
    },
    {
      attributes: 'metadata_options.http_put_response_hop_limit',
      harm: (change) => change.before !== undefined && raised(change),
      what: 'Lets the metadata service answer over more hops on',
    },
    {
      attributes: 'metadata_options.http_endpoint',
      harm: becomes('disabled'),
      what: 'Turns the metadata service off on',
      why: 'The host no longer gets credentials of its role, and can’t read its files and the key.',
      remedy: 'Leave it on, and ask for a token.',
    },
  ],
);
