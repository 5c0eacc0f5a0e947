#!/usr/bin/env node
/**
 * Puts the lab host image together and imports it into Incus: build.mjs BASE.tar.zst HASH. Needs root.
 * Built twice: the first, started once, tells what QEMU can do here; the second carries that answer, so that no
 * lab has to ask again at its first start.
 */
import { execFile } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { buildGuest } from '../guest/build.mjs'
import { cacheDir, imageAlias, profileName } from '../setup/settings.mjs'
import { writeTreeIndex } from './tree-index.mjs'

const execute = promisify(execFile)
const [base, hash] = process.argv.slice(2)
if (!base || !hash) {
  console.error('usage: build.mjs BASE.tar.zst HASH')
  process.exit(2)
}

const recipe = import.meta.dirname
const work = path.join(cacheDir, `lab-building-${process.pid}`)
const probeName = `virtlab-build-${process.pid}`
const probeAlias = `${imageAlias}-building-${process.pid}`

async function run(file, args, options = {}) {
  try {
    const running = execute(file, args, { maxBuffer: 64 << 20, ...options })
    running.child.stdin.end() // `incus launch` would wait for settings on its standard input.
    return (await running).stdout
  } catch (error) {
    throw new Error(
      `${file} ${args.slice(0, 3).join(' ')}: ${String(error.stderr || error.message)
        .trim()
        .split('\n')
        .slice(-5)
        .join('\n')}`,
    )
  }
}

const incus = (...args) => run('incus', ['--quiet', ...args])

/** Lays the guest system's files out as they stand in the lab host. Hard links: nothing is copied. */
function layOutGuest(guest) {
  const target = path.join(work, 'guest')
  const places = [
    [/^(tinyvm-[^/]*\.(?:iso|qcow2))$/, 'var/lib/libvirt/images/$1'],
    [/^tree\/(.*)$/, 'srv/www/tinyvm/$1'],
    [/^tftp\/(.*)$/, 'srv/tftp/$1'],
    [/^osinfo\/(.*)$/, 'etc/osinfo/$1'],
  ]
  for (const name of fs.readdirSync(guest, { recursive: true })) {
    const source = path.join(guest, name)
    const place = places.find(([pattern]) => pattern.test(name))
    if (!place || !fs.statSync(source).isFile()) continue
    const file = path.join(target, name.replace(place[0], place[1]))
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.linkSync(source, file)
  }
  writeTreeIndex(path.join(target, 'srv/www/tinyvm'))
  return target
}

/** Files by which a checkpoint knows a package's program from another file of its name: sha256sum's line, as an image property. */
const programs = { 'virt-manager': '/usr/share/virt-manager/virtManager/virtmanager.py' }

function programProperties(root) {
  return Object.entries(programs).map(([name, file]) => {
    const digest = crypto
      .createHash('sha256')
      .update(fs.readFileSync(path.join(root, file)))
      .digest('hex')
    return `\n  sha256.${name}: '${digest}  ${file}'`
  })
}

/** Squashes the root and imports it; returns the image's fingerprint. */
async function importImage(root, alias) {
  const squashed = path.join(work, 'rootfs.squashfs')
  await run('mksquashfs', [
    root,
    squashed,
    '-noappend',
    '-quiet',
    '-no-progress',
    '-comp',
    'zstd',
    '-Xcompression-level',
    '3',
  ])
  const metadata = path.join(work, 'metadata')
  fs.cpSync(path.join(recipe, 'metadata'), metadata, { recursive: true })
  const file = path.join(metadata, 'metadata.yaml')
  const text = fs.readFileSync(file, 'utf8')
  fs.writeFileSync(
    file,
    text
      .replace('creation_date: 0', `creation_date: ${Math.floor(Date.now() / 1000)}`)
      .replace('properties:', `properties:\n  virtlab.hash: '${hash}'${programProperties(root).join('')}`),
  )
  const archive = path.join(work, 'metadata.tar')
  await run('tar', ['-C', metadata, '-cf', archive, '.'])
  const printed = await run('incus', ['image', 'import', archive, squashed, '--alias', alias])
  const fingerprint = /\b[0-9a-f]{64}\b/.exec(printed)?.[0]
  if (!fingerprint) throw new Error(`incus image import answered: ${printed.trim()}`)
  return fingerprint
}

/** Starts the image once and packs what its libvirt found out about QEMU. */
async function probeCapabilities(target) {
  await incus('launch', probeAlias, probeName, '--profile', profileName, '--ephemeral')
  // libvirtd's socket comes up with the system; the call itself waits for the probing.
  const script = `for try in {1..300}; do [ -S /run/libvirt/libvirt-sock ] && break; sleep 0.1; done
    virsh domcapabilities --virttype qemu >/dev/null && virsh capabilities >/dev/null && tar -C /var/cache/libvirt/qemu -cf - capabilities`
  fs.writeFileSync(target, await run('incus', ['exec', probeName, '--', 'bash', '-c', script], { encoding: 'buffer' }))
}

async function build(stage) {
  const guest = layOutGuest(await buildGuest())
  const root = path.join(work, 'root')
  stage('unpacking the packages, adding the recipe and the guest system')
  await run('bash', [path.join(recipe, 'build-root.sh'), base, root, guest])
  stage('first image')
  await importImage(root, probeAlias)
  stage('asking QEMU what it can do')
  await probeCapabilities(path.join(root, 'usr/local/lib/lab-host/capabilities.tar'))
  stage('final image')
  const previous = await findImage(imageAlias)
  if (previous) await incus('image', 'alias', 'delete', imageAlias)
  await importImage(root, imageAlias)
  if (previous) await incus('image', 'delete', previous).catch(() => {})
}

async function findImage(alias) {
  const images = JSON.parse(await run('incus', ['image', 'list', alias, '--format', 'json']))
  return images.find(({ aliases }) => aliases.some(({ name }) => name === alias))?.fingerprint ?? null
}

/** What a build leaves behind that was killed: its directory's name says whose it was. */
function removeLeftovers() {
  for (const name of fs.readdirSync(cacheDir)) {
    const owner = /^lab-building-(.+)$/.exec(name)?.[1]
    if (owner && !fs.existsSync(`/proc/${owner}`))
      fs.rmSync(path.join(cacheDir, name), { recursive: true, force: true })
  }
}

async function cleanUp() {
  await incus('delete', '--force', probeName).catch(() => {})
  await incus('image', 'delete', probeAlias).catch(() => {})
  fs.rmSync(work, { recursive: true, force: true })
}

process.once('SIGTERM', () => void cleanUp().finally(() => process.exit(143)))
const startedAt = Date.now()
try {
  removeLeftovers()
  fs.mkdirSync(work)
  await build((name) => console.log(`lab image ${((Date.now() - startedAt) / 1000).toFixed(1)} s: ${name}`))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  await cleanUp()
}
