import { Option } from 'commander';
import { UserError } from '../../cluster/errors';
import { GATE_PATIENCE, type GatePatience } from '../health/gate/gate-patience';

/** How long a command waits at gates, in seconds. */
export interface WaitingOptions {
  readonly looks?: number;
  readonly stall?: number;
  readonly timeout?: number;
}

/** `--stall`, of every command that waits at gates. */
export function stallOption(): Option {
  return new Option('--stall <seconds>', 'a gate gives up when nothing got better for so long')
    .default(GATE_PATIENCE.stallMs / 1_000)
    .argParser(parseSeconds);
}

export function looksOption(): Option {
  return new Option('--looks <count>', 'so many looks in a row must be healthy')
    .default(GATE_PATIENCE.looks)
    .argParser(parseLooks);
}

export function timeoutOption(): Option {
  return new Option('--timeout <seconds>', 'give up after so long in any case')
    .default(GATE_PATIENCE.limitMs / 1_000)
    .argParser(parseSeconds);
}

export function gatePatience({ looks, stall, timeout }: WaitingOptions): GatePatience {
  return { looks, stallMs: inMs(stall), limitMs: inMs(timeout) };
}

const inMs = (seconds: number | undefined) => seconds && seconds * 1_000;

/** @throws UserError for what is no number of seconds up to a day */
export function parseSeconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 86_400) return value;
  throw new UserError(`seconds: must be a number from 0 to 86400, got '${text}'. Give a number.`);
}

/** @throws UserError for what is no whole number of looks, from one to a thousand */
export function parseLooks(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000) return value;
  throw new UserError(
    `--looks: must be a whole number from 1 to 1000, got '${text}'. Give a number.`,
  );
}
