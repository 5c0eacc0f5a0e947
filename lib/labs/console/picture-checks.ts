import { type CommandStep, virsh } from '#lib/virt/commands/command.ts'
import { shellQuote } from '#lib/virt/commands/shell-quote.ts'
import { type LabRequest, withLabHost } from '../with-lab-host.ts'

export const pictureChecks = ['state', 'display', 'log'] as const
export type PictureCheck = (typeof pictureChecks)[number]

export interface PictureFinding {
  check: PictureCheck
  /** As one would type it. */
  command: string
  /** What it printed, its complaint included. */
  output: string
  failed: boolean
}

function checkSteps(vm: string): Record<PictureCheck, CommandStep> {
  return {
    state: virsh('domstate', '--reason', vm),
    display: virsh('domdisplay', '--all', vm),
    log: { argv: ['sudo', 'tail', '-n', '20', `/var/log/libvirt/qemu/${vm}.log`] },
  }
}

/** Why a VM shows no picture: its state and the reason, where its displays listen, and the end of QEMU's log. Codes: as withLabHost. */
export async function checkPicture({ vm, ...request }: LabRequest & { vm: string }): Promise<PictureFinding[]> {
  const steps = checkSteps(vm)
  return withLabHost(request, (host) =>
    Promise.all(
      pictureChecks.map(async (check) => {
        const { argv } = steps[check]
        const { exitCode, stdout, stderr } = await host.run([...argv], { timeoutMs: 20_000 })
        const output = `${stdout}${stderr}`.trim()
        return { check, command: shellQuote(argv), output, failed: exitCode !== 0 }
      }),
    ),
  )
}
