'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { EmptyState } from '#app/_ui/empty-state.tsx'
import { Field } from '#app/_ui/field.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { Spinner } from '#app/_ui/spinner.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import type { LiveState } from '#lib/gateway/protocol.ts'
import { checkClone } from '#lib/virt/commands/check-clone.ts'
import { cloneCommand, type CloneForm } from '#lib/virt/commands/clone-commands.ts'
import type { Domain } from '#lib/virt/types.ts'
import { readCloneFacts } from '#lib/virt/xml/clone-facts.ts'
import { randomMac } from '#lib/virt/xml/device-interface.ts'
import { useLive } from '../live-state/live-state.tsx'
import { OperationEcho } from '../operation/operation-echo.tsx'
import { OperationFeedback } from '../operation/operation-feedback.tsx'
import { useOperation } from '../operation/use-operation.ts'
import { type StorageState, useStorage } from '../storage/use-storage.ts'
import { useStorageForm } from '../storage/use-storage-form.ts'
import { type CloneDraft, suggestCloneName, toForm, volumeOf } from './clone-draft.ts'
import { DiskRow } from './disk-row.tsx'

const selectDomains = (state: LiveState) => state.domains

/** Another VM like this one: virt-manager's dialog, with linked disks. */
export function Clone({ vm }: { vm: string }) {
  const t = useTranslations('clone')
  const all = useLive(selectDomains)
  const storage = useStorage()
  if (!all || !storage) {
    return (
      <p className="flex items-center gap-2 p-4 text-sm text-muted">
        <Spinner />
        {t('connecting')}
      </p>
    )
  }
  const domains = Object.values(all)
  const domain = domains.find(({ name }) => name === vm)
  if (!domain) return <EmptyState icon={<Copy size={28} />} title={t('noVm', { vm })} />
  return <CloneFormView key={domain.uuid} domain={domain} domains={domains} storage={storage} />
}

interface CloneFormViewProps {
  domain: Domain
  domains: Domain[]
  storage: StorageState
}

