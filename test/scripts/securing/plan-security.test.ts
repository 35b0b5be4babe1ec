import fc from 'fast-check';
import { Security } from '../../../cluster/security';
import {
  givesUpSecurity,
  planSecurity,
  sideOf,
  type OpenDoors,
} from '../../../scripts/securing/plan-security';
import { securityAt, STAGES, stageOf, type LastingStage } from '../../../scripts/securing/stages';

const doors = (plaintext: boolean, tls: boolean): OpenDoors => ({
  who: 'broker-1 kafka',
  open: { plaintext, tls },
});

describe('where a cluster is', () => {
  test.each([
    ['plain', [doors(true, false), doors(true, false)]],
    ['plain', [doors(true, false), doors(true, true)]],
    ['both', [doors(true, true), doors(true, true)]],
    ['closed', [doors(true, true), doors(false, true)]],
    ['closed', [doors(false, true), doors(false, true)]],
  ] as const)('is %s by the ports of its processes', (side, found) => {
    expect(sideOf(found)).toBe(side);
  });

  it('is nowhere that leads on where two processes have no port in common', () => {
    expect(() => sideOf([doors(true, false), doors(false, true)])).toThrow(
      /must have one kind in common at all processes/,
    );
  });
});

describe('the way from one security to another', () => {
  test.each([
    [Security.plaintext(), 'plain'],
    [Security.tls({ alsoPlaintext: true }), 'moved'],
    [Security.tls(), 'closed'],
  ] as const)('%j asks for the stage %s, whose files say so', (security, stage) => {
    expect(stageOf(security)).toBe(stage);
    expect(stageOf(securityAt(stage, security))).toBe(stage);
  });

  it('is given up by nothing but a spec without TLS', () => {
    expect(givesUpSecurity('closed', 'plain')).toBe(true);
    expect(givesUpSecurity('both', 'plain')).toBe(true);
    expect(givesUpSecurity('plain', 'plain')).toBe(false);
    expect(givesUpSecurity('closed', 'moved')).toBe(false);
  });

  it('closes no port before it has asked who is connected to it, save where a run had begun to', () => {
    for (const [side, target, at, closing] of [
      ['plain', 'closed', 'plaintext', 'closed'],
      ['both', 'closed', 'plaintext', 'closed'],
      ['both', 'plain', 'tls', 'plain'],
      ['closed', 'plain', 'tls', 'plain'],
    ] as const) {
      const steps = planSecurity(side, target);
      const asked = steps.findIndex((step) => step.kind === 'callers' && step.at === at);
      const closed = steps.findIndex((step) => step.kind === 'roll' && step.to === closing);
      expect(asked).toBeGreaterThanOrEqual(0);
      expect(asked).toBeLessThan(closed);
    }
  });
});

/** What a cluster of four processes becomes by what is done to it. */
class Model {
  readonly stages = Array.from({ length: 4 }, () => 0);
  isCertified = false;
  firstEntryFor: 'own-name' | 'everyone' = 'everyone';
  /** Whom there are other entries for. */
  readonly entries = new Set<'own-name' | 'everyone'>(['everyone']);

  side() {
    const open = (stage: number) => ({ plaintext: stage < 3, tls: stage > 0 });
    return sideOf(this.stages.map((stage, index) => ({ who: `${index}`, open: open(stage) })));
  }

  /** Each thing that a run does, one after another: it may be killed between any two. */
  *run(target: LastingStage): Generator<void> {
    for (const step of planSecurity(this.side(), target)) {
      if (step.kind === 'certify') this.isCertified = true;
      if (step.kind === 'roll') yield* this.roll(STAGES.indexOf(step.to));
      if (step.kind === 'entries') yield* this.convert(step.for);
      yield;
    }
  }

  *roll(to: number): Generator<void> {
    for (const index of this.stages.keys()) {
      if (this.stages[index] === to) continue;
      this.stages[index] = to;
      this.writeEntries();
      yield;
    }
  }

  *convert(whose: 'own-name' | 'everyone'): Generator<void> {
    if (whose === 'everyone') this.firstEntryFor = whose;
    else if (this.firstEntryFor === whose) return;
    yield;
    this.entries.clear();
    this.entries.add(whose);
    this.writeEntries();
    yield;
    this.firstEntryFor = whose;
  }

  /** Brokers keep what they write for themselves at the last stage alone. */
  writeEntries(): void {
    for (const stage of this.stages) this.entries.add(stage === 3 ? 'own-name' : 'everyone');
  }

  /** So many things of a run, each of which leaves a cluster that works. */
  goOn(run: Generator<void>, most: number): void {
    for (let count = 0; count <= most && !run.next().done; count += 1) this.check();
  }

  check(): void {
    const [least, most] = [Math.min(...this.stages), Math.max(...this.stages)];
    // Neighbours understand each other.
    expect(most - least).toBeLessThanOrEqual(1);
    if (most > 0) expect(this.isCertified).toBe(true);
    // Who speaks without TLS finds no entry that he may not write.
    if (least < 2) expect([this.firstEntryFor, ...this.entries]).not.toContain('own-name');
  }
}

it('holds together, and comes to its end, wherever runs are killed and whatever is asked for next', () => {
  const target = fc.constantFrom<LastingStage>('plain', 'moved', 'closed');
  fc.assert(
    fc.property(fc.array(fc.tuple(target, fc.nat(25)), { maxLength: 8 }), target, (runs, last) => {
      const model = new Model();
      for (const [wanted, after] of runs) {
        model.goOn(model.run(wanted), after);
      }
      model.goOn(model.run(last), Infinity);
      expect(new Set(model.stages)).toEqual(new Set([STAGES.indexOf(last)]));
      if (last === 'plain') expect([...model.entries]).toEqual(['everyone']);
      if (last === 'closed') expect([...model.entries]).toEqual(['own-name']);
      expect(model.firstEntryFor).toBe(last === 'closed' ? 'own-name' : 'everyone');
    }),
  );
});
