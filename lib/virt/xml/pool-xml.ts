import type { PoolForm } from '../commands/pool-form.ts'
import { element } from './markup.ts'

/** The XML of a new pool, as virsh pool-define-as makes it: https://libvirt.org/formatstorage.html#storage-pool-xml */
export function poolXml(form: PoolForm): string {
  const { type, target, permissions } = form
  return element('pool', { type }, [element('name', {}, form.pool), sourceXml(form), targetXml(target, permissions)])
}

function sourceXml(form: PoolForm): string | null {
  const { host, sourceDevice, sourcePath, sourceName, format, initiator } = form
  const source = [
    host && element('host', { name: host }),
    sourceDevice && element('device', { path: sourceDevice }),
    sourcePath && element('dir', { path: sourcePath }),
    initiator && element('initiator', {}, [element('iqn', { name: initiator })]),
    sourceName && element('name', {}, sourceName),
    format && element('format', { type: format }),
  ].map((child) => child || null)
  return source.every((child) => child === null) ? null : element('source', {}, source)
}

function targetXml(target: string | null, permissions: PoolForm['permissions']): string | null {
  if (!target) return null
  const rights = permissions && [
    element('mode', {}, permissions.mode),
    element('owner', {}, String(permissions.owner)),
    element('group', {}, String(permissions.group)),
  ]
  return element('target', {}, [element('path', {}, target), rights && element('permissions', {}, rights)])
}
