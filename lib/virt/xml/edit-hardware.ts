import type { BootChange, BootDevice, CpuChoice, Topology } from '../commands/hardware-commands.ts'
import type { XmlElement } from './edit.ts'

/** What virt-xml's options change in a domain's XML, and nothing else: each takes the <domain> element. */

/** --cpu MODEL, host-passthrough, host-model or hv-default; the last forgets topology and features as well. */
export function editCpu(root: XmlElement, choice: CpuChoice): void {
  if (choice.mode === 'hv-default') {
    root.find('cpu')?.remove()
    return
  }
  const cpu = root.ensure('cpu', { after: ['features', 'os', 'vcpu'] }).set('migratable', null)
  if (choice.mode === 'custom') {
    cpu.set('mode', 'custom').set('match', cpu.get('match') ?? 'exact')
    cpu.ensure('model').setText(choice.name)
    return
  }
  for (const element of cpu.elements()) if (['model', 'vendor', 'feature'].includes(element.name)) element.remove()
  cpu.set('mode', choice.mode).set('check', null)
}

/** --vcpus CURRENT,maxvcpus=,sockets=,cores=,threads= */
export function editTopology(root: XmlElement, to: { current: number; maximum: number; topology: Topology }): void {
  const { sockets, cores, threads, dies } = to.topology
  root
    .ensure('vcpu', { after: ['currentMemory', 'memory'] })
    .set('current', to.current)
    .setText(to.maximum)
  const topology = root
    .ensure('cpu', { after: ['features', 'os', 'vcpu'] })
    .ensure('topology', { after: ['model', 'vendor'] })
  topology.set('sockets', sockets).set('cores', cores).set('threads', threads)
  if (dies !== undefined) topology.set('dies', dies)
}

export function removeTopology(root: XmlElement): void {
  root.find('cpu/topology')?.remove()
}

/** --memorybacking locked=yes|no,nosharepages=yes|no */
export function editMemoryBacking(
  root: XmlElement,
  { locked, noSharePages }: { locked?: boolean; noSharePages?: boolean },
): void {
  const set = (name: string, on: boolean | undefined) => {
    if (on) root.ensure('memoryBacking', { after: ['memory', 'currentMemory'] }).ensure(name)
    else if (on === false) root.find(`memoryBacking/${name}`)?.remove()
  }
  set('locked', locked)
  set('nosharepages', noSharePages)
  const backing = root.find('memoryBacking')
  if (backing && backing.elements().length === 0) backing.remove()
}

/** The boot order, the boot menu and direct kernel boot. Null if a device is not where it was. */
export function editBoot(root: XmlElement, { order, without, menu, kernel }: BootChange): BootDevice | null {
  for (const device of without ?? []) {
    const element = findBootDevice(root, device)
    if (!element) return device
    element.find('boot')?.remove()
  }
  for (const [index, device] of (order ?? []).entries()) {
    const element = findBootDevice(root, device)
    if (!element) return device
    element.ensure('boot', { after: ['target', 'model', 'source', 'mac'] }).set('order', index + 1)
  }
  const os = root.ensure('os')
  // libvirt takes one or the other.
  if (order && order.length > 0) for (const boot of os.elements('boot')) boot.remove()
  if (menu !== undefined)
    os.ensure('bootmenu', { after: ['boot', 'loader', 'type'] }).set('enable', menu ? 'yes' : 'no')
  if (kernel !== undefined) {
    for (const name of ['kernel', 'initrd', 'cmdline'] as const) {
      if (kernel?.[name])
        os.ensure(name, { after: ['type', 'loader', 'nvram', 'kernel', 'initrd'] }).setText(kernel[name])
      else os.find(name)?.remove()
    }
  }
  return null
}

/** What tells it from the others of its element. */
export function bootKey(element: XmlElement, index: number): string {
  if (element.name === 'disk') return element.find('target')?.get('dev') ?? ''
  if (element.name === 'interface') return element.find('mac')?.get('address') ?? ''
  return String(index)
}

function findBootDevice(root: XmlElement, { element: name, key, index }: BootDevice): XmlElement | null {
  const found = root.find('devices')?.elements(name)[index - 1]
  return found && bootKey(found, index) === key ? found : null
}
