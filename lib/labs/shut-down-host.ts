import { incus } from '#lib/incus/client.ts'
import { findInstance, stopInstance } from '#lib/incus/instances.ts'

/** A shutdown by the host's systemd, which shuts its VMs down first; then it is cut off. */
const timeoutSeconds = 20

export async function shutDownHost(instance: string): Promise<void> {
  await stopInstance(incus(), instance, { timeoutSeconds }).catch(async () => {
    const still = await findInstance(incus(), instance)
    if (still?.running) await stopInstance(incus(), instance, { force: true })
  })
}
