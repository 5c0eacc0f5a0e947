import { quoteWord } from './shell-quote.ts'

/** What is taken in at a glance, and fits beside a lesson. */
const shortLine = 60

/**
 * A command for display, quoted. A short one is one line; of a longer one each option with its value is a line, the first
 * of which has the program and its first option.
 */
export function commandLines(argv: readonly string[]): string[] {
  const whole = argv.map(quoteWord).join(' ')
  if (whole.length <= shortLine && !whole.includes('\n')) return [whole]
  const lines: string[][] = []
  argv.forEach((word, index) => {
    if (index === 0 || (index > 1 && word.startsWith('--'))) lines.push([word])
    else lines.at(-1)?.push(word)
  })
  return lines.map((words) => words.map(quoteWord).join(' '))
}
