'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { Spinner } from '#app/_ui/spinner.tsx'
import type { PictureFinding } from '#lib/labs/console/picture-checks.ts'
import { pictureFindings } from './actions.ts'

/** "Why is there no picture?": state and reason, display, QEMU's log, each with the command that tells it. */
export function NoPicture({ labId, vm }: { labId: string; vm: string }) {
  const t = useTranslations('console')
  const [open, setOpen] = useState(false)
  const [findings, setFindings] = useState<PictureFinding[] | null | 'asking'>('asking')
  const ask = () => {
    setOpen(true)
    setFindings('asking')
    pictureFindings({ labId, vm }).then(setFindings, () => setFindings(null))
  }
  return (
    <>
      <Button kind="quiet" onClick={ask}>
        {t('whyNoPicture')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('whyNoPicture')}
        size="medium"
        footer={<Button onClick={ask}>{t('askAgain')}</Button>}
      >
        {findings === 'asking' && <Spinner />}
        {findings === null && <p role="alert">{t('notAsked')}</p>}
        {Array.isArray(findings) && (
          <ol className="space-y-4">
            {findings.map(({ check, command, output, failed }) => (
              <li key={check}>
                <h3 className="text-sm font-semibold">{t(`picture.${check}`)}</h3>
                <p className="text-sm text-muted">{t(`pictureWhat.${check}`)}</p>
                <code className="mt-1 block text-xs text-muted">$ {command}</code>
                <pre
                  tabIndex={0}
                  className={`scroll-thin max-h-48 overflow-auto text-xs whitespace-pre-wrap ${failed ? 'text-bad' : ''}`}
                >
                  {output || t('nothingSaid')}
                </pre>
              </li>
            ))}
          </ol>
        )}
      </Dialog>
    </>
  )
}
