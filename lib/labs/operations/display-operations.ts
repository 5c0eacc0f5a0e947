import { z } from 'zod'
import { displaySetCommand } from '#lib/virt/commands/display-commands.ts'
import { displayListens, displayTypes } from '#lib/virt/xml/display-settings.ts'
import { setDisplay } from '../display/set-display.ts'
import { vmName } from './names.ts'
import { operation } from './operation.ts'

export const displayOperations = {
  'display-set': operation({
    input: z.object({
      vm: vmName,
      number: z.number().int().min(1).max(16).nullable(),
      type: z.enum(displayTypes),
      listen: z.enum(displayListens),
      port: z.number().nullable(),
      password: z.string().max(200).nullable(),
    }),
    subjects: ({ vm }) => [{ kind: 'vm', name: vm }],
    command: displaySetCommand,
    run: (input, { libvirt }) => setDisplay(input, libvirt),
  }),
}
