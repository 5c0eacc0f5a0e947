// Characters that no POSIX shell gives a meaning in the middle of a word.
const plain = /^[A-Za-z0-9_@%+=:,./-]+$/

/** One word as a POSIX shell must be given it so that the program gets exactly `word`. */
export function quoteWord(word: string): string {
  if (word === '') return "''"
  if (plain.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** A command line that a POSIX shell splits back into exactly `argv`. */
export function shellQuote(argv: readonly string[]): string {
  return argv.map(quoteWord).join(' ')
}
