import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'

/** The four ways, and what is measured beside them. */
export type ProofWay = 'fresh' | 'wrong' | 'reset' | 'solve' | 'gui'

export interface ProofRow {
  /** `<lesson>/<id>` */
  checkpoint: string
  way: ProofWay
  /** pass or fail, as the way must; `fail: <expectation>` for a mistake that was named. */
  result: string
  seconds?: number
  /** From the first sign of the change (libvirt's event, a file) to the page's word: libvirt may still be at work on it. */
  greenMs?: number
  /** The same from the end of the command that made the change, if that came later. */
  promptMs?: number
}

const folder = path.resolve(import.meta.dirname, '../results')

/** Notes what a proof has shown, for the table at the end of `npm test` (scripts/setup/proof-table.mjs). */
export function noteProof(row: ProofRow): void {
  mkdirSync(folder, { recursive: true })
  appendFileSync(path.join(folder, 'proofs.jsonl'), `${JSON.stringify(row)}\n`)
}
