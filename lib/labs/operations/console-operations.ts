import { z } from 'zod'
import { sendKeysCommand } from '#lib/virt/commands/console-commands.ts'
import { type LinuxKey, linuxKeys, sendKeys } from '#lib/virt/send-key.ts'
import { vmName } from './names.ts'
import { operation } from './operation.ts'

const keyName = z.enum(Object.keys(linuxKeys) as [LinuxKey, ...LinuxKey[]])

export const consoleOperations = {
  'vm-send-key': operation({
    // More than 16 at once, libvirt does not take.
    input: z.object({ vm: vmName, keys: z.array(keyName).min(1).max(16) }),
    subjects: ({ vm }) => [{ kind: 'vm', name: vm }],
    command: sendKeysCommand,
    params: ({ keys }) => ({ keys: keys.join(' ') }),
    run: ({ vm, keys }, { libvirt }) => sendKeys(libvirt, { name: vm, keys }),
  }),
}
