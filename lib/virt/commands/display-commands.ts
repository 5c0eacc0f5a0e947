import { displayProperties, type DisplaySettings, hasPort } from '../xml/display-settings.ts'
import type { Command } from './command.ts'
import type { FieldError } from './field-error.ts'
import { virtXmlAdd, virtXmlEdit } from './virt-xml.ts'

export interface DisplaySet extends DisplaySettings {
  vm: string
  /** Which of the VM's displays, from 1 on; null for a new one. */
  number: number | null
}

/** Longer ones are cut by the protocol, and so would protect less than they seem to. */
const vncPasswordLength = 8
const [firstPort, lastPort] = [5900, 65_535]

const kept = { live: false, config: true }
const anew = { option: 'clearxml', path: '', value: 'yes' }

/** virt-xml writes the display from nothing; libvirt can change none of this while the VM runs. */
export function displaySetCommand({ vm, number, ...settings }: DisplaySet): Command {
  const properties = displayProperties(settings)
  if (number === null) return [virtXmlAdd(vm, 'graphics', properties, kept)]
  return [virtXmlEdit(vm, 'graphics', String(number), [anew, ...properties], kept)]
}

/** What is wrong with the settings themselves. */
export function checkDisplay(settings: DisplaySettings): FieldError[] {
  const { type, port, password } = settings
  const errors: FieldError[] = []
  if (hasPort(settings) && port !== null && !(Number.isInteger(port) && port >= firstPort && port <= lastPort))
    errors.push(fieldError('port', 'port', { first: firstPort, last: lastPort }))
  if (password !== null && (password === '' || /\p{Cc}/u.test(password)))
    errors.push(fieldError('password', 'password-empty'))
  else if (password !== null && /[<>&"']/.test(password)) errors.push(fieldError('password', 'password-markup'))
  else if (password !== null && type === 'vnc' && password.length > vncPasswordLength)
    errors.push(fieldError('password', 'password-long', { length: vncPasswordLength }))
  return errors
}

function fieldError(field: string, name: string, params: FieldError['params'] = {}): FieldError {
  return { field, code: `display.${name}`, userMessage: `display-${name}`, params }
}
