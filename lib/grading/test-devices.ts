import { readDisks } from '#lib/virt/xml/device-disk.ts'
import { readNics } from '#lib/virt/xml/device-interface.ts'
import { XmlDocument } from '#lib/virt/xml/edit.ts'
import type { Finding } from './evaluate.ts'
import type { Evidence, EvidenceDomain } from './evidence.ts'
import type { DiskRequirement, GraphicsRequirement, NicRequirement } from './expectation.ts'
import { listOrNull } from './finding.ts'
import { fitsVolume, formatGiB } from './test-pool.ts'

/** A VM's devices by its persistent definition, which is what remains of it; a transient one's as it runs. */
function definitionOf({ config, live }: EvidenceDomain): string {
  return config ?? live ?? '<domain/>'
}

export function testDisks(domain: EvidenceDomain, required: DiskRequirement, evidence: Evidence): Finding {
  const { minGiB, maxGiB, backing, ...rest } = required
  const disks = readDisks(definitionOf(domain))
    .filter(({ device }) => device === 'disk')
    .map((disk) => ({ disk, volume: volumeOf(disk.source, evidence) }))
  const met = disks.some(
    ({ disk, volume }) =>
      same(rest, { ...disk, pool: volume?.pool ?? null, volume: volume?.name ?? null }) &&
      ((minGiB ?? maxGiB ?? backing) === undefined ||
        (volume !== undefined && fitsVolume(volume, { minGiB, maxGiB, backing }))),
  )
  const words = disks.map(({ disk, volume }) =>
    [
      disk.target,
      disk.format,
      volume && formatGiB(volume.capacityBytes),
      volume?.pool ?? disk.source,
      disk.bus,
      disk.cache && `cache=${disk.cache}`,
      disk.io && `io=${disk.io}`,
    ]
      .filter(Boolean)
      .join(' '),
  )
  return { met, actual: listOrNull(words) }
}

export function testNics(domain: EvidenceDomain, required: NicRequirement): Finding {
  const nics = readNics(definitionOf(domain))
  const wanted = { ...required, mac: required.mac?.toLowerCase() }
  const met = nics.some((nic) => same(wanted, { ...nic, mac: nic.mac.toLowerCase() }))
  const words = nics.map(({ type, source, model, mac, link }) =>
    [source ?? type, model, mac, link === 'down' && 'link down'].filter(Boolean).join(' '),
  )
  return { met, actual: listOrNull(words) }
}

/** A password is known of a display that runs and has a port. */
export function testGraphics(domain: EvidenceDomain, { password, ...required }: GraphicsRequirement): Finding {
  const devices = new XmlDocument(definitionOf(domain)).root.find('devices')
  const displays = (devices?.elements('graphics') ?? []).map((element) => {
    const listen = element.find('listen')
    const auto = element.get('autoport') === 'yes' || !element.get('port')
    const type = element.get('type') ?? ''
    return {
      type,
      listen: element.get('listen') ?? listen?.get('address') ?? listen?.get('type') ?? '127.0.0.1',
      port: auto ? -1 : Number(element.get('port')),
      password: domain.graphics.some((one) => one.type === type && one.passwordRequired),
    }
  })
  const met = displays.some(
    (display) => same(required, display) && (password === undefined || display.password === password),
  )
  const words = displays.map(({ type, listen, port, password: asked }) =>
    [type, listen, port === -1 ? 'autoport' : port, asked && 'password'].filter(Boolean).join(' '),
  )
  return { met, actual: listOrNull(words) }
}

/** Whether everything that is required is so. */
function same(required: object, actual: object): boolean {
  const has = new Map(Object.entries(actual))
  return Object.entries(required).every(([name, value]) => value === undefined || has.get(name) === value)
}

function volumeOf(source: string | null, { volumes }: Evidence) {
  return volumes.find((volume) => volume.path === source || `${volume.pool}/${volume.name}` === source)
}
