import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { XmlDocument } from '#lib/virt/xml/edit.ts'
import { pendingChanges } from '#lib/virt/xml/pending-changes.ts'
import { devicesOf, listDevices } from './device-list.ts'

const fixture = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, '../../../tests/fixtures/xml', `${name}.xml`), 'utf8')
const rows = (xmls: Parameters<typeof listDevices>[0]) =>
  listDevices(xmls).map(({ id, label, presence }) =>
    [id, label.key, ...Object.values(label.params), presence].join(' '),
  )

describe('the device tree', () => {
  it("is in virt-manager's order and words", async () => {
    await expect(`${rows({ liveXml: null, inactiveXml: fixture('rich') }).join('\n')}\n`).toMatchFileSnapshot(
      '../../../tests/fixtures/xml/rich.tree.txt',
    )
  })

  it('finds each device of the one XML in the other', () => {
    const live = devicesOf(new XmlDocument(fixture('started-live')).root)
    const kept = devicesOf(new XmlDocument(fixture('started-inactive')).root)
    expect([...live.keys()]).toEqual([...kept.keys()])
  })

  it('tells what is only there until shutdown, and what only from the next start on', () => {
    const tree = rows({ liveXml: fixture('started-live'), inactiveXml: fixture('edited-inactive') })
    expect(tree.filter((row) => !row.endsWith('both'))).toEqual([
      'disk:vdb disk IDE 1 next',
      'input:tablet:usb tablet now',
    ])
  })
})

describe('what waits for the next start', () => {
  it('is nothing of a VM that was just started', () =>
    expect(pendingChanges(fixture('started-live'), fixture('started-inactive'), devicesOf)).toEqual([]))

  it('is each change by itself, with what it is now', () =>
    expect(
      pendingChanges(fixture('started-live'), fixture('edited-inactive'), devicesOf).map(
        ({ device, path: at, now, next }) => `${device ?? ''} ${at}: ${now} → ${next}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        " memory: 65536 → 262144",
        " vcpu: 1 → 4",
        " vcpu@current: 1 → 2",
        " cpu/model: qemu64 → host-model",
        " title: null → later",
        " memoryBacking/nosharepages: null → ",
        "disk:vda driver@cache: null → none",
        "interface:52:54:00:45:bf:ac model@type: e1000 → virtio",
        "input:tablet:usb : input:tablet:usb → null",
        "disk:vdb : null → disk:vdb",
      ]
    `))
})
