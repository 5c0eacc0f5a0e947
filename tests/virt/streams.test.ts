import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { createDomain, destroyDomain, openConsole, takeScreenshot } from '#lib/virt/domain.ts'
import { storageProcedures } from '#lib/virt/rpc/procedures.ts'
import { serialPort, tinyDomain, vncSocket } from '#tests/support/lab-domain.ts'
import { describeOnLabs } from '#tests/support/lab-suite.ts'
import { virsh, virshTable } from '#tests/support/virsh.ts'

const menu = `<bootmenu enable='yes' timeout='60000'/><bios useserial='yes'/>`

/** Collects what comes, from the start, and resolves when some text is in it. */
function readUntil(console: Duplex, text: string): Promise<void> {
  let seen = ''
  return new Promise((resolve, reject) => {
    console.on('error', reject)
    console.on('data', (chunk: Buffer) => {
      seen += chunk.toString('latin1')
      if (seen.includes(text)) resolve()
    })
  })
}

describeOnLabs('streams', (context) => {
  afterEach(async () => {
    const { lab } = context
    for (const [, name = ''] of await virshTable(lab, 'list')) await virsh(lab, 'destroy', name)
  })

  test('the serial console, both ways, until the VM is gone', async () => {
    const { lv } = context
    const dom = await createDomain(lv, { xml: tinyDomain('talks', { os: menu, devices: serialPort }), paused: true })
    const console = await openConsole(lv, dom)
    const asked = readUntil(console, 'Press ESC for boot menu')
    const answered = readUntil(console, 'Select boot device')
    await virsh(context.lab, 'resume', 'talks')
    await asked
    console.write('\x1b')
    await answered
    await expect(openConsole(lv, dom)).rejects.toMatchObject({ code: 'libvirt.9' })
    const ended = once(console, 'close')
    console.resume()
    await destroyDomain(lv, dom)
    await ended
    expect(console.errored).toBeNull()
  })

  test('a console can be taken from its holder, and let go', async () => {
    const { lv } = context
    // Paused, so that the guest writes nothing: libvirtd forgets to tell the first holder when a packet for it is just under
    // way (virFDStreamAbort calls back only a stream that waits for something); with a guest that writes, 1 of 5 times.
    const dom = await createDomain(lv, { xml: tinyDomain('held', { os: menu, devices: serialPort }), paused: true })
    const first = await openConsole(lv, dom)
    first.resume()
    first.on('error', () => {})
    const lost = new Promise((resolve) => first.once('close', resolve))
    const second = await openConsole(lv, { ...dom, force: true })
    await lost
    second.destroy()
    await once(second, 'close')
    // libvirtd lets go when it has read our goodbye.
    const third = await openConsole(lv, { ...dom, force: true })
    third.destroy()
  })

  test('no console: libvirt says why', async () => {
    const { lv } = context
    const dom = await createDomain(lv, { xml: tinyDomain('mute') })
    await expect(openConsole(lv, dom)).rejects.toMatchObject({
      code: 'libvirt.1',
      message: expect.stringContaining('character device'),
    })
    await expect(takeScreenshot(lv, dom)).rejects.toMatchObject({ code: expect.stringMatching(/^libvirt\./) })
  })

  test('a screenshot is a picture', async () => {
    const { lv } = context
    const dom = await createDomain(lv, { xml: tinyDomain('seen', { devices: vncSocket }) })
    const { mime, stream } = await takeScreenshot(lv, dom)
    const picture = await buffer(stream)
    if (mime === 'image/png') expect(picture.subarray(1, 4).toString()).toBe('PNG')
    else expect(picture.subarray(0, 2).toString()).toBe('P6')
    expect(mime).toMatch(/^image\//)
  })

  test('megabytes go through with back-pressure, whole', async () => {
    const { lab, lv } = context
    const size = 12 * 1024 * 1024 + 5
    const data = Buffer.alloc(size, 'virtlab 0123456789 ')
    await virsh(lab, 'pool-create-as', 'bulk', 'dir', '--target', '/srv')
    await virsh(lab, 'vol-create-as', 'bulk', 'bulk.img', `${size}b`)
    const { pool } = await lv.call(storageProcedures.storagePoolLookupByName, { name: 'bulk' })
    const { vol } = await lv.call(storageProcedures.storageVolLookupByName, { pool, name: 'bulk.img' })
    const up = await lv.openStream(storageProcedures.storageVolUpload, { vol, offset: 0, length: size, flags: 0 })
    up.stream.end(data)
    up.stream.resume()
    await once(up.stream, 'finish')
    const down = await lv.openStream(storageProcedures.storageVolDownload, { vol, offset: 0, length: 0, flags: 0 })
    expect((await buffer(down.stream)).equals(data)).toBe(true)
    await virsh(lab, 'pool-destroy', 'bulk')
  })
})
