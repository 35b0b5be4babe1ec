import type { MeantTypes } from '../kinds/matcher-for';
import type { Names } from '../lists';
import type { Judgement, Severity } from '../rule';
import type { Harm } from './harms';

/**
 * One attribute, or several alike, and the change of it that does harm:
 *
 *     {
 *       types: 'aws_kinesis_stream',
 *       attributes: 'retention_period',
 *       harm: lowered(),
 *       severity: 'danger',
 *       isFinal: true,
 *       what: 'Keeps records for less time in',
 *       why: 'What is older is deleted at once.',
 *       remedy: 'See that nobody needs the older records.',
 *     }
 *
 * says all that there is to say: "Keeps records for less time in aws_kinesis_stream.logs: retention_period
 * 168 → 24." Any other change of the attribute is harmless by that: nobody needs to say so elsewhere. To
 * add one, append it to the rows of the rule whose harm it is, such as `rules/history-cut.ts`, and one
 * line to the table of cases in that rule's test; for another harm, make a rule of its own by
 * `attributeRule`, and list it in `rules/index.ts`.
 */
export interface AttributeRow
  extends MeantTypes, Pick<Judgement, 'severity' | 'isFinal' | 'inShort' | 'why' | 'remedy'> {
  /** Types that another rule judges for it. */
  readonly except?: Names;
  /** Paths, with blocks and maps by dots and without places in lists: `ttl.enabled`. */
  readonly attributes: Names;
  /** What change of it does harm, of `harms.ts`. */
  readonly harm: Harm;
  /** Whether it harms as well where the resource is new: then there is no value before. */
  readonly alsoNew?: boolean;
  /** Whether it harms as well where a new resource works on what stands. */
  readonly alsoReaching?: boolean;
  /** Whether it harms as well that the resource goes: then there is no value afterwards. */
  readonly alsoGone?: boolean;
  /** How grave it is of what carries brokers, by what it is called. @default - as of all others */
  readonly ofBrokers?: Severity;
  /** How grave it is where the new value is known only after the apply. @default care */
  readonly unknown?: Severity;
  /** What terraform does, up to the names of the resources: `Turns off a guard of`. */
  readonly what: string;
}
