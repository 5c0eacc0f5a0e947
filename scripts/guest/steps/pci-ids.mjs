import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Red Hat (virtio, QEMU), Bochs, Intel, Cirrus, Realtek, LSI, AMD, VMware, NEC, VIA */
const vendors = new Set(['1af4', '1b36', '1234', '8086', '1013', '10ec', '1000', '1022', '15ad', '1033', '1106'])
/** Intel alone has thousands of devices: keep those QEMU emulates. */
const intelDevices =
  /^\t(1237|7000|7010|7020|7110|7111|7113|100e|10d3|10c9|10ca|2415|2668|293e|2918|2922|2930|2934|2935|2936|2937|2938|2939|293a|293c|29c0|25ab|244e|1209|5845) /

/** Cuts pci.ids (1.5 MB) down to the makers of virtual hardware and the class names. */
export function trimPciIds(source, target) {
  const kept = []
  let section = 'skip'
  for (const line of readFileSync(source, 'utf8').split('\n')) {
    if (line.startsWith('#') || line === '') continue
    if (line.startsWith('C ')) section = 'class'
    else if (/^[0-9a-f]{4} /.test(line)) section = vendors.has(line.slice(0, 4)) ? line.slice(0, 4) : 'skip'
    if (section === 'skip' || line.startsWith('\t\t')) continue
    if (section === '8086' && line.startsWith('\t') && !intelDevices.test(line)) continue
    kept.push(line)
  }
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, `${kept.join('\n')}\n`)
}
