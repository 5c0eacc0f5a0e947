import type { LinuxKey } from '../send-key.ts'
import { type Command, virsh } from './command.ts'

export interface SendKeysInput {
  vm: string
  keys: LinuxKey[]
}

export function sendKeysCommand({ vm, keys }: SendKeysInput): Command {
  return [virsh('send-key', vm, ...keys)]
}

export interface ScreenshotInput {
  vm: string
  file: string
}

export function screenshotCommand({ vm, file }: ScreenshotInput): Command {
  return [virsh('screenshot', vm, file)]
}

/** virt-manager's "Send Key" menu: combinations that the browser or the desktop would keep for itself. */
export const keyCombinations: { label: string; keys: LinuxKey[] }[] = [
  { label: 'Ctrl+Alt+Del', keys: ['KEY_LEFTCTRL', 'KEY_LEFTALT', 'KEY_DELETE'] },
  { label: 'Ctrl+Alt+Backspace', keys: ['KEY_LEFTCTRL', 'KEY_LEFTALT', 'KEY_BACKSPACE'] },
  ...([1, 2, 3, 4, 5, 6, 7, 8] as const).map((number) => ({
    label: `Ctrl+Alt+F${number}`,
    keys: ['KEY_LEFTCTRL', 'KEY_LEFTALT', `KEY_F${number}`] as LinuxKey[],
  })),
  { label: 'PrintScreen', keys: ['KEY_SYSRQ'] },
]
