import { useTranslations } from 'next-intl'
import { classNames } from '#app/_ui/class-names.ts'

const looks: Record<string, string> = {
  '+': 'bg-good-soft text-good',
  '-': 'bg-bad-soft text-bad',
  '@': 'text-muted',
}

function lookOf(line: string): string | undefined {
  return line.startsWith('---') ? 'font-semibold' : looks[line[0] ?? '']
}

/** A unified diff of XML; what was added and taken away is told by its sign as well as by colour. */
export function XmlPatch({ patch }: { patch: string }) {
  const t = useTranslations('lab.history')
  const lines = patch.split('\n').filter((line) => line !== '' && !line.startsWith('+++'))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must be reached by keyboard
    <pre
      aria-label={t('diff')}
      tabIndex={0}
      data-testid="xml-patch"
      className="scroll-thin max-h-80 w-full overflow-auto rounded-sm border border-line bg-sunken py-1 font-mono text-xs leading-5"
    >
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <code key={index} className={classNames('block px-2', lookOf(line))}>
          {line.startsWith('---') ? line.slice(4).trim() : line}
          {'\n'}
        </code>
      ))}
    </pre>
  )
}
