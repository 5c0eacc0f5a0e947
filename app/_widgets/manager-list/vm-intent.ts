import {
  autostartCommand,
  deleteCommand,
  destroyCommand,
  migrateCommand,
  rebootCommand,
  removeSaveCommand,
  resetCommand,
  resumeCommand,
  saveCommand,
  shutdownCommand,
  startCommand,
  suspendCommand,
} from '#lib/virt/commands/domain-commands.ts'
import type { Command } from '#lib/virt/commands/command.ts'
import type { DomainAction } from '#lib/labs/domain-action-rules.ts'

/** What somebody wants of a VM, with what was chosen along with it. */
export type VmIntent =
  | { action: Exclude<DomainAction, 'start' | 'destroy' | 'delete'> }
  | { action: 'start'; forceBoot?: boolean }
  | { action: 'destroy'; graceful?: boolean }
  | { action: 'delete'; storage: string[]; nvram: 'delete' | 'keep' }
  | { action: 'autostart'; autostart: boolean }

/** The command of an intent, for the hint beside it. */
export function intentCommand(vm: string, intent: VmIntent): Command {
  switch (intent.action) {
    case 'start':
      return startCommand({ vm, forceBoot: intent.forceBoot })
    case 'suspend':
      return suspendCommand({ vm })
    case 'resume':
      return resumeCommand({ vm })
    case 'shutdown':
      return shutdownCommand({ vm })
    case 'reboot':
      return rebootCommand({ vm })
    case 'reset':
      return resetCommand({ vm })
    case 'destroy':
      return destroyCommand({ vm, graceful: intent.graceful })
    case 'save':
      return saveCommand({ vm })
    case 'remove-save':
      return removeSaveCommand({ vm })
    case 'migrate':
      return migrateCommand({ vm })
    case 'delete':
      return deleteCommand({ vm, storage: intent.storage, nvram: intent.nvram })
    case 'autostart':
      return autostartCommand({ vm, autostart: intent.autostart })
  }
}

/** What loses something: asked about first. */
export function needsConfirming(intent: VmIntent): boolean {
  if (intent.action === 'start') return intent.forceBoot === true
  return ['destroy', 'reset', 'remove-save', 'delete'].includes(intent.action)
}