function CloneFormView({ domain, domains, storage }: CloneFormViewProps) {
  const t = useTranslations('clone')
  const operation = useOperation('vm-clone')
  const names = domains.map(({ name }) => name)
  const fresh = (): CloneDraft => ({ name: suggestCloneName(domain.name, names), ways: {}, volumes: {}, macs: [] })
  const [made, setMade] = useState<string | null>(null)
  const facts = readCloneFacts(domain.inactiveXml ?? '<domain/>')
  const [chance] = useState(() => facts.macs.map(() => randomMac()))
  const { form: draft, change, errorAt, errorText, tryAnyway } = useStorageForm<CloneDraft>(fresh(), operation)
  // While it goes on, what it makes is there already: the form stays as it was sent.
  const [sent, setSent] = useState<CloneForm | null>(null)
  const form = (operation.busy && sent) || toForm(draft, domain, storage.volumes, chance)
  const problems = operation.busy
    ? []
    : checkClone(form, { domain, domains, volumes: storage.volumes, pools: storage.pools })
  const forbidden = problems.find(({ field }) => field === 'vm')
  // A disk's problem is told at once: it comes from the choice, not from typing.
  const diskError = (index: number) => {
    const found = problems.find(({ field }) => field === `disks.${index}`)
    return errorAt(`disks.${index}`, []) ?? (found && errorText(found))
  }

  const submit = async () => {
    tryAnyway()
    setMade(null)
    if (problems.length > 0) return
    setSent(form)
    if (!(await operation.run(form))) return
    setMade(form.name)
    change({ ...fresh(), name: suggestCloneName(domain.name, [...names, form.name]) })
  }
  return (
    <section
      aria-label={t('title', { vm: domain.name })}
      data-testid="clone"
      className="@container overflow-hidden rounded-md border border-line bg-surface"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!operation.busy) void submit()
        }}
      >
        <div className="space-y-2 p-3">
          {forbidden && <Callout kind="warning">{errorText(forbidden)}</Callout>}
          {domain.hasManagedSave && <Callout kind="warning">{t('saved', { vm: domain.name })}</Callout>}
          <Field layout="beside" label={t('name')} error={errorAt('name', problems)} reserveError>
            <TextInput
              mono
              name="name"
              className="max-w-96"
              value={draft.name}
              onValueChange={(name) => change({ name })}
            />
          </Field>
        </div>
        <h3 className="border-y border-line bg-sunken px-3 py-1 text-xs font-medium text-muted">{t('storage')}</h3>
        <ul className="divide-y divide-line">
          {form.disks.map((disk, index) => {
            const source = facts.disks.find(({ target }) => target === disk.target)
            return (
              source && (
                <DiskRow
                  key={disk.target}
                  vm={domain.name}
                  disk={disk}
                  source={source}
                  volume={volumeOf(source, storage.volumes)}
                  volumes={storage.volumes}
                  error={diskError(index)}
                  onWay={(way) => change({ ways: { ...draft.ways, [disk.target]: way } })}
                  onVolume={(name) => change({ volumes: { ...draft.volumes, [disk.target]: name } })}
                />
              )
            )
          })}
        </ul>
        <Totals form={form} storage={storage} />
        <h3 className="border-y border-line bg-sunken px-3 py-1 text-xs font-medium text-muted">{t('network')}</h3>
        <div className="space-y-2 p-3">
          {facts.macs.length === 0 && <p className="text-sm text-muted">{t('noNics')}</p>}
          {facts.macs.map((mac, index) => (
            <Field
              // biome-ignore lint/suspicious/noArrayIndexKey: a NIC is its place
              key={index}
              layout="beside"
              label={t('mac', { number: index + 1 })}
              hint={t('macNow', { mac })}
              error={errorAt(`macs.${index}`, problems)}
            >
              <TextInput
                mono
                name={`mac-${index}`}
                className="max-w-64"
                placeholder={t('macAuto')}
                value={draft.macs[index] ?? ''}
                onValueChange={(value) =>
                  change({ macs: facts.macs.map((_mac, at) => (at === index ? value : (draft.macs[at] ?? ''))) })
                }
              />
            </Field>
          ))}
          {form.nvram && <p className="text-xs text-muted">{t('nvram', { path: form.nvram.to })}</p>}
          <Callout kind="tip">
            {t('identity')} {t('snapshots')}
          </Callout>
          <OperationFeedback
            operation={operation}
            cancellable
            fields={[
              'name',
              ...form.disks.map((_d, index) => `disks.${index}`),
              ...form.macs.map((_m, index) => `macs.${index}`),
            ]}
          />
          {made && <Callout kind="good">{t('done', { name: made })}</Callout>}
          <OperationEcho command={cloneCommand(form)} />
          <div className="flex justify-end">
            <Button
              type="submit"
              kind="primary"
              icon={<Copy size={15} />}
              busy={operation.busy}
              disabled={forbidden !== undefined}
            >
              {t('submit')}
            </Button>
          </div>
        </div>
      </form>
    </section>
  )
}

/** Before and after, for each pool that gets a volume. */
function Totals({ form, storage }: { form: CloneForm; storage: StorageState }) {
  const t = useTranslations('clone')
  const made = form.disks.filter(({ way, volume }) => way !== 'share' && volume !== null)
  const pools = storage.pools.filter(({ name }) => made.some(({ volume }) => volume?.pool === name))
  return pools.map(({ name: pool, availableBytes }) => {
    const here = made.filter(({ volume }) => volume?.pool === pool)
    const copied = here.reduce((sum, { way, volume }) => {
      const own = storage.volumes.find((one) => one.pool === pool && one.name === volume?.name)
      return sum + (way === 'full' ? (own?.allocationBytes ?? 0) : 0)
    }, 0)
    return (
      <p
        key={pool}
        className="border-t border-line px-3 py-2 text-xs text-muted tabular-nums"
        data-testid="clone-total"
      >
        {t('total', {
          bytes: formatBytes(copied),
          pool,
          free: formatBytes(availableBytes),
          capacity: formatBytes(here.reduce((sum, { capacityBytes }) => sum + capacityBytes, 0)),
        })}
      </p>
    )
  })
}
