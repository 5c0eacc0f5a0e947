import { lookupDomain } from './domain.ts'
import type { Libvirt } from './connect.ts'
import { wireDomain } from './domain-key.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'

/** Linux key codes by their names: linux/input-event-codes.h. */
export const linuxKeys = {
  KEY_BACKSPACE: 14,
  KEY_LEFTCTRL: 29,
  KEY_LEFTALT: 56,
  KEY_F1: 59,
  KEY_F2: 60,
  KEY_F3: 61,
  KEY_F4: 62,
  KEY_F5: 63,
  KEY_F6: 64,
  KEY_F7: 65,
  KEY_F8: 66,
  KEY_SYSRQ: 99,
  KEY_DELETE: 111,
} as const
export type LinuxKey = keyof typeof linuxKeys

const linuxCodeset = 0

/** virsh send-key: presses the keys together. Codes: libvirt.42, libvirt.55 not running. */
export async function sendKeys(
  lv: Libvirt,
  { name, keys }: { name: string; keys: readonly LinuxKey[] },
): Promise<void> {
  const dom = wireDomain(await lookupDomain(lv, { name }))
  const keycodes = keys.map((key) => linuxKeys[key])
  await lv.call(procedures.domainSendKey, { dom, codeset: linuxCodeset, holdTimeMs: 0, keycodes, flags: 0 })
}
