#!/usr/bin/env node
/**
 * Finds out whether labs can have KVM: boots the guest system under KVM in a lab host and waits for its login prompt.
 * Nothing less proves it: /dev/kvm may exist, open and make a virtual CPU where no guest gets past early boot.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { guestDirectory } from './guest/recipe.mjs'
import { incus, tryIncus } from './setup/incus.mjs'
import { imageHash } from './setup/lab-image.mjs'
import { asRoot, capture } from './setup/run.mjs'
import { imageAlias, inState, profileName, stateDir } from './setup/settings.mjs'

const deadlineMs = { kvm: 15_000, tcg: 150_000 }
const verdictFile = inState('accelerator.json')

/** What holds for this start of the machine and this image: { kind, reason, detail } or null. */
export function readVerdict() {
  if (!fs.existsSync(verdictFile)) return null
  const verdict = JSON.parse(fs.readFileSync(verdictFile, 'utf8'))
  return verdict.key === verdictKey() ? verdict : null
}

const verdictKey = () => `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${imageHash()}`

/** Makes sure that there is a verdict; 'ready' if it was known. */
export async function ensureVerdict({ signal }) {
  if (readVerdict()) return 'ready'
  const verdict = { ...(await proveKvm(signal)), key: verdictKey(), checkedAt: new Date().toISOString() }
  fs.mkdirSync(stateDir, { recursive: true })
  fs.writeFileSync(verdictFile, `${JSON.stringify(verdict, null, 2)}\n`)
}

async function proveKvm(signal) {
  // A machine without the device still unpacks the image here, so that the first lab need not wait for that.
  const hasDevice = fs.existsSync('/dev/kvm')
  const name = `virtlab-proof-${process.pid}`
  const purpose = ['--config', 'user.virtlab.purpose=kvm-proof']
  try {
    await incus(['--quiet', 'init', imageAlias, name, '--profile', profileName, '--ephemeral', ...purpose], { signal })
    if (!hasDevice) return tcg('no-device', '/dev/kvm')
    const device = ['source=/dev/kvm', 'path=/dev/kvm', 'mode=0666']
    const added = await tryIncus(['--quiet', 'config', 'device', 'add', name, 'kvm', 'unix-char', ...device])
    if (added.exitCode !== 0) return tcg('no-device', lastLine(added.output))
    const started = await tryIncus(['--quiet', 'start', name])
    if (started.exitCode !== 0) return tcg('no-device', lastLine(started.output))
    const before = await readKernelLog()
    const underKvm = await bootGuest(name, ['-accel', 'kvm', '-cpu', 'host'], deadlineMs.kvm, signal)
    if (underKvm.end === 'ready') return { kind: 'kvm', reason: 'proved', detail: '' }
    const kernelLog = (await readKernelLog()).filter((line) => !before.includes(line))
    const words = underKvm.words || lastLine(kernelLog.join('\n')) || `no output within ${deadlineMs.kvm / 1000} s`
    // The same guest without KVM: if that fails too, nothing was learnt about KVM.
    const underTcg = await bootGuest(name, ['-accel', 'tcg', '-cpu', 'max'], deadlineMs.tcg, signal)
    if (underTcg.end !== 'ready') return tcg('guest-failed', underTcg.words)
    return tcg(underKvm.end === 'timeout' ? 'boot-timeout' : 'boot-failed', words)
  } finally {
    await tryIncus(['--quiet', 'delete', '--force', name])
  }
}

const tcg = (reason, detail) => ({ kind: 'tcg', reason, detail })

/** Boots the guest in the lab host, its serial port on our standard output: { end: ready | timeout | exit, words }. */
function bootGuest(name, accelerator, limitMs, signal) {
  const { files, readyLine } = JSON.parse(fs.readFileSync(path.join(guestDirectory(), 'manifest.json'), 'utf8'))
  const disk = files.find(({ path: file }) => file.endsWith('.qcow2')).path
  const machine = ['-m', '192', '-nodefaults', '-display', 'none', '-monitor', 'none', '-no-reboot']
  const drive = ['-drive', `file=/var/lib/libvirt/images/${disk},if=virtio,snapshot=on`, '-serial', 'stdio']
  // `timeout` in the lab host: whatever becomes of us, a guest that spins does not stay.
  const guard = ['timeout', '-k', '1', String(limitMs / 1000)]
  const qemu = ['qemu-system-x86_64', ...accelerator, ...machine, ...drive]
  const [file, ...args] = asRoot(['incus', 'exec', name, '-T', '--', ...guard, ...qemu])
  return new Promise((resolve, reject) => {
    // Standard input stays open: at its end QEMU would end too.
    const child = spawn(file, args, { stdio: 'pipe' })
    let serial = ''
    let errors = ''
    const finish = (end) => {
      child.kill('SIGTERM')
      const own = errors.split('\n').filter((line) => !/terminating on signal|^sudo: /.test(line))
      resolve({ end, words: lastLine(own.join('\n')) || lastLine(serial) })
    }
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      serial = (serial + chunk).slice(-65_536)
      if (serial.includes(readyLine)) finish('ready')
    })
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      errors += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => finish(code === 124 || code === 137 ? 'timeout' : 'exit'))
    const stop = () => {
      child.kill('SIGTERM')
      reject(signal.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** What this machine's kernel says about KVM, one line each. */
async function readKernelLog() {
  const { stdout } = await capture(['sh', '-c', 'dmesg | grep -i kvm'], { root: true })
  return stdout.split('\n')
}

function lastLine(text) {
  const printable = text.replace(/\x1b\[[0-9;?]*[A-Za-z]|[^\x20-\x7e\n]/g, '')
  return (
    printable
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .at(-1)
      ?.slice(0, 300) ?? ''
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureVerdict({})
  console.log(JSON.stringify(readVerdict()))
}
