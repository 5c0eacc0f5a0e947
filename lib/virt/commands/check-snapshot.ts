import type { FieldError } from './field-error.ts'
import type { SnapshotForm } from './snapshot-commands.ts'
import { snapshotError } from './snapshot-error.ts'

const maxBytes = 128
const maxDescription = 4_000
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
const invisible = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/**
 * What is wrong with a new snapshot's form. Codes: snapshots.name-{missing,edge-space,control,slash,dot,character,dash,long,taken},
 * snapshots.description-{control,long}, snapshots.memory-file-{missing,relative,character}.
 */
export function checkSnapshot(
  { snapshot, description, kind, memoryFile }: Omit<SnapshotForm, 'vm'>,
  taken: readonly string[],
): FieldError[] {
  const name = nameProblem(snapshot, taken)
  const memory = kind === 'external-memory' ? memoryFileProblem(memoryFile ?? '') : null
  return [name, memory, ...checkDescription(description)].filter((problem) => problem !== null)
}

export function checkDescription(description: string): FieldError[] {
  if (description.length > maxDescription)
    return [snapshotError('description', 'description-long', { max: maxDescription })]
  return unwritable.test(description) ? [snapshotError('description', 'description-control')] : []
}

function nameProblem(name: string, taken: readonly string[]): FieldError | null {
  const wrong = (code: string, params: FieldError['params'] = {}) => snapshotError('snapshot', `name-${code}`, params)
  if (name === '') return wrong('missing')
  if (name.trim() !== name) return wrong('edge-space')
  if (invisible.test(name)) return wrong('control')
  // It is the name of a file, and the end of another's: libvirt forbids these two.
  if (name.includes('/')) return wrong('slash')
  if (name.startsWith('.')) return wrong('dot')
  const character = /[<>&"'`\\]/.exec(name)
  if (character) return wrong('character', { character: character[0] })
  if (name.startsWith('-')) return wrong('dash')
  if (new TextEncoder().encode(name).length > maxBytes) return wrong('long', { maxBytes })
  return taken.includes(name) ? wrong('taken', { name }) : null
}

function memoryFileProblem(path: string): FieldError | null {
  const wrong = (code: string) => snapshotError('memoryFile', `memory-file-${code}`)
  if (path === '') return wrong('missing')
  if (!path.startsWith('/') || path.endsWith('/') || /(^|\/)\.\.?(\/|$)/.test(path)) return wrong('relative')
  return /[<>&"'`\\]/.test(path) || invisible.test(path) ? wrong('character') : null
}
