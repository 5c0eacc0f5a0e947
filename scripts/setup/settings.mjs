import path from 'node:path'

const env = process.env

export const root = path.dirname(path.dirname(import.meta.dirname))
/** What a deployment must not lose: database, passwords, verdicts, log. */
export const stateDir = path.resolve(root, env.VIRTLAB_STATE ?? '.virtlab')
/** What can be built again: the guest system, the lab host's packages, images. */
export const cacheDir = path.resolve(env.VIRTLAB_CACHE ?? '/var/cache/virtlab')
export const port = Number(env.VIRTLAB_PORT ?? 3000)
export const host = env.VIRTLAB_HOST ?? '127.0.0.1'
export const imageAlias = env.VIRTLAB_LAB_IMAGE ?? 'virtlab-lab'
export const incusSocket = env.VIRTLAB_INCUS_SOCKET ?? '/var/lib/incus/unix.socket'
export const debianMirror = env.VIRTLAB_DEBIAN_MIRROR ?? 'http://deb.debian.org/debian'
/** Name of the Incus storage pool and, with `-lab`, of the profile that lab hosts are made with. */
export const poolName = process.env.VIRTLAB_POOL ?? 'virtlab'
export const profileName = 'virtlab-lab'

export const inState = (...names) => path.join(stateDir, ...names)
/** The Node that the site runs on: the one npm installed, whatever the system has. */
export const siteNode = path.join(root, 'node_modules/.bin/node')
