import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { makeTestSite } from '#lib/labs/test-site.ts'
import type { OperationInput, OperationName } from '#lib/labs/operations/catalogue.ts'
import type { Operation } from '#lib/labs/operations/operation.ts'
import type { CoveredRow } from '#tests/coverage/rows.ts'
import type { LiveLab } from './live-lab.ts'
import { normaliseState, printState } from './normalise-state.ts'

/** One operation of a widget, and what shows that it did what it says. */
export interface Proof<N extends OperationName = OperationName> {
  /** The row of FEATURES.md that it covers. */
  row: CoveredRow
  title: string
  /** Shell lines, as root in both labs, that bring about what it starts from. */
  given?: string
  operation: N
  input: OperationInput<N>
  /** A shell line that prints, in base64, what the browser sends along. */
  upload?: string
  /** A shell line in the lab: virsh, most times; and what it must print then. */
  check: string
  prints: RegExp | string
  /** More about the state that no XML says, to be the same in both. */
  alsoSame?: string
  /** Of both labs' states, where the two cannot be alike for a reason that is said beside it. */
  ignoring?: RegExp[]
}

export function proof<N extends OperationName>(one: Proof<N>): Proof {
  return one as unknown as Proof
}

type Site = ReturnType<typeof makeTestSite>

/**
 * The truth of the command echo: each operation is done by its widget's action in one fresh lab, its echoed command is run
 * in a student's shell in another, and everything libvirt then prints is the same. The proofs build on each other.
 */
export function proveOperations(name: string, site: Site, proofs: Proof[]): void {
  describe(`${name}: the widget and its command do the same`, { timeout: 180_000 }, () => {
    let byPage: LiveLab
    let byCommand: LiveLab
    let actor: Actor

    beforeAll(async () => {
      const { LiveLab } = await import('./live-lab.ts')
      byPage = await LiveLab.start(await site.addStudent())
      byCommand = await LiveLab.start(await site.addStudent())
      actor = { userId: byPage.studentId, role: 'student', name: 'ann', locale: 'en' }
    })
    afterAll(async () => {
      await byPage?.remove()
      await byCommand?.remove()
      await site.remove()
    })

    for (const one of proofs) {
      it(`[${one.row}] ${one.title} (${one.operation})`, async () => {
        const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')
        const { operations } = await import('#lib/labs/operations/catalogue.ts')
        const { commandText } = await import('#lib/virt/commands/command.ts')
        const described = operations[one.operation] as Operation<unknown>
        const command = commandText(described.command(described.input.parse(one.input)))
        const labs = [byPage, byCommand]
        if (one.given) await Promise.all(labs.map((lab) => lab.run(one.given as string)))

        const { labId } = byPage
        const upload = one.upload ? Readable.from([Buffer.from(await byPage.run(one.upload), 'base64')]) : null
        const request = { labId, operation: one.operation, jobId: crypto.randomUUID(), input: one.input }
        await performOperation(actor, request, upload)
        expect(await byPage.run(one.check)).toMatch(one.prints)
        await runAsTyped(byCommand, command)

        const print = `${printState}\n${one.alsoSame ?? ''}`
        const [page = '', typed = ''] = await Promise.all(labs.map((lab) => lab.run(print)))
        const same = (text: string) =>
          (one.ignoring ?? []).reduce((rest, pattern) => rest.replaceAll(pattern, ''), normaliseState(text))
        expect(same(page), command).toBe(same(typed))
      })
    }
  })
}

/** In a login shell of the student's, with a password-less sudo as there. */
async function runAsTyped(lab: LiveLab, command: string): Promise<void> {
  const { exitCode, stdout, stderr } = await lab.host.run(['bash', '-lc', command], {
    user: 'student',
    timeoutMs: 120_000,
  })
  if (exitCode !== 0) throw new Error(`${command}\n${stdout}${stderr}`)
}
