// What a command is: one file that exports one of these, listed in commands.ts.

/** One option. Its value is a text, or true for a flag. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** One letter. */
  readonly short?: string;
  /** What stands for the value in the help, such as `FILE`. */
  readonly value?: string;
  readonly help: string;
}

/** What a command is given. */
export interface CommandContext {
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  /** Writes a line of the result; everything else goes to stderr. */
  readonly print: (line: string) => void;
  /** Tells how a long work goes on, on stderr. */
  readonly progress: (line: string) => void;
  /** Aborted when the user has had enough. */
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One command of jalur. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Positional arguments for the usage line; those in brackets may be left out. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** A paragraph for the command's own help. */
  readonly details?: string;
  /** Does the work; resolves to the exit status: 0 in order, 1 something was found. */
  readonly run: (context: CommandContext) => Promise<0 | 1>;
}

/** A wrong command line; ends with exit status 2. */
export class UsageError extends Error {
  readonly code = 'usage';
}

/** An expected failure, told without a stack trace; ends with exit status 1. */
export class ExpectedError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
