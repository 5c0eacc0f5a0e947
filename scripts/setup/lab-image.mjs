import { guestDirectory } from '../guest/recipe.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { contentHash } from './content-hash.mjs'
import { tryIncus } from './incus.mjs'
import { run } from './run.mjs'
import { cacheDir, debianMirror, imageAlias } from './settings.mjs'
import { say } from './words.mjs'

const recipe = 'scripts/lab-image'

const baseHash = () => contentHash([`${recipe}/packages.txt`, `${recipe}/build-base.sh`, `${recipe}/repository.sh`])
const baseFile = () => path.join(cacheDir, `lab-base-${baseHash()}.tar.zst`)

/** Hash over everything that decides what the lab host image holds, the guest system included. */
export const imageHash = () => contentHash([recipe], [path.basename(guestDirectory())])

/** Fingerprint and recipe hash of the image that labs are made from, or null. */
export async function readImage() {
  const { exitCode, stdout } = await tryIncus(['image', 'list', imageAlias, '--format', 'json'])
  if (exitCode !== 0) return null
  const image = JSON.parse(stdout).find(({ aliases }) => aliases.some(({ name }) => name === imageAlias))
  return image
    ? { fingerprint: image.fingerprint, hash: image.properties['virtlab.hash'] ?? '', bytes: image.size }
    : null
}

/** Builds TinyVM Linux unless the cache has it. */
export async function ensureGuest({ signal, report }) {
  if (fs.existsSync(path.join(guestDirectory(), 'manifest.json'))) return 'ready'
  await run([process.execPath, 'scripts/guest/build.mjs'], { root: true, signal, onLine: report, fix: mirrorHint() })
}

/** Installs the lab host's Debian packages into an archive unless the cache has it. */
export async function ensureLabBase({ signal, report }) {
  const image = await readImage()
  if (fs.existsSync(baseFile()) || image?.hash === imageHash()) return 'ready'
  await run(['mkdir', '-p', cacheDir], { root: true })
  await run(['bash', `${recipe}/build-base.sh`, baseFile()], { root: true, signal, onLine: report, fix: mirrorHint() })
}

const mirrorHint = () =>
  say(
    `请检查能否访问 ${debianMirror}（可用 VIRTLAB_DEBIAN_MIRROR 指定镜像站）。`,
    `Check that ${debianMirror} can be reached (another mirror can be named in VIRTLAB_DEBIAN_MIRROR).`,
  )

/** Puts the lab host image together and imports it into Incus unless one of the same recipe is there. */
export async function ensureLabImage({ signal, report }) {
  const hash = imageHash()
  if ((await readImage())?.hash === hash) return 'ready'
  await run([process.execPath, `${recipe}/build.mjs`, baseFile(), hash], { root: true, signal, onLine: report })
}
