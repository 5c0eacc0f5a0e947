import { type Command, type CommandStep, virsh } from './command.ts'
import { suboptions } from './suboption.ts'

/** Which of the two a change is for: what runs, and what is kept for the next start. */
export interface When {
  live: boolean
  config: boolean
}

export interface OverviewChange {
  vm: string
  newName?: string
  /** Empty: none. */
  title?: string
  description?: string
  when: When
}

export interface Topology {
  sockets: number
  cores: number
  threads: number
  /** Only for a VM that has more than one for a socket. */
  dies?: number
}

export const cpuModes = ['host-passthrough', 'host-model', 'hv-default', 'custom'] as const
export type CpuChoice = { mode: Exclude<(typeof cpuModes)[number], 'custom'> } | { mode: 'custom'; name: string }

export interface CpusChange {
  vm: string
  maximum?: number
  current?: number
  /** For `current`; the rest is for the next start. */
  when: When
  cpu?: CpuChoice
  /** null: none any more. With one, `maximum` is its product and `current` is given. */
  topology?: Topology | null
}

export interface MemoryChange {
  vm: string
  maximumMiB?: number
  currentMiB?: number
  /** 0: never. */
  periodSeconds?: number
  locked?: boolean
  noSharePages?: boolean
  /** For `currentMiB` and `periodSeconds`; the rest is for the next start. */
  when: When
}

/** A device that one can boot from: its element, what tells it from others, and which one of its element it is, from 1. */
export interface BootDevice {
  element: 'disk' | 'interface' | 'hostdev' | 'redirdev'
  key: string
  index: number
}

export interface BootChange {
  vm: string
  autostart?: boolean
  /** Devices in this order… */
  order?: readonly BootDevice[]
  /** …and those that had a place in it and have none any more. */
  without?: readonly BootDevice[]
  menu?: boolean
  /** Direct kernel boot; null: from its devices again. */
  kernel?: { kernel: string; initrd: string; cmdline: string } | null
}

/** Name last: the steps before it call the VM by the one that it has. */
export function overviewCommand({ vm, newName, title, description, when }: OverviewChange): Command {
  const desc = (text: string, ...kind: string[]) =>
    virsh('desc', vm, ...kind, ...whenWords(when), ...(text.startsWith('-') ? ['--'] : []), text)
  return steps(
    title !== undefined && desc(title, '--title'),
    description !== undefined && desc(description),
    newName !== undefined && virsh('domrename', vm, newName),
  )
}

export function cpusCommand({ vm, maximum, current, when, cpu, topology }: CpusChange): Command {
  const shape = topology ?? null
  const counts = shape
    ? [
        virtXml(vm, '--vcpus', `${current},${suboptions({ maxvcpus: maximum, ...topologyWords(shape) })}`),
        when.live && virsh('setvcpus', vm, String(current), '--live'),
      ]
    : [
        maximum !== undefined && virsh('setvcpus', vm, String(maximum), '--maximum', '--config'),
        current !== undefined && virsh('setvcpus', vm, String(current), ...whenWords(when)),
      ]
  return steps(
    cpu && virtXml(vm, '--cpu', cpu.mode === 'custom' ? cpu.name : cpu.mode),
    topology === null && virtXml(vm, '--xml', 'xpath.delete=./cpu/topology'),
    ...counts,
  )
}

export function memoryCommand(change: MemoryChange): Command {
  const { vm, maximumMiB, currentMiB, periodSeconds, locked, noSharePages, when } = change
  const backing = suboptions({ locked: yesNo(locked), nosharepages: yesNo(noSharePages) })
  return steps(
    backing !== '' && virtXml(vm, '--memorybacking', backing),
    periodSeconds !== undefined && virsh('dommemstat', vm, '--period', String(periodSeconds), ...whenWords(when)),
    maximumMiB !== undefined && virsh('setmaxmem', vm, `${maximumMiB}M`, '--config'),
    currentMiB !== undefined && virsh('setmem', vm, `${currentMiB}M`, ...whenWords(when)),
  )
}

export function bootCommand({ vm, autostart, order, without, menu, kernel }: BootChange): Command {
  const files = kernel === null ? { kernel: '', initrd: '', cmdline: '' } : (kernel ?? {})
  const boot = suboptions({ menu: menu === undefined ? null : menu ? 'on' : 'off', ...files })
  return steps(
    autostart !== undefined && virsh('autostart', ...(autostart ? [] : ['--disable']), vm),
    ...(without ?? []).map(({ element, index }) =>
      virtXml(vm, '--xml', `xpath.delete=./devices/${element}[${index}]/boot`),
    ),
    ...(order ?? []).map((device, index) => bootOrderStep(vm, device, index + 1)),
    boot !== '' && virtXml(vm, '--boot', boot),
  )
}

export function defineXmlCommand({ xml }: { xml: string }): Command {
  return [{ argv: ['virsh', 'define', '--validate', '/dev/stdin'], input: xml }]
}

function bootOrderStep(vm: string, { element, key, index }: BootDevice, place: number): CommandStep {
  const select = { disk: `target=${key}`, interface: `mac=${key}`, hostdev: String(index), redirdev: String(index) }
  const option = { disk: '--disk', interface: '--network', hostdev: '--hostdev', redirdev: '--redirdev' }
  return { argv: ['virt-xml', vm, '--edit', select[element], option[element], `boot.order=${place}`] }
}

function virtXml(vm: string, option: string, value: string): CommandStep {
  return { argv: ['virt-xml', vm, '--edit', option, value] }
}

function topologyWords({ sockets, cores, threads, dies }: Topology) {
  return { sockets, dies, cores, threads }
}

function whenWords({ live, config }: When): string[] {
  return [...(live ? ['--live'] : []), ...(config ? ['--config'] : [])]
}

function yesNo(value: boolean | undefined): string | null {
  return value === undefined ? null : value ? 'yes' : 'no'
}

function steps(...all: (CommandStep | false | undefined)[]): Command {
  return all.filter((step) => step !== false && step !== undefined)
}
