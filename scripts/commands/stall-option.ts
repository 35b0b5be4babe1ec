import { Option } from 'commander';
import { parseSeconds } from './parse-seconds';

/** `--stall`, of every command that waits at gates. */
export function stallOption(): Option {
  return new Option('--stall <seconds>', 'a gate gives up when nothing got better for so long')
    .default(600)
    .argParser(parseSeconds);
}
