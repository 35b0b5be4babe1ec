import { say, type Sayable } from '../../masking/say';
import { groupBy, listSome } from '../lists';
import type { ResourceChange, Values } from '../../terraform-plan/plan';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { quoteDerived } from '../../terraform-plan/quote';
import { blocksOf, isUnknown, numberOf, textOf } from '../../terraform-plan/values';

/** Hosts whose credentials can be had without a token. */
export const metadataOpen: Rule = {
  id: 'metadata-open',
  title:
    'An instance answers metadata requests without a token (IMDSv1), to more hops, or not at all',
  judge: (facts) => {
    // What is made from nothing has no neighbours that an intruder could reach.
    const isAddition = resourcesOf(facts, 'aws_instance').some(({ before }) => before);
    const open = resourcesOf(facts, 'aws_instance', 'aws_launch_template').flatMap((resource) => {
      if (resource.after === undefined || ['none', 'read'].includes(resource.change)) return [];
      const harm = harmOf(resource) ?? (isAddition ? harmOfNew(resource) : undefined);
      return harm === undefined ? [] : [{ resource, harm }];
    });
    return [...groupBy(open, ({ harm }) => harm)].map(([harm, group]) =>
      judgement(
        group.map(({ resource }) => resource.address),
        harm,
      ),
    );
  },
};

function harmOf(resource: ResourceChange): Sayable | undefined {
  const { before, after } = resource;
  const [was, becomes] = [optionsOf(before), optionsOf(after)];
  const wasRequired = textOf(was, 'http_tokens') === 'required';
  if (textOf(becomes, 'http_tokens') === 'optional' && (wasRequired || before === undefined)) {
    return say`answers without a token (\`http_tokens = "optional"\`)`;
  }
  if (
    textOf(was, 'http_endpoint') === 'enabled' &&
    textOf(becomes, 'http_endpoint') === 'disabled'
  ) {
    return say`no longer answers at all, and the host gets no credentials of its role`;
  }
  if (resource.change === 'update' && wasRequired && becomes && !textOf(becomes, 'http_tokens')) {
    return say`may answer without a token: the plan names no \`http_tokens\``;
  }
  const [hops, moreHops] = [hopLimit(was), hopLimit(becomes)];
  if (hops !== undefined && moreHops !== undefined && moreHops > hops) {
    const hopsOf = (side: 'before' | 'after', words: number) =>
      quoteDerived(resource, [side], ['metadata_options'], words);
    return say`answers over ${hopsOf('after', moreHops)} hops instead of ${hopsOf('before', hops)}`;
  }
  const isUntold = isUnknown(resource, 'metadata_options', 0, 'http_tokens');
  return wasRequired && resource.change === 'update' && (isUntold || becomes === undefined)
    ? say`may answer without a token: what comes is not known yet`
    : undefined;
}

/** Where the code says nothing, the plan says that the options are known later. */
function harmOfNew({ type, before, after }: ResourceChange): Sayable | undefined {
  if (type !== 'aws_instance' || before !== undefined) return undefined;
  return textOf(optionsOf(after), 'http_tokens') === undefined
    ? say`answers as its image says, mostly without a token: the code asks for none`
    : undefined;
}

function optionsOf(values: Values | undefined): Values | undefined {
  return blocksOf(values, 'metadata_options')[0];
}

function hopLimit(options: Values | undefined): number | undefined {
  return numberOf(options, 'http_put_response_hop_limit');
}

function judgement(addresses: readonly Sayable[], harm: Sayable): Judgement {
  return {
    severity: 'care',
    what: say`The metadata service of ${listSome(addresses)} ${harm}.`,
    why: 'One request that is tricked out of a process on the host then gives away the credentials of its role.',
    remedy: 'Keep `http_tokens = "required"` and a hop limit of 1.',
    addresses,
  };
}
