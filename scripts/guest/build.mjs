#!/usr/bin/env node
// Builds TinyVM Linux, the guest system of the lessons, and prints the directory it is in.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheDir, guestDirectory } from './recipe.mjs'
import { buildDiskImage } from './steps/disk-image.mjs'
import { extractPackages } from './steps/extract-packages.mjs'
import { buildInitramfs, buildInstallerInitramfs } from './steps/initramfs.mjs'
import { buildIso } from './steps/iso.mjs'
import { writeManifest } from './steps/manifest.mjs'
import { buildNetworkTree, buildTftpTree } from './steps/network-trees.mjs'
import { writeOsinfo } from './steps/osinfo.mjs'
import { buildSystemRoot } from './steps/system-root.mjs'

/**
 * Builds what is not in the cache yet and returns the directory of the finished files. Needs root and `hostPackages`.
 * `report(stage)` is called as each stage begins.
 */
export async function buildGuest({ report = () => {}, signal } = {}) {
  const target = guestDirectory()
  if (existsSync(join(target, 'manifest.json'))) return target
  if (process.getuid() !== 0) throw new Error('building the guest needs root: run it with sudo')
  mkdirSync(cacheDir, { recursive: true })
  removeLeftovers()
  const scratch = join(cacheDir, `guest-building-${process.pid}`)
  const build = {
    tools: join(scratch, 'tools'),
    work: join(scratch, 'tools/work'),
    output: join(scratch, 'output'),
    signal,
  }
  try {
    mkdirSync(build.output, { recursive: true })
    for (const [stage, step] of [
      ['Debian packages', extractPackages],
      ['system', buildSystemRoot],
      ['initramfs', buildInitramfs],
      ['installer', buildInstallerInitramfs],
      ['disk image', buildDiskImage],
      ['installer medium', buildIso],
      ['network install tree', buildNetworkTree],
      ['PXE files', buildTftpTree],
      ['osinfo entry', writeOsinfo],
      ['manifest', writeManifest],
    ]) {
      signal?.throwIfAborted()
      report(stage)
      await step(build)
    }
    rmSync(target, { recursive: true, force: true })
    renameSync(build.output, target)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  return target
}

/** A build that was killed leaves its scratch directory; its name says whose it was. */
function removeLeftovers() {
  for (const name of readdirSync(cacheDir)) {
    const owner = /^guest-building-(\d+)$/.exec(name)?.[1]
    if (owner && !existsSync(`/proc/${owner}`)) rmSync(join(cacheDir, name), { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const started = Date.now()
  const report = (stage) =>
    process.stderr.write(`guest ${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${stage}\n`)
  try {
    console.log(await buildGuest({ report }))
  } catch (error) {
    process.stderr.write(`guest: ${error.message}\n`)
    process.exitCode = 1
  }
}
