import { randomBytes } from 'node:crypto'
import { env } from '#lib/base/env.ts'
import { type IncusClient, incus } from './client.ts'
import { findImage } from './images.ts'
import { createInstance, type InstanceSpec, removeInstance, startInstance } from './instances.ts'

/** For tests: a running instance of the lab image. The test removes it with `remove()`. */
export async function startTestInstance(client: IncusClient = incus(), spec: Partial<InstanceSpec> = {}) {
  const image = await findImage(client, env.labImage)
  if (!image) throw new Error(`the image ${env.labImage} is missing: npm run up makes it`)
  const name = `t-labs-${randomBytes(4).toString('hex')}`
  await createInstance(client, { name, source: { image }, profiles: ['virtlab-lab'], config: {}, devices: {}, ...spec })
  await startInstance(client, name)
  return { name, remove: () => removeInstance(client, name) }
}
