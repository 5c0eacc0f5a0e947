import { VirtLabError } from '#lib/base/error.ts'
import type { ValueOf } from './codec.ts'
import type { remoteError } from './structs.ts'

/** HTTP statuses for what a person can cause: https://libvirt.org/html/libvirt-virterror.html#virErrorNumber */
const statuses: Record<number, number> = {
  8: 400, // invalid argument
  9: 409, // operation failed: the name is taken, the console is held
  27: 400, // XML error
  35: 400, // XML that does not parse
  42: 404, // no domain
  43: 404, // no network
  49: 404, // no storage pool
  50: 404, // no storage volume
  55: 409, // operation invalid
  67: 409, // configuration unsupported
  72: 404, // no snapshot
  84: 409, // operation unsupported
  90: 409, // storage volume exists
}

/** Codes that app/_messages/errors.virt.*.json has a sentence for; the others show libvirt's words. */
const translated = new Set([1, 9, 38, 42, 43, 49, 50, 55, 68, 86, 90])

/** libvirt's own error: code `libvirt.<number>`, libvirt's words in `message` and in `params.words`. */
export function errorFromRemote(remote: ValueOf<typeof remoteError>): VirtLabError {
  const words = remote.message ?? remote.str1 ?? `error ${remote.code}`
  return new VirtLabError({
    code: `libvirt.${remote.code}`,
    message: words,
    userMessage: translated.has(remote.code) ? `libvirt-${remote.code}` : 'libvirt',
    params: { words, source: remote.domain },
    status: statuses[remote.code] ?? 500,
  })
}

/** The connection is gone: `libvirt.disconnected` (it will be opened again) or `libvirt.closed` (by its owner). */
export function connectionError(code: 'disconnected' | 'closed', reason: string, cause?: unknown): VirtLabError {
  const message = `connection to libvirtd: ${reason}`
  return new VirtLabError({ code: `libvirt.${code}`, message, params: { words: reason }, status: 503, cause })
}

export function timeoutError(timeoutMs: number): VirtLabError {
  const words = `no answer from libvirtd within ${timeoutMs} ms`
  return new VirtLabError({ code: 'libvirt.timeout', message: words, params: { words }, status: 504 })
}

export function abortedError(cause: unknown): VirtLabError {
  const words = 'the call was cancelled'
  return new VirtLabError({ code: 'libvirt.aborted', message: words, params: { words }, status: 499, cause })
}
