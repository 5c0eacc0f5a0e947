import { type FieldError, fieldError } from './field-error.ts'

const maxBytes = 200

/**
 * Errors of a new VM's name. libvirt itself refuses little more than `/`; we refuse what later breaks a file name, an XML
 * document or a command line, and say which. Codes: wizard.name-{missing,slash,dots,space,edge-space,control,character,dash,long,taken}.
 */
export function checkName(name: string, taken: readonly string[], newVolume: boolean): FieldError[] {
  const problem = findProblem(name, newVolume)
  if (problem) return [problem]
  return taken.includes(name) ? [fieldError('name', 'name-taken', { name })] : []
}

function findProblem(name: string, newVolume: boolean): FieldError | null {
  if (name === '') return fieldError('name', 'name-missing')
  if (name.trim() !== name) return fieldError('name', 'name-edge-space')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(name))
    return fieldError('name', 'name-control')
  if (name.includes('/')) return fieldError('name', 'name-slash')
  if (name.includes('..') || name === '.') return fieldError('name', 'name-dots')
  const character = /[<>&"'`\\]/.exec(name)
  if (character) return fieldError('name', 'name-character', { character: character[0] })
  if (name.startsWith('-')) return fieldError('name', 'name-dash')
  // The volume is named after the VM, and virt-install takes no space in a volume's name.
  if (newVolume && name.includes(' ')) return fieldError('name', 'name-space')
  if (new TextEncoder().encode(name).length > maxBytes) return fieldError('name', 'name-long', { maxBytes })
  return null
}
