import type { CreateForm } from './create-form.ts'
import type { CreateLimits, DiskImage } from './create-limits.ts'
import { type FieldError, fieldError } from './field-error.ts'

export const bytesPerGiB = 1024 ** 3

/** Errors of the media that is installed from, or of the disk that is imported. */
export function checkMedia(form: CreateForm, limits: CreateLimits): FieldError[] {
  if (form.method === 'iso') return checkIso(form.isoPath, limits)
  if (form.method === 'url') return checkUrl(form.url)
  return form.method === 'import' ? checkImage('importPath', form.importPath, limits) : []
}

function checkIso(path: string, limits: CreateLimits): FieldError[] {
  const misplaced = checkPath('isoPath', path, limits)
  if (misplaced) return [misplaced]
  return limits.media.some((file) => file.path === path) ? [] : [fieldError('isoPath', 'media-not-found', { path })]
}

function checkUrl(text: string): FieldError[] {
  if (text.trim() === '') return [fieldError('url', 'url-missing')]
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || /[\s"'<>\\]/.test(text)) return [fieldError('url', 'url-invalid')]
  if (!['http:', 'https:', 'ftp:'].includes(url.protocol))
    return [fieldError('url', 'url-scheme', { scheme: url.protocol })]
  return []
}

/** Errors of the disk step; none for an import, which brings its own disk. */
export function checkStorage(form: CreateForm, limits: CreateLimits): FieldError[] {
  if (form.method === 'import' || form.storage === 'none') return []
  if (form.storage === 'existing') return checkImage('storagePath', form.storagePath, limits)
  return checkNewVolume(form, limits)
}

function checkNewVolume(form: CreateForm, limits: CreateLimits): FieldError[] {
  const pool = limits.pools.find((candidate) => candidate.name === form.pool)
  if (!pool) return [fieldError('pool', form.pool === '' ? 'pool-missing' : 'pool-not-found', { pool: form.pool })]
  if (!pool.active) return [fieldError('pool', 'pool-inactive', { pool: pool.name })]
  const errors: FieldError[] = []
  if (!pool.formats.includes(form.format)) {
    errors.push(fieldError('format', 'format-unsupported', { pool: pool.name, format: form.format }))
  }
  // Whatever the allocation: virt-install, too, refuses a disk that could outgrow its pool (--check disk_size).
  if (form.sizeGiB === null || !(form.sizeGiB > 0)) errors.push(fieldError('sizeGiB', 'size-zero'))
  else if (form.sizeGiB * bytesPerGiB > pool.availableBytes) {
    const freeGiB = Math.floor((pool.availableBytes / bytesPerGiB) * 10) / 10
    errors.push(fieldError('sizeGiB', 'size-too-large', { sizeGiB: form.sizeGiB, freeGiB, pool: pool.name }))
  }
  return errors
}

function checkImage(field: 'importPath' | 'storagePath', path: string, limits: CreateLimits): FieldError[] {
  const misplaced = checkPath(field, path, limits)
  if (misplaced) return [misplaced]
  const image: DiskImage | undefined = limits.images.find((candidate) => candidate.path === path)
  if (!image) return [fieldError(field, 'image-not-found', { path })]
  return image.usedBy.length > 0 ? [fieldError(field, 'image-in-use', { path, names: image.usedBy.join(', ') })] : []
}

function checkPath(field: string, path: string, limits: CreateLimits): FieldError | null {
  if (path === '') return fieldError(field, field === 'isoPath' ? 'media-missing' : 'image-missing')
  if (!path.startsWith('/')) return fieldError(field, 'path-relative')
  const targets = limits.pools.flatMap((pool) => (pool.active && pool.targetPath ? [pool.targetPath] : []))
  const inside = !path.split('/').includes('..') && targets.some((target) => path.startsWith(`${target}/`))
  return inside ? null : fieldError(field, 'path-outside-pools', { path, pools: targets.join(', ') })
}
