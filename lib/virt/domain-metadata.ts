import type { Libvirt } from './connect.ts'
import type { When } from './domain-devices.ts'
import { type ObjectKey, wireDomain } from './domain-key.ts'
import { whenFlags } from './domain-when.ts'
import { domainProcedures as procedures } from './rpc/procedures.ts'

const kinds = { description: 0, title: 1 }

/** virsh desc, with --title for the title; an empty text takes it away. Code: libvirt.55 as the VM is not. */
export async function setDomainText(
  lv: Libvirt,
  { kind, text, when, ...key }: ObjectKey & { kind: keyof typeof kinds; text: string; when: When },
): Promise<void> {
  await lv.call(procedures.domainSetMetadata, {
    dom: wireDomain(key),
    type: kinds[kind],
    metadata: text === '' ? null : text,
    key: null,
    uri: null,
    flags: whenFlags(when),
  })
}

/** virsh domrename. Codes: libvirt.55 it runs or has snapshots, libvirt.9 the name is taken. */
export async function renameDomain(lv: Libvirt, { newName, ...key }: ObjectKey & { newName: string }): Promise<void> {
  await lv.call(procedures.domainRename, { dom: wireDomain(key), newName, flags: 0 })
}
