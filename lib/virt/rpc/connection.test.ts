import net from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { RpcConnection } from './connection.ts'
import { connectProcedures, programs } from './procedures.ts'
import { XdrWriter } from './xdr.ts'

/** A server that says what a test tells it to, over a real socket. */
const opened: { destroy(): void }[] = []

afterEach(() => {
  for (const each of opened.splice(0)) each.destroy()
})

async function connect(onPacket: (packet: Buffer, socket: Socket) => void): Promise<RpcConnection> {
  const server = net.createServer((socket) => {
    opened.push(socket)
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => onPacket(chunk, socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push({ destroy: () => server.close() })
  const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1')
  opened.push(socket)
  return new RpcConnection(socket)
}

function packet(words: number[], body: Buffer = Buffer.alloc(0)): Buffer {
  const writer = new XdrWriter()
  for (const word of [28 + body.length, ...words]) writer.uint(word)
  writer.fixed(body)
  return writer.finish()
}

function answer(call: Buffer, body: Buffer, status = 0): Buffer {
  return packet([programs.remote, 1, call.readUInt32BE(12), 1, call.readUInt32BE(20), status], body)
}

/** The calls in a chunk; those without arguments are a header each. */
function callsIn(chunk: Buffer): Buffer[] {
  return Array.from({ length: chunk.length / 28 }, (_, i) => chunk.subarray(i * 28, i * 28 + 28))
}

function hostname(name: string): Buffer {
  const writer = new XdrWriter()
  writer.string(name)
  return writer.finish()
}

const ask = (connection: RpcConnection, options = {}) =>
  connection.call(connectProcedures.connectGetHostname, {}, options)

test('answers find their calls in any order', async () => {
  const calls: Buffer[] = []
  const connection = await connect((chunk, socket) => {
    calls.push(...callsIn(chunk))
    if (calls.length < 3) return
    for (const call of calls.reverse()) socket.write(answer(call, hostname(`host-${call.readUInt32BE(20)}`)))
  })
  const names = await Promise.all([ask(connection), ask(connection), ask(connection)])
  expect(names.map(({ hostname }) => hostname)).toEqual(['host-1', 'host-2', 'host-3'])
})

test('no more than four calls are under way', async () => {
  let underWay = 0
  let most = 0
  const connection = await connect((chunk, socket) => {
    const calls = callsIn(chunk)
    underWay += calls.length
    most = Math.max(most, underWay)
    setImmediate(() => {
      underWay -= calls.length
      for (const call of calls) socket.write(answer(call, hostname('x')))
    })
  })
  await Promise.all(Array.from({ length: 50 }, () => ask(connection)))
  expect(most).toBeLessThanOrEqual(4)
})

test.each([
  ['an answer that is cut short', (call: Buffer) => answer(call, Buffer.from('0000ffff', 'hex'))],
  ['an answer with bytes left over', (call: Buffer) => answer(call, Buffer.concat([hostname('x'), Buffer.alloc(8)]))],
  ['a packet of no length', () => Buffer.alloc(28)],
  ['an answer to nothing', () => packet([programs.remote, 1, 59, 1, 999, 0])],
  ['an unknown program', () => packet([1, 1, 59, 1, 1, 0])],
  ['a call by the server', () => packet([programs.remote, 1, 59, 0, 1, 0])],
  ['an error that is cut short', (call: Buffer) => answer(call, Buffer.alloc(4), 1)],
])('%s: a protocol error', async (_name, reply) => {
  const connection = await connect((chunk, socket) => void socket.write(reply(chunk)))
  await expect(ask(connection)).rejects.toMatchObject({ code: 'libvirt.protocol' })
})

test('the end of the stream rejects what is pending and what comes', async () => {
  const connection = await connect((_chunk, socket) => socket.destroy())
  const pending = Array.from({ length: 9 }, () => ask(connection))
  for (const result of await Promise.allSettled(pending)) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'libvirt.disconnected' } })
  }
  expect(connection.closed).toBe(true)
  await expect(ask(connection)).rejects.toMatchObject({ code: 'libvirt.disconnected' })
})

test('a call can be given up; its late answer is dropped', async () => {
  const calls: Buffer[] = []
  const connection = await connect((chunk, socket) => {
    calls.push(...callsIn(chunk))
    if (calls.length === 2) for (const call of calls) socket.write(answer(call, hostname('late')))
  })
  const cancel = new AbortController()
  const first = ask(connection, { signal: cancel.signal })
  cancel.abort()
  await expect(first).rejects.toMatchObject({ code: 'libvirt.aborted' })
  const second = new Promise((resolve) => setImmediate(() => resolve(ask(connection))))
  await expect(second).resolves.toEqual({ hostname: 'late' })
})

test('a call that is not answered in time', async () => {
  const connection = await connect(() => {})
  await expect(ask(connection, { timeoutMs: 1 })).rejects.toMatchObject({ code: 'libvirt.timeout' })
})

test('a ping is answered', async () => {
  const pong = new Promise<Buffer>((resolve) => {
    void connect((chunk, socket) => {
      if (chunk.readUInt32BE(4) === programs.keepalive) resolve(chunk)
      else socket.write(packet([programs.keepalive, 1, 1, 2, 0, 0]))
    }).then((connection) => {
      connection.startKeepalive()
      ask(connection).catch(() => {})
    })
  })
  expect((await pong).readUInt32BE(12)).toBe(2)
})
