import { isVirtLabError, VirtLabError } from '#lib/base/error.ts'

/**
 * Refusals of libvirt that have no code of their own: it says them with the one for any failure, so its words are all there
 * is to tell them by. They stay with the error as its detail.
 */
const refusals: [words: RegExp, code: string][] = [
  [/No more available PCI slots|PCI.*hotplug.*not supported|no.*slot available/i, 'no-free-slot'],
  [/Bus '.*' does not support hotplugging/, 'no-hotplug-bus'],
  [/swtpm|TPM version .* is not supported/i, 'no-tpm-emulator'],
  [/without spice graphics|spice/i, 'no-spice'],
  [/requires shared memory|virtiofsd/i, 'no-shared-memory'],
  [/door of the removable media|is locked|tray/i, 'tray-locked'],
  [/\/dev\/tap\d+/, 'no-macvtap'],
  [/only valid as primary video/i, 'not-second-video'],
  [/watchdogs with different actions/, 'watchdogs-one-action'],
]

/** Does it, and says what libvirt's refusal means. */
export async function explained<T>(doing: Promise<T>): Promise<T> {
  try {
    return await doing
  } catch (error) {
    throw explain(error)
  }
}

export function explain(error: unknown): unknown {
  if (!isVirtLabError(error) || !error.code.startsWith('libvirt.')) return error
  const [, code] = refusals.find(([words]) => words.test(error.message)) ?? []
  if (!code) return error
  return new VirtLabError({
    code: `devices.${code}`,
    message: error.message,
    params: { words: error.message },
    status: 409,
    cause: error,
  })
}
