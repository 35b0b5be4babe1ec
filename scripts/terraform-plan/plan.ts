import type { Sayable } from '../masking/say';
import type { ConfiguredExpression } from './configured-module';

/** What terraform would do to a resource, in one word whatever the order of its actions. */
export type Change =
  | 'none'
  | 'read'
  | 'create'
  | 'update'
  | 'delete'
  | 'replace'
  | 'forget'
  /** Actions that this version does not know: never taken for harmless. */
  | 'unknown';

/** The attributes of a resource, as JSON. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * Marks values by place: `true` marks a value and all that is in it, an object or an array leads on to
 * marks inside.
 */
export type Marks = boolean | readonly Marks[] | { readonly [key: string]: Marks };

/**
 * What a plan says of one resource. An action that a plan invokes (terraform 1.14) is one as well, of
 * the change `unknown`.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export interface ResourceChange {
  /** The address in the state, such as `aws_instance.Kafka_Broker1_Machine_F3A5`. */
  readonly address: Sayable;
  /** Where the resource was before it moved. */
  readonly previousAddress?: string;
  readonly mode: 'managed' | 'data';
  readonly type: Sayable;
  readonly name: string;
  /** Of `count` or `for_each`. */
  readonly index?: string | number;
  readonly provider: string;
  /** The key of an object that an earlier replacement has left behind. */
  readonly deposed?: string;
  readonly change: Change;
  /** The actions as the plan spells them. */
  readonly actions: readonly Sayable[];
  /** Of a replacement: whether the new one stands before the old one goes. */
  readonly createsFirst: boolean;
  /** Why terraform does this, in its own code, such as `delete_because_no_resource_config`. */
  readonly reason?: string;
  /** Absent where the resource isn't there before. */
  readonly before?: Values;
  /**
   * Absent where the resource isn't there afterwards; empty where nothing of it is known before the
   * apply.
   */
  readonly after?: Values;
  /** Both sides as they may be shown, made when they are first asked for. */
  readonly shown: ShownSides;
  /** What is known only after the apply; such values are absent from `after`. */
  readonly afterUnknown: Marks;
  /** The attributes that force a replacement, each as a path. */
  readonly replacePaths: readonly (readonly (string | number)[])[];
  readonly isImported: boolean;
}

/**
 * The values before and after a change with every secret masked, for whoever quotes them. Where one was
 * stands the text `(sensitive)`, or `(sensitive, changed)` where it is another one than before, whatever
 * type the value had; also inside base64, which is written anew around it.
 */
export interface ShownSides {
  readonly before?: Values;
  readonly after?: Values;
}

/**
 * A plan of terraform or OpenTofu, read by `parsePlan`. It holds the real values: by them a change is
 * judged, whether they are marked sensitive or not. What is shown of them comes from `shown`, by `quote`
 * and `say`; addresses, types and names are the plan's own, and go through `mask` before they are shown.
 */
export interface Plan {
  readonly formatVersion: string;
  /** Of the program that made the plan, as it tells it. */
  readonly toolVersion: string;
  readonly changes: readonly ResourceChange[];
  readonly outputChanges: readonly OutputChange[];
  /** Resources as they are before the plan, by address: also those that it leaves alone. */
  readonly standing: ReadonlyMap<string, StandingResource>;
  /**
   * What each resource of the configuration depends on, by address without index: what `depends_on`
   * names and what its expressions refer to. A resource that the configuration has lost isn't there.
   */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
  /** What resources of the configuration run when they are made or destroyed, by address without index. */
  readonly provisioners: ReadonlyMap<string, readonly Provisioner[]>;
  /**
   * Whether resources are left out, as with `-target`. Such a plan is read only where the user asks for
   * that; its review is never safe.
   */
  readonly isPartial: boolean;
  /** The checks and conditions of the configuration that don't hold, or of which nobody knows. */
  readonly failedChecks: readonly FailedCheck[];
  /** The addresses of changes whose values somebody has taken out of the plan. */
  readonly redacted: readonly Sayable[];
  /** Masks in a text what looks like a secret, and what the plan marks as one in any place. */
  readonly mask: (text: string) => Sayable;
}

export interface StandingResource {
  readonly values: Values;
  /** The same as they may be shown, made when they are first asked for. */
  readonly shown: Values;
}

/** A `check` block, or a condition of a resource or an output, that doesn't hold. */
export interface FailedCheck {
  /** Such as `check.health`. */
  readonly address: Sayable;
  /** Whether it can be said only after the apply. */
  readonly isUnknown: boolean;
  /** What it says of it, as its author wrote it. */
  readonly problems: readonly Sayable[];
}

/** What runs when a resource is made or destroyed. */
export interface Provisioner {
  /** Such as `local-exec`. */
  readonly type: string;
  /** With expressions as the code spells them; absent where the plan doesn't tell. */
  readonly command?: string;
  /** All that it is given, by the names of its arguments: `inline`, `environment`. */
  readonly arguments: ReadonlyMap<string, ConfiguredExpression>;
  /** When it runs, where the plan tells: terraform's own don't. */
  readonly when?: 'create' | 'destroy';
  /**
   * Whether it runs at the end only, or its failure stops nothing. Terraform's own plans tell neither
   * (`when`, `on_failure`); where a plan does, it counts.
   */
  readonly mayBeSkipped: boolean;
}

export interface OutputChange {
  readonly name: string;
  readonly change: Change;
}
