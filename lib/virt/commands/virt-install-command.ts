import type { CreateForm } from './create-form.ts'
import { suboptions, suboptionValue } from './suboption.ts'

/** Options of one virt-install run, in the order virt-manager asks for them: [option, value?]. */
type Option = readonly [name: string, value?: string]

/** The virt-install line that makes the VM the form describes: the arguments, unquoted. Unset numbers are left out. */
export function virtInstallCommand(form: CreateForm): string[] {
  const argv = ['virt-install', '--connect', 'qemu:///system']
  for (const [name, value] of options(form)) {
    // argparse takes a value that starts with a dash (unless it is a number) for an option, if it is not joined to its own.
    if (value?.startsWith('-') && !/^-\d+$/.test(value)) argv.push(`${name}=${value}`)
    else argv.push(name, ...(value === undefined ? [] : [value]))
  }
  return argv
}

function options(form: CreateForm): Option[] {
  return [
    ['--name', form.name],
    ...number('--memory', form.memoryMiB),
    ...number('--vcpus', form.vcpus),
    ...(form.cpuMode === '' ? [] : [['--cpu', form.cpuMode] as const]),
    ...(form.machine === '' ? [] : [['--machine', form.machine] as const]),
    ['--osinfo', osinfo(form)],
    ...install(form),
    ...boot(form),
    ['--disk', disk(form)],
    ['--network', network(form)],
    // A UNIX socket: no port to collide with, none that others on the machine can reach.
    ['--graphics', 'vnc,listen=socket'],
    ...(form.autostart ? [['--autostart'] as const] : []),
    ['--noautoconsole'],
    ...(installs(form) ? [['--wait', '-1'] as const] : []),
  ]
}

/** Whether there is an install phase that virt-install must wait for, to restart into the new system. */
export function installs(form: Pick<CreateForm, 'method'>): boolean {
  return form.method !== 'import'
}

function number(name: string, value: number | null): Option[] {
  return value === null ? [] : [[name, String(value)]]
}

function osinfo(form: CreateForm): string {
  const detects = form.osDetect && (form.method === 'iso' || form.method === 'url')
  if (!detects) return form.osId ?? 'generic'
  return form.osId ? `detect=on,name=${suboptionValue(form.osId)}` : 'detect=on,require=off'
}

function install(form: CreateForm): Option[] {
  switch (form.method) {
    case 'iso':
      return [['--cdrom', form.isoPath]]
    case 'url':
      return [
        ['--location', location(form.url)],
        ...(form.kernelArgs ? [['--extra-args', form.kernelArgs] as const] : []),
      ]
    case 'pxe':
      return [['--pxe']]
    case 'import':
      return [['--import']]
  }
}

// --location is itself a list of suboptions, so a URL with `=` or `,` must be named and quoted.
function location(url: string): string {
  return /[=,"'\\]/.test(url) ? suboptions({ location: url }) : url
}

function boot(form: CreateForm): Option[] {
  const values = [form.firmware === 'uefi' ? 'uefi' : '', form.bootMenu ? 'menu=on' : ''].filter(Boolean)
  return values.length === 0 ? [] : [['--boot', values.join(',')]]
}

function disk(form: CreateForm): string {
  const bus = form.diskBus || null
  if (form.method === 'import') return suboptions({ path: form.importPath, bus })
  if (form.storage === 'none') return 'none'
  if (form.storage === 'existing') return suboptions({ path: form.storagePath, bus })
  const sparse = form.allocateNow ? 'no' : 'yes'
  return suboptions({ pool: form.pool, size: form.sizeGiB, format: form.format, sparse, bus })
}

function network(form: CreateForm): string {
  return form.network === '' ? 'none' : suboptions({ network: form.network, model: form.nicModel || null })
}
