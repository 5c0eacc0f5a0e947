import fs from 'node:fs'

const ways = ['fresh', 'solve', 'reset', 'gui', 'wrong']
const headings = { fresh: 'fresh', solve: 'solve.sh', reset: 'after reset', gui: 'by the page', wrong: 'wrong.sh' }

/**
 * The table of all checkpoints and the ways in which they were proved, from what the tests have noted (tests/support/proof-table.ts), and
 * how soon they turned green; null if nothing was noted.
 */
export function proofTable(file) {
  if (!fs.existsSync(file)) return null
  const notes = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const checkpoints = [...new Set(notes.map(({ checkpoint }) => checkpoint))].sort()
  const rows = checkpoints.map((checkpoint) => [
    checkpoint,
    ...ways.map((way) => cell(notes.findLast((one) => one.checkpoint === checkpoint && one.way === way))),
  ])
  const table = [['checkpoint', ...ways.map((way) => headings[way])], ...rows]
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  const lines = table.map((row) => row.map((text, column) => text.padEnd(widths[column])).join('  '))
  const seconds = Math.round(notes.reduce((sum, one) => sum + (one.seconds ?? 0), 0))
  return [
    ...lines,
    `${rows.length} checkpoints; ${seconds} s of work`,
    `green after the first sign of the change: ${spread(notes.flatMap(({ greenMs }) => greenMs ?? []))}`,
    `green after the command had ended:        ${spread(notes.flatMap(({ promptMs }) => promptMs ?? []))}`,
  ].join('\n')
}

function spread(times) {
  if (times.length === 0) return 'not measured'
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${sorted.at(-1)} ms (${sorted.length})`
}

function cell(note) {
  if (!note) return '–'
  const seconds = note.seconds === undefined ? '' : ` ${note.seconds.toFixed(1)} s`
  return `${note.result.replace(/^(pass|fail)/, (word) => word.toUpperCase())}${seconds}`
}
