import type { ChangeEnd, ChangeRecord, ChangeStep } from './change-record';
import type { StepFacts, StepToDo } from './cluster-change';
import type { LockHolder } from './lock-holder';

/**
 * Keeps the record of a change while it is done. It is written after each step and waited for at the
 * end alone: what is done must not wait for it, and goes on where it can't be written.
 */
export class ChangeRecorder {
  #record: ChangeRecord;
  #writing: Promise<unknown> = Promise.resolve();
  /** Whether the record has changed since the last one that waits to be written. */
  #waits = false;

  constructor(
    holder: LockHolder,
    why: readonly string[],
    private readonly write: (record: ChangeRecord) => Promise<void>,
  ) {
    this.#record = { ...holder, why, steps: [] };
    this.#save();
  }

  async step<T>(todo: StepToDo, work: (facts: StepFacts) => Promise<T>): Promise<T> {
    const begun = performance.now();
    const index = this.#record.steps.length;
    const facts: StepFacts = {};
    const step = { at: new Date().toISOString(), ...todo };
    const tell = (outcome: Partial<ChangeStep>) => {
      const told = { ...step, ...facts, ...outcome };
      const steps = this.#record.steps.toSpliced(index, 1, told);
      this.#record = { ...this.#record, steps };
      this.#save();
    };
    const seconds = () => Math.round((performance.now() - begun) / 100) / 10;
    tell({});
    try {
      const result = await work(facts);
      tell({ seconds: seconds() });
      return result;
    } catch (error) {
      tell({ seconds: seconds(), failed: true });
      throw error;
    }
  }

  /** @throws Error where the record could not be written */
  async end(end: ChangeEnd): Promise<void> {
    this.#record = { ...this.#record, end };
    await this.#writing;
    await this.write(this.#record);
  }

  #save(): void {
    if (this.#waits) return;
    this.#waits = true;
    this.#writing = this.#writing.then(() => {
      this.#waits = false;
      return this.write(this.#record).catch(() => undefined);
    });
  }
}
