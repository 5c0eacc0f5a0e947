import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
const { cancelOperation, performOperation } = await import('#lib/labs/operations/perform-operation.ts')
const { downloadVolume } = await import('#lib/labs/storage/download-volume.ts')

const MiB = 1024 ** 2
const images = '/var/lib/libvirt/images'

let lab: LiveLab
let actor: Actor

beforeAll(async () => {
  lab = await Lab.start(await site.addStudent())
  actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
})
afterAll(async () => {
  await lab?.remove()
  await site.remove()
})

/** Bytes as a browser sends them: in pieces, as fast as they are taken. */
function body(bytes: Buffer, until = bytes.length): Readable {
  const pieces = function* () {
    for (let at = 0; at < until; at += 65_536) yield bytes.subarray(at, Math.min(at + 65_536, until))
  }
  return Readable.from(pieces(), { objectMode: false })
}

function upload(volume: string, sizeBytes: number, sent: Readable, jobId: string = crypto.randomUUID()): Promise<void> {
  const input = { pool: 'default', volume, sizeBytes, file: volume }
  return performOperation(actor, { labId: lab.labId, operation: 'volume-upload', jobId, input }, sent)
}

const volumes = () => lab.run('virsh vol-list default; ls /var/lib/libvirt/images')

describe('upload and download', () => {
  const bytes = randomBytes(64 * MiB)
  const sha256 = createHash('sha256').update(bytes).digest('hex')

  it('[6.4-upload] 64 MiB arrive as they were, with progress', async () => {
    const seen: number[] = []
    const stop = setInterval(() => {
      for (const { progress } of Object.values(lab.state.jobs)) if (progress) seen.push(progress.done)
    }, 5)
    await upload('big.img', bytes.length, body(bytes))
    clearInterval(stop)
    expect(await lab.run(`sha256sum < ${images}/big.img`)).toContain(sha256)
    expect(seen.some((done) => done > 0 && done < bytes.length)).toBe(true)
  })

  it('[6.4-upload] and come back as they are, at the pace of the reader', async () => {
    const {
      name,
      bytes: length,
      stream,
    } = await downloadVolume(actor, {
      labId: lab.labId,
      pool: 'default',
      volume: 'big.img',
    })
    expect([name, length]).toEqual(['big.img', bytes.length])
    const hash = createHash('sha256')
    await pipeline(stream, async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) hash.update(chunk)
    })
    expect(hash.digest('hex')).toBe(sha256)
    const told = Object.values(lab.state.history).find(({ summary }) => summary === 'volume-download')
    expect(told?.command).toBe('virsh vol-download big.img ./big.img --pool default')
  })

  it('[6.4-upload] a download that nobody finishes lets go of the volume', async () => {
    const { stream } = await downloadVolume(actor, { labId: lab.labId, pool: 'default', volume: 'big.img' })
    await new Promise((resolve) => stream.once('data', resolve))
    const closed = new Promise((resolve) => stream.once('close', resolve))
    stream.destroy()
    await closed
    await vi.waitFor(() => lab.run('virsh vol-delete --pool default big.img'), { timeout: 10_000 })
  })

  it('[6.4-upload] cancelled in the middle, nothing is left', async () => {
    const jobId = crypto.randomUUID()
    const half = new Readable({ read() {} })
    const done = upload('half.img', bytes.length, half, jobId)
    const sending = setInterval(() => half.push(bytes.subarray(0, MiB)), 50)
    const stopSending = () => clearInterval(sending)
    done.then(stopSending, stopSending)
    await lab.until((state) => (state.jobs[jobId]?.progress?.done ?? 0) > 0)
    await Promise.all([
      expect(done).rejects.toMatchObject({ code: 'operation.cancelled' }),
      cancelOperation(actor, { labId: lab.labId, jobId }),
    ])
    expect(await volumes()).not.toContain('half.img')
  })

  it('[6.4-upload] a body that ends early, or breaks, or is too long leaves nothing', async () => {
    const short = expect.objectContaining({ code: 'storage.upload-broken' })
    await expect(upload('short.img', 4 * MiB, body(bytes, 3 * MiB))).rejects.toEqual(short)
    const torn = new Readable({ read() {} })
    torn.push(bytes.subarray(0, MiB))
    setTimeout(() => torn.destroy(new Error('aborted')), 300)
    await expect(upload('torn.img', 4 * MiB, torn)).rejects.toEqual(short)
    await expect(upload('long.img', 4 * MiB, body(bytes, 5 * MiB))).rejects.toMatchObject({
      code: 'storage.upload-too-long',
    })
    expect(await volumes()).not.toMatch(/short|torn|long/)
  })

  it('refuses before it takes a byte: names, sizes, what is not there', async () => {
    const refused: [string, number, string][] = [
      ['../etc/passwd', MiB, 'storage.name-slash'],
      ['..', MiB, 'storage.name-dots'],
      ['<x>', MiB, 'storage.name-character'],
      ['tinyvm-1.0-x86_64.iso', MiB, 'storage.name-taken'],
      ['zero', 0, 'storage.size-zero'],
      ['negative', -5, 'storage.size-zero'],
      ['huge', 8 * 1024 ** 4, 'storage.size-over-free'],
    ]
    for (const [volume, size, code] of refused) {
      const sent = body(bytes, MiB)
      await expect(upload(volume, size, sent)).rejects.toMatchObject({ code })
      expect(sent.readableDidRead).toBe(false)
    }
    const other: Actor = { ...actor, userId: await site.addStudent() }
    await expect(
      downloadVolume(other, { labId: lab.labId, pool: 'default', volume: 'tinyvm-1.0-x86_64.iso' }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(access|lab)\./) })
  })
})

describe('clone', () => {
  const clone = (newName: string, jobId: string = crypto.randomUUID()) => {
    const input = { pool: 'default', volume: 'source.qcow2', newName, linked: false }
    return performOperation(actor, { labId: lab.labId, operation: 'volume-clone', jobId, input })
  }

  it('[6.4-clone] cancelled while qemu-img copies, nothing is left and no qemu-img runs', async () => {
    await lab.run(`virsh -q vol-create-as default source.qcow2 700M --format qcow2 --allocation 0
      qemu-io -f qcow2 -c 'write -P 7 0 600M' ${images}/source.qcow2 >/dev/null && virsh -q pool-refresh default`)
    const jobId = crypto.randomUUID()
    const done = clone('copy.qcow2', jobId)
    const refused = expect(done).rejects.toMatchObject({ code: 'operation.cancelled' })
    await vi.waitFor(async () => expect(await lab.run('pgrep -x qemu-img')).toMatch(/\d/), { interval: 10 })
    await cancelOperation(actor, { labId: lab.labId, jobId })
    await refused
    expect(await volumes()).not.toContain('copy.qcow2')
    expect(await lab.run('pgrep -x qemu-img || echo none')).toBe('none\n')
    await lab.run('virsh -q vol-delete --pool default source.qcow2')
  })
})
