import type { When } from '../domain-devices.ts'
import type { DeviceProperty } from '../xml/device-properties.ts'
import type { CommandStep } from './command.ts'
import { suboptionValue } from './suboption.ts'

/** virt-xml changes what is kept, and with --update what runs too; --no-define leaves what is kept alone. */
export function virtXmlWhen({ live, config }: When): string[] {
  if (!live) return []
  return config ? ['--update'] : ['--update', '--no-define']
}

export function virtXmlAdd(vm: string, device: string, properties: readonly DeviceProperty[], when: When): CommandStep {
  const value = virtXmlValue(properties.filter(({ value }) => value !== null))
  return { argv: ['virt-xml', vm, '--add-device', `--${device}`, value, ...virtXmlWhen(when)] }
}

/** `selector`: a number from 1 on, or `target=vda`. */
export function virtXmlEdit(
  vm: string,
  device: string,
  selector: string,
  properties: readonly DeviceProperty[],
  when: When,
): CommandStep {
  return { argv: ['virt-xml', vm, '--edit', selector, `--${device}`, virtXmlValue(properties), ...virtXmlWhen(when)] }
}

export function virtXmlRemove(vm: string, device: string, selector: string): CommandStep {
  return { argv: ['virt-xml', vm, '--remove-device', `--${device}`, selector] }
}

/** A property that virt-xml clears by itself has no option. */
function virtXmlValue(properties: readonly DeviceProperty[]): string {
  return properties
    .filter(({ option }) => option !== '')
    .map(({ option, value, word }) => `${option}=${word ?? wordOf(value)}`)
    .join(',')
}

function wordOf(value: DeviceProperty['value']): string {
  if (value === true) return 'on'
  return value === null ? '' : suboptionValue(String(value))
}

/** Deletes the place on the bus, so that libvirt finds one for what the device is now. */
export const freshAddress: DeviceProperty = { option: 'xpath.delete', path: 'address', value: null, word: './address' }
