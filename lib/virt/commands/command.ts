import { commandLines } from './command-lines.ts'
import { shellQuote } from './shell-quote.ts'

/** One program, as a person would type it; `input` is what it reads from its standard input, shown as a here-document. */
export interface CommandStep {
  argv: readonly string[]
  input?: string
}

/** What does the same as an operation: the steps in order, each only if the one before it succeeded. */
export type Command = readonly CommandStep[]

export function virsh(...words: readonly string[]): CommandStep {
  return { argv: ['virsh', ...words] }
}

/** The command as one shell text: to paste, to run, to keep in the history. */
export function commandText(command: Command): string {
  return join(command, (argv) => shellQuote(argv))
}

/** The same, an option on each line, for reading. */
export function commandDisplay(command: Command): string {
  return join(command, (argv) => commandLines(argv).join(' \\\n  '))
}

function join(command: Command, words: (argv: readonly string[]) => string): string {
  return command
    .map((step, index) => {
      const and = index < command.length - 1 ? ' &&' : ''
      return `${words(step.argv)}${hereDocument(step.input, and)}`
    })
    .join('\n')
}

/** Quoted, so that the shell leaves `$` and backquotes in it alone. The mark is one that is no line of the text. */
function hereDocument(input: string | undefined, and: string): string {
  if (input === undefined) return and
  let mark = 'EOF'
  while (input.split('\n').includes(mark)) mark += '_'
  return ` <<'${mark}'${and}\n${input.replace(/\n$/, '')}\n${mark}`
}
