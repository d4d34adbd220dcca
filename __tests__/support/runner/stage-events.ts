// The form in which the lines of a stage are handed to tests: what arrived, from where, and whether the runner took it for a command.
import type { WorkflowCommand } from './command-syntax.ts';

/** One line of process output as it was handled. A command that was ignored because commands were stopped is a `line`. */
export type StageEvent =
	| { kind: 'line'; stream: 'stdout' | 'stderr'; text: string }
	| { kind: 'command'; stream: 'stdout' | 'stderr'; text: string; command: WorkflowCommand };
