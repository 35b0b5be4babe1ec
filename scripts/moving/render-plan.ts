import { counted, formatBytes, formatDuration } from '../terminal/quantities';
import { table } from '../terminal/table';
import type { BrokerLoad, MovePlan } from './planning/placement';

export interface RenderPlanOptions {
  readonly width: number;
  /** Bytes a second of each broker, for how long it takes. */
  readonly rates: { readonly first: number; readonly most: number };
}

/** What a plan does to each broker, before and after, and what it costs. */
export function renderPlan(plan: MovePlan, { width, rates }: RenderPlanOptions): string {
  const rows = plan.before.map((before, at) => {
    const after = plan.after[at]!;
    return [
      `broker-${before.id}`,
      before.rack,
      change(before, after, ({ replicas }) => String(replicas)),
      change(before, after, ({ leaders }) => String(leaders)),
      change(before, after, ({ bytes }) => formatBytes(bytes)),
      formatBytes(after.share.bytes),
    ];
  });
  const header = ['Broker', 'Rack', 'Replicas', 'Leads', 'Bytes', 'Its share'];
  const drawn = table(header, rows, { width, rightAligned: [2, 3, 4, 5] });
  return `${drawn}\n\n${summary(plan, rates)}`;
}

function change(before: BrokerLoad, after: BrokerLoad, text: (load: BrokerLoad) => string): string {
  const [from, to] = [text(before), text(after)];
  return from === to ? from : `${from} → ${to}`;
}

function summary(plan: MovePlan, rates: RenderPlanOptions['rates']): string {
  const copied = plan.moves.filter(({ added }) => added.length > 0).length;
  const reordered = plan.moves.length - copied;
  if (plan.moves.length + plan.diskMoves.length === 0) return 'Nothing to move.';
  const parts = [
    copied > 0 && `${copied} partitions change brokers (${formatBytes(plan.bytes)} are copied)`,
    reordered > 0 && `${reordered} only change who should lead`,
    plan.diskMoves.length > 0 &&
      `${counted(plan.diskMoves.length, 'replica')} to another disk (${formatBytes(plan.diskBytes)})`,
  ].filter((part) => part !== false);
  return `${parts.join('; ')}.\n${time(plan, rates)}`;
}

/** The broker that most comes to takes longest. */
function time(plan: MovePlan, { first, most }: RenderPlanOptions['rates']): string {
  const coming = new Map<number, number>();
  for (const { added, bytes } of plan.moves) {
    for (const { broker } of added) coming.set(broker, (coming.get(broker) ?? 0) + bytes);
  }
  const busiest = Math.max(0, ...coming.values());
  const [fast, slow] = [busiest / most, busiest / first].map(formatDuration);
  return `At ${formatBytes(first)}/s it takes ${slow}, at ${formatBytes(most)}/s ${fast}; the throttle follows the load between.`;
}
