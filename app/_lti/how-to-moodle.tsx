import { getTranslations } from 'next-intl/server'

/** Moodle's words for its fields, and what to put there; the words stay English where Moodle's translation may differ. */
const fields = [
  ['Tool name', 'name'],
  ['Tool URL', 'url'],
  ['LTI version', 'version'],
  ['Public key type', 'keyType'],
  ['Public keyset', 'keyset'],
  ['Initiate login URL', 'login'],
  ['Redirection URI(s)', 'redirect'],
  ['Custom parameters', 'custom'],
  ['Default launch container', 'container'],
  ['IMS LTI Assignment and Grade Services', 'grades'],
  ["Share launcher's name with tool", 'share'],
  ['Accept grades from the tool', 'accept'],
] as const

export async function HowToMoodle() {
  const t = await getTranslations('lti.moodle')
  return (
    <section aria-labelledby="lti-moodle">
      <h2 id="lti-moodle" className="text-lg font-semibold">
        {t('title')}
      </h2>
      <ol className="mt-2 list-decimal space-y-4 pl-5">
        <li>
          {t('open')}
          <table className="mt-2 w-full border-collapse text-sm">
            <tbody>
              {fields.map(([field, key]) => (
                <tr key={key} className="border-b border-line align-top">
                  <th scope="row" className="w-72 py-1.5 pr-3 text-left font-normal text-muted">
                    {field}
                  </th>
                  <td className="py-1.5 break-words">{t(`fields.${key}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </li>
        <li>{t('copyBack')}</li>
        <li>{t('activity')}</li>
      </ol>
      <p className="mt-4 text-sm text-muted">{t('window')}</p>
      <p className="mt-2 text-sm text-muted">{t('others')}</p>
    </section>
  )
}
