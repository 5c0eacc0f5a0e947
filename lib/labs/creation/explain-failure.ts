import type { WireError } from '#lib/gateway/protocol.ts'
import { renderOutput } from './read-progress.ts'

/** Known causes in virt-install's, libvirt's and QEMU's words; the first that fits names what the person can do. */
const causes: readonly (readonly [RegExp, string])[] = [
  [
    /Guest name .* is already in use|domain .*already (exists|defined|active|being (started|defined))/i,
    'failed-name-taken',
  ],
  [/vol(ume)? .*(exists already|already (exists|in use))/i, 'failed-volume-taken'],
  [/exceed the available pool space|No space left on device|not enough free space/i, 'failed-no-space'],
  [/Cannot allocate memory|cannot set up guest memory/i, 'failed-no-memory'],
  [/Network not found|network .* is not active|Cannot get interface MTU/i, 'failed-network'],
  [/installable distribution|could not be accessed|Couldn't acquire file|Connection refused/i, 'failed-url'],
  [/in use by other guests|Failed to get "write" lock|Failed to get shared "write" lock/i, 'failed-disk-in-use'],
  [/Permission denied|authentication unavailable/i, 'failed-permission'],
  [/No such file or directory|Storage volume not found|does not exist/i, 'failed-missing-file'],
  [/Domain has crashed|VM disappeared unexpectedly/i, 'failed-crashed'],
]

/** The error of a virt-install that failed: our sentence by its cause, its own words as `detail`. */
export function explainFailure(output: string, name: string): WireError {
  const detail = failureWords(output)
  const code = causes.find(([pattern]) => pattern.test(detail))?.[1] ?? 'failed-virt-install'
  return wizardError(code, { name }, detail)
}

export function wizardError(code: string, params: WireError['params'] = {}, detail?: string): WireError {
  return { code: `wizard.${code}`, userMessage: `wizard-${code}`, params, ...(detail ? { detail } : {}) }
}

// From the first ERROR on, without the advice that virt-install always adds; without an ERROR, the last lines.
function failureWords(output: string): string {
  const lines = renderOutput(output).split('\n')
  const start = lines.findIndex((line) => line.startsWith('ERROR'))
  const end = lines.findIndex((line, index) => index > start && line.startsWith('Domain installation does not appear'))
  const words = start === -1 ? lines.slice(-8) : lines.slice(start, end === -1 ? undefined : end)
  return words
    .join('\n')
    .replace(/^ERROR\s+/, '')
    .trim()
}
