/** XML of a small VM without a system: it stays in its firmware, which TCG runs in a second. */
export function tinyDomain(
  name: string,
  options: { type?: string; os?: string; devices?: string; memoryMiB?: number; rest?: string } = {},
): string {
  const { type = 'qemu', os = '', devices = '', memoryMiB = 64, rest = '' } = options
  return `<domain type='${type}'>
  <name>${name}</name>
  ${rest}
  <memory unit='MiB'>${memoryMiB}</memory>
  <vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc'>hvm</type>${os}</os>
  <features><acpi/></features>
  <devices>${devices}</devices>
</domain>`
}

export const serialPort = `<serial type='pty'/>`
export const vncSocket = `<graphics type='vnc'><listen type='socket'/></graphics>`
