import { spawn } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { raiseKernelLimits } from './kernel-limits.mjs'
import { hasSystemd, readFreeBytes } from './machine.mjs'
import { ensureQuotas } from './quotas.mjs'
import { asRoot, capture, isRoot, run } from './run.mjs'
import { incusSocket, inState, poolName, profileName } from './settings.mjs'
import { SetupError } from './setup-error.mjs'
import { say } from './words.mjs'

const gib = 1024 ** 3
const daemon = ['/usr/libexec/incus/incusd', '/usr/lib/incus/incusd', '/usr/sbin/incusd', '/usr/bin/incusd']
const group = 'incus-admin'
const lxcfs = '/var/lib/lxcfs'

/** Runs the `incus` client as whoever may: root, or a member of incus-admin, or by sudo until the next login. */
export function incus(args, options = {}) {
  return run(['incus', ...args], { root: true, ...options })
}

export async function tryIncus(args, options = {}) {
  return capture(['incus', ...args], { root: true, ...options })
}

/** Whether the daemon answers on its socket; 'forbidden' if it is there and we may not use it. */
export function probeIncus() {
  return new Promise((resolve) => {
    const request = http.get({ socketPath: incusSocket, path: '/1.0', timeout: 5000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200 ? 'answers' : 'silent')
    })
    request.on('timeout', () => request.destroy())
    request.on('error', (error) => resolve(error.code === 'EACCES' ? 'forbidden' : 'silent'))
  })
}

/** Starts Incus if it does not run, and gives it our storage pool and profile; 'ready' if all was there. */
export async function ensureIncus({ signal, report }) {
  let wasReady = true
  const state = await probeIncus()
  if (state === 'silent') {
    wasReady = false
    report(say('启动 Incus', 'starting Incus'))
    await (hasSystemd ? startBySystemd(signal) : startByHand(signal))
  }
  if (!isRoot && state !== 'answers') await joinIncusGroup()
  const raised = await raiseKernelLimits(signal)
  const preseeded = await preseed(signal)
  await ensureQuotas(signal)
  return wasReady && !raised && !preseeded ? 'ready' : undefined
}

async function startBySystemd(signal) {
  await run(['systemctl', 'enable', '--now', 'lxcfs.service', 'incus.socket', 'incus.service'], { root: true, signal })
  await waitUntilReady(signal)
  recordStart({ by: 'systemd' })
}

async function startByHand(signal) {
  await ensureIdRange('/etc/subuid')
  await ensureIdRange('/etc/subgid')
  await run(['mkdir', '-p', '/var/log/incus', path.dirname(incusSocket)], { root: true })
  await ensureLxcfs()
  const binary = daemon.find((file) => fs.existsSync(file))
  if (!binary)
    throw new SetupError(
      say('找不到 incusd。', 'incusd was not found.'),
      say('请检查 incus-base 软件包是否安装完整。', 'Check that the package incus-base is installed completely.'),
    )
  const pid = startDetached([binary, '--group', group, '--logfile', '/var/log/incus/incusd.log'], 'incusd.log')
  await waitUntilReady(signal, binary)
  recordStart({ by: 'hand', pid })
}

/** Gives containers their own view of memory and CPUs. */
async function ensureLxcfs() {
  while (fs.readFileSync('/proc/mounts', 'utf8').includes(` ${lxcfs} `)) {
    const { exitCode } = await capture(['stat', `${lxcfs}/proc/meminfo`], { root: true })
    if (exitCode === 0) return
    // One that was killed leaves its mount behind, and not even mkdir -p can look at it until it is gone.
    await run(['umount', '--lazy', lxcfs], { root: true })
  }
  await run(['mkdir', '-p', lxcfs], { root: true })
  startDetached(['lxcfs', lxcfs], 'lxcfs.log')
}

/** In a session of its own, so that it lives on after us. Without systemd nothing else would start it. */
function startDetached(argv, logName) {
  fs.mkdirSync(inState(), { recursive: true })
  const out = fs.openSync(inState(logName), 'a')
  const [file, ...args] = asRoot(argv)
  const child = spawn(file, args, { detached: true, stdio: ['ignore', out, out], cwd: '/' })
  child.on('error', () => {})
  child.unref()
  fs.closeSync(out)
  return child.pid
}

async function waitUntilReady(signal, binary = daemon.find((file) => fs.existsSync(file))) {
  await run([binary, 'waitready', '--timeout=60'], {
    root: true,
    signal,
    problem: say('Incus 没有启动成功。', 'Incus did not start.'),
    fix: say(
      `原因见 /var/log/incus/incusd.log 和 ${inState('incusd.log')}。`,
      `The reason is in /var/log/incus/incusd.log and ${inState('incusd.log')}.`,
    ),
  })
}

/** Isolated lab hosts take 65,536 ids each: root needs a range that is wide enough for many of them. */
async function ensureIdRange(file) {
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
  const widest = Math.max(0, ...[...text.matchAll(/^root:\d+:(\d+)$/gm)].map((match) => Number(match[1])))
  if (widest >= 10_000_000) return
  if (widest > 0) {
    throw new SetupError(
      say(`${file} 中 root 的编号范围只有 ${widest} 个。`, `${file} gives root only ${widest} ids.`),
      say(`请把该行改为 root:1000000:1000000000。`, 'Change that line to root:1000000:1000000000.'),
    )
  }
  await run(['tee', '-a', file], { root: true, input: 'root:1000000:1000000000\n' })
}

async function joinIncusGroup() {
  const { username } = os.userInfo()
  await run(['usermod', '-aG', group, username], { root: true })
}

function recordStart(facts) {
  fs.writeFileSync(inState('incus-started.json'), JSON.stringify(facts))
}

/** Makes the storage pool and the profile of lab hosts; returns whether anything was missing or different. */
async function preseed(signal) {
  const config = {
    'security.nesting': 'true',
    'security.idmap.isolated': 'true',
    'boot.autostart': 'false',
    'limits.memory': '2GiB',
    'limits.memory.enforce': 'hard',
    'limits.cpu': '2',
    'limits.processes': '2000',
  }
  const devices = {
    root: { type: 'disk', path: '/', pool: poolName, size: '8GiB' },
    tun: { type: 'unix-char', source: '/dev/net/tun', path: '/dev/net/tun', mode: '0666' },
  }
  const profile = { name: profileName, description: "A student's own virtualization host", config, devices }
  const existing = await tryIncus(['profile', 'show', profileName, '--format', 'json'].slice(0, 3))
  const pool = await tryIncus(['storage', 'show', poolName])
  if (pool.exitCode === 0 && existing.exitCode === 0 && holdsAll(existing.stdout, { ...config, size: '8GiB' }))
    return false

  const seed = { profiles: [profile] }
  if (pool.exitCode !== 0) {
    // A sparse file: it takes what is used. Two thirds of what is free leaves the rest of the machine alive.
    const size = Math.max(10, Math.min(200, Math.floor((readFreeBytes(path.dirname(incusSocket)) / gib) * 0.66)))
    seed.storage_pools = [{ name: poolName, driver: 'btrfs', config: { size: `${size}GiB` } }]
  }
  await run(['modprobe', '-a', 'tun', 'btrfs'], { root: true, allowFailure: true })
  await run(['incus', 'admin', 'init', '--preseed'], { root: true, input: JSON.stringify(seed), signal })
  return true
}

function holdsAll(yaml, settings) {
  return Object.entries(settings).every(([key, value]) =>
    new RegExp(`^\\s*${key.replaceAll('.', '\\.')}: "?${value}"?$`, 'm').test(yaml),
  )
}
