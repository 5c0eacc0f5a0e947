import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: 'vol-clone 的结果自成一体；vol-create-as --backing-vol 的结果仍然依赖后备文件',
    base: '基础卷',
    source: '链接卷',
    only: '只存差异 · 约 200 KiB',
    reads: '其余的读这里',
    clone: '完整的副本',
    full: '约 43 MiB，谁也不依赖',
    link: '另一个链接卷',
    baseSize: '24 MiB，不能动',
  },
  en: {
    title: 'vol-clone yields a volume that stands alone; vol-create-as --backing-vol yields one that needs the base',
    base: 'the base',
    source: 'a linked volume',
    only: 'differences only · 200 KiB',
    reads: 'the rest is read here',
    clone: 'a full copy',
    full: '43 MiB, depends on nothing',
    link: 'another linked volume',
    baseSize: '24 MiB, hands off',
  },
}

export function FlattenedCloneFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 246" role="img" aria-label={words.title} className="figure">
      <rect className="fig-box" x="6" y="160" width="230" height="78" rx="9" />
      <text className="fig-text" x="20" y="184" fontSize="13.5" fontWeight="600">
        {words.base}
      </text>
      <text className="fig-code" x="20" y="205" fontSize="12">
        tinyvm-1.0-x86_64.qcow2
      </text>
      <text className="fig-muted" x="20" y="225" fontSize="12">
        {words.baseSize}
      </text>
      <rect className="fig-accent-soft" x="6" y="18" width="230" height="78" rx="9" />
      <text className="fig-text" x="20" y="42" fontSize="13.5" fontWeight="600">
        {words.source}
      </text>
      <text className="fig-code" x="20" y="63" fontSize="12">
        report.qcow2
      </text>
      <text className="fig-muted" x="20" y="83" fontSize="12">
        {words.only}
      </text>
      <path className="fig-line" d="M60 98 V154" markerEnd="url(#clone-arrow)" />
      <text className="fig-muted" x="72" y="131" fontSize="12">
        {words.reads}
      </text>
      <path className="fig-accent-line" d="M240 52 H472" markerEnd="url(#clone-accent)" />
      <text className="fig-code" x="354" y="43" textAnchor="middle" fontSize="12">
        vol-clone
      </text>
      <rect className="fig-accent-fill" x="478" y="18" width="236" height="78" rx="9" />
      <text className="fig-on-accent" x="492" y="42" fontSize="13.5" fontWeight="600">
        {words.clone}
      </text>
      <text className="fig-on-accent" x="492" y="63" fontSize="12" fontFamily="var(--font-mono)">
        report-full.qcow2
      </text>
      <text className="fig-on-accent" x="492" y="83" fontSize="12">
        {words.full}
      </text>
      <rect className="fig-accent-soft" x="478" y="160" width="236" height="78" rx="9" />
      <text className="fig-text" x="492" y="184" fontSize="13.5" fontWeight="600">
        {words.link}
      </text>
      <text className="fig-code" x="492" y="205" fontSize="12">
        report-2.qcow2
      </text>
      <text className="fig-muted" x="492" y="225" fontSize="12">
        {words.only}
      </text>
      <path className="fig-line" d="M474 199 H242" markerEnd="url(#clone-arrow)" />
      <text className="fig-code" x="358" y="190" textAnchor="middle" fontSize="12">
        vol-create-as --backing-vol
      </text>
      <text className="fig-muted" x="358" y="218" textAnchor="middle" fontSize="12">
        {words.reads}
      </text>
      <ArrowHead id="clone-arrow" />
      <ArrowHead id="clone-accent" accent />
    </svg>
  )
}
