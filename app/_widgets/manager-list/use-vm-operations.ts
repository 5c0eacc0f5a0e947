'use client'

import { useOperation } from '../operation/use-operation.ts'
import type { VmIntent } from './vm-intent.ts'

/** All that can be done with a VM: `run` does it, `each` is what goes on or went wrong. */
export function useVmOperations() {
  const operations = {
    start: useOperation('vm-start'),
    suspend: useOperation('vm-suspend'),
    resume: useOperation('vm-resume'),
    shutdown: useOperation('vm-shutdown'),
    reboot: useOperation('vm-reboot'),
    reset: useOperation('vm-reset'),
    destroy: useOperation('vm-destroy'),
    save: useOperation('vm-save'),
    'remove-save': useOperation('vm-remove-save'),
    delete: useOperation('vm-delete'),
    autostart: useOperation('vm-autostart'),
  }
  const each = Object.values(operations)
  const run = (vm: string, intent: VmIntent): Promise<boolean> => {
    for (const operation of each) operation.clearError()
    switch (intent.action) {
      case 'start':
        return operations.start.run({ vm, forceBoot: intent.forceBoot })
      case 'destroy':
        return operations.destroy.run({ vm, graceful: intent.graceful })
      case 'delete':
        return operations.delete.run({ vm, storage: intent.storage, nvram: intent.nvram })
      case 'autostart':
        return operations.autostart.run({ vm, autostart: intent.autostart })
      case 'migrate':
        return Promise.resolve(false)
      default:
        return operations[intent.action].run({ vm })
    }
  }
  return { run, operations, busy: each.some(({ busy }) => busy) }
}
