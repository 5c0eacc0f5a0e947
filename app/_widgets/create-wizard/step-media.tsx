'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { FileChoice } from './file-choice.tsx'
import { OsField } from './os-field.tsx'
import { useWizard } from './wizard-context.ts'

/** The lab host serves its own install tree on the default network's address. */
const labTree = 'http://192.168.122.1/tinyvm/'

/** Step 2: what is installed from, and which operating system it is. */
export function StepMedia() {
  const { form } = useWizard()
  return (
    <>
      {form.method === 'iso' && <IsoMedia />}
      {form.method === 'url' && <UrlMedia />}
      {form.method === 'import' && <ImportMedia />}
      {form.method === 'pxe' && <PxeMedia />}
      <OsField />
    </>
  )
}

function IsoMedia() {
  const t = useTranslations('wizard.media')
  const { form, change, limits, errorOf } = useWizard()
  return (
    <FileChoice
      label={t('iso')}
      error={errorOf('isoPath')}
      empty={t('noIso', { pool: limits.pools[0]?.targetPath ?? '/var/lib/libvirt/images' })}
      value={form.isoPath}
      onValueChange={(isoPath) => change({ isoPath, ...(form.osDetect ? { osId: null } : {}) })}
      files={limits.media}
    />
  )
}

function UrlMedia() {
  const t = useTranslations('wizard.media')
  const { form, change, errorOf } = useWizard()
  const setUrl = (url: string) => change({ url, ...(form.osDetect ? { osId: null } : {}) })
  return (
    <div className="space-y-3">
      <Field label={t('url')} hint={t('urlHint')} error={errorOf('url')} reserveError>
        <TextInput mono value={form.url} onValueChange={setUrl} placeholder="http://" />
      </Field>
      {form.url === '' && (
        <Button kind="quiet" onClick={() => setUrl(labTree)}>
          {t('useUrl', { url: labTree })}
        </Button>
      )}
      <Field label={t('kernelArgs')} hint={t('kernelArgsHint')} error={errorOf('kernelArgs')}>
        <TextInput mono value={form.kernelArgs} onValueChange={(kernelArgs) => change({ kernelArgs })} />
      </Field>
    </div>
  )
}

function ImportMedia() {
  const t = useTranslations('wizard.media')
  const { form, change, limits, errorOf } = useWizard()
  return (
    <FileChoice
      label={t('import')}
      hint={t('importHint')}
      error={errorOf('importPath')}
      empty={t('noImage')}
      value={form.importPath}
      onValueChange={(importPath) => change({ importPath })}
      files={limits.images}
    />
  )
}

function PxeMedia() {
  const t = useTranslations('wizard.media')
  const { limits } = useWizard()
  const network = limits.networks.find(({ pxe, active }) => pxe && active)
  return network ? (
    <Callout kind="info">{t('pxe', { network: network.name })}</Callout>
  ) : (
    <Callout kind="warning">{t('pxeNone')}</Callout>
  )
}
