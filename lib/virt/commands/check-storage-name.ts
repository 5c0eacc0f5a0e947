import type { FieldError } from './field-error.ts'
import { storageError } from './storage-error.ts'

const maxBytes = 200

/**
 * Errors of a new pool's or volume's name, which is a file's name too.
 * Codes: storage.name-{missing,edge-space,control,slash,dots,character,dash,long,taken}.
 */
export function checkStorageName(field: 'pool' | 'volume' | 'newName', name: string, taken: Iterable<string>) {
  const problem = findProblem(field, name)
  if (problem) return [problem]
  return new Set(taken).has(name) ? [storageError(field, 'name-taken', { name })] : []
}

function findProblem(field: string, name: string): FieldError | null {
  if (name === '') return storageError(field, 'name-missing')
  if (name.trim() !== name) return storageError(field, 'name-edge-space')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(name))
    return storageError(field, 'name-control')
  if (name.includes('/')) return storageError(field, 'name-slash')
  if (name === '.' || name === '..') return storageError(field, 'name-dots')
  // virsh vol-create-as puts a name into its XML as it stands.
  const character = /[<>&"'`\\]/.exec(name)
  if (character) return storageError(field, 'name-character', { character: character[0] })
  if (name.startsWith('-')) return storageError(field, 'name-dash')
  return new TextEncoder().encode(name).length > maxBytes ? storageError(field, 'name-long', { maxBytes }) : null
}
