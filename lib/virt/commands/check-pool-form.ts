import { checkStorageName } from './check-storage-name.ts'
import type { FieldError } from './field-error.ts'
import { type PoolField, type PoolForm, poolFields } from './pool-form.ts'
import { storageError } from './storage-error.ts'

interface KnownPool {
  name: string
  targetPath: string | null
}

/** Everything wrong with a new pool, by field. The browser and the server both ask this. */
export function checkPoolForm(form: PoolForm, pools: readonly KnownPool[]): FieldError[] {
  const fields = Object.entries(poolFields[form.type]) as [PoolField, 'needed' | 'optional'][]
  return [
    ...checkStorageName(
      'pool',
      form.pool,
      pools.map(({ name }) => name),
    ),
    ...fields.flatMap(([field, need]) => {
      const value = form[field] ?? ''
      if (value === '') return need === 'needed' ? [storageError(field, `${field}-missing`)] : []
      return fieldChecks[field](value, form, pools)
    }),
    ...checkPermissions(form),
  ]
}

const fieldChecks: Record<PoolField, (value: string, form: PoolForm, pools: readonly KnownPool[]) => FieldError[]> = {
  target: checkTarget,
  host: (value) => (/^[A-Za-z0-9[][A-Za-z0-9.:_\]-]*$/.test(value) ? [] : [storageError('host', 'host-invalid')]),
  sourcePath: (value) => checkPath('sourcePath', value),
  sourceDevice: (value, { type }) => {
    if (type === 'iscsi' || type === 'iscsi-direct') return checkIqn('sourceDevice', value)
    const problems = checkPath('sourceDevice', value)
    return problems.length > 0 || value.startsWith('/dev/')
      ? problems
      : [storageError('sourceDevice', 'device-not-in-dev')]
  },
  sourceName: (value) =>
    /^[A-Za-z0-9_+.][A-Za-z0-9_+.-]*$/.test(value) && value !== '.' && value !== '..'
      ? []
      : [storageError('sourceName', 'group-invalid')],
  format: (value) => (/^[a-z0-9+]+$/.test(value) ? [] : [storageError('format', 'format-invalid')]),
  initiator: (value) => checkIqn('initiator', value),
}

/** https://www.rfc-editor.org/rfc/rfc3720#section-3.2.6.3.1 */
function checkIqn(field: string, value: string): FieldError[] {
  return /^iqn\.\d{4}-\d{2}\.[a-z0-9.-]+(:[A-Za-z0-9.:_-]+)?$/.test(value) ? [] : [storageError(field, 'iqn-invalid')]
}

function checkPath(field: string, path: string): FieldError[] {
  if (!path.startsWith('/')) return [storageError(field, 'path-relative')]
  if (path.split('/').some((part) => part === '..' || part === '.')) return [storageError(field, 'path-dots')]
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a path
  const odd = /[<>&"'`\\\u0000-\u001f\u007f]/.exec(path)
  return odd ? [storageError(field, 'path-character', { character: odd[0] })] : []
}

function checkTarget(path: string, { type }: PoolForm, pools: readonly KnownPool[]): FieldError[] {
  const problems = checkPath('target', path)
  if (problems.length > 0) return problems
  if (type === 'iscsi') return path.startsWith('/dev/') ? [] : [storageError('target', 'device-not-in-dev')]
  const other = pools.find(({ targetPath }) => targetPath !== null && tidy(targetPath) === tidy(path))
  if (other) return [storageError('target', 'target-taken', { path, pool: other.name })]
  return checkTargetSafe(path)
}

/** A pool's folder gets its rights from libvirt, and a mounted one hides what was there: not the system's own. */
export function checkTargetSafe(path: string): FieldError[] {
  const tidied = tidy(path)
  if (shared.includes(tidied)) return [storageError('target', 'target-shared', { path, inside: `${tidied}/…` })]
  const system = systemTrees.find((tree) => tidied === tree || tidied.startsWith(`${tree}/`))
  return system ? [storageError('target', 'target-system', { path, system })] : []
}

/** Folders of everybody: a pool belongs into one of its own below them. */
const shared = ['', '/home', '/home/student', '/media', '/mnt', '/opt', '/root', '/srv', '/tmp', '/var', '/var/lib']
  .concat(['/var/lib/libvirt', '/var/tmp'])
  .map((path) => path || '/')
/** Folders of the system's. */
const systemTrees = [
  'bin',
  'boot',
  'dev',
  'etc',
  'lib',
  'lib32',
  'lib64',
  'libx32',
  'proc',
  'run',
  'sbin',
  'sys',
  'usr',
]
  .concat(['var/backups', 'var/cache', 'var/log', 'var/mail', 'var/spool', 'var/lib/apt', 'var/lib/dpkg'])
  .concat(['var/lib/systemd', 'var/lib/libvirt/dnsmasq', 'var/lib/libvirt/network', 'var/lib/libvirt/qemu'])
  .map((path) => `/${path}`)

function tidy(path: string): string {
  return path.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '')
}

function checkPermissions({ permissions, type }: PoolForm): FieldError[] {
  if (permissions === null) return []
  const errors: FieldError[] = []
  if (!['dir', 'fs', 'netfs'].includes(type)) errors.push(storageError('permissions', 'permissions-unsupported'))
  if (!/^[0-7]{3,4}$/.test(permissions.mode)) errors.push(storageError('permissions.mode', 'mode-invalid'))
  for (const who of ['owner', 'group'] as const) {
    const id = permissions[who]
    if (!Number.isInteger(id) || id < 0 || id > 65_534) errors.push(storageError(`permissions.${who}`, 'id-invalid'))
  }
  return errors
}
