import type { ValueOf } from './rpc/codec.ts'
import type { domain } from './rpc/structs.ts'
import type { DomainRef } from './types.ts'

/** libvirt finds objects by UUID; a name given along appears in its error messages. */
export interface ObjectKey {
  uuid: string
  name?: string
}

type WireDomain = ValueOf<typeof domain>

export function wireDomain({ uuid, name = '' }: ObjectKey): WireDomain {
  return { uuid, name, id: -1 }
}

export function wireObject({ uuid, name = '' }: ObjectKey): { uuid: string; name: string } {
  return { uuid, name }
}

export function domainRef({ name, uuid, id }: WireDomain): DomainRef {
  return { name, uuid, id: id < 0 ? null : id }
}
