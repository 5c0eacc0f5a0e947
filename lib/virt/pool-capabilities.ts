import type { Libvirt } from './connect.ts'
import { storageProcedures as procedures } from './rpc/procedures.ts'
import { parseRoot } from './xml/document.ts'
import { children } from './xml/query.ts'

/** virsh pool-capabilities: which kinds of pool this libvirt has a backend for. https://libvirt.org/formatstoragecaps.html */
export async function readPoolCapabilities(lv: Libvirt): Promise<Record<string, boolean>> {
  const { xml } = await lv.call(procedures.connectGetStoragePoolCapabilities, { flags: 0 })
  const kinds = children(parseRoot(xml), 'pool')
  return Object.fromEntries(
    kinds.map((kind) => [kind.getAttribute('type') ?? '', kind.getAttribute('supported') === 'yes']),
  )
}
