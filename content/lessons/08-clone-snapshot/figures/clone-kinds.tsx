import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '完整克隆复制全部数据，之后互不相干；链接克隆只存差异，其余的一直读基础卷',
    source: '源虚拟机',
    full: '完整克隆',
    linked: '链接克隆',
    copied: '数据都复制过来',
    apart: '源删了也不要紧',
    diff: '只存差异，约 200 KiB',
    depends: '源一动，它就坏',
    copy: '复制 43 MiB',
    reads: '没写过的，读这里',
    base: '基础卷，从此只读',
  },
  en: {
    title:
      'A full clone copies all data and stands alone; a linked clone holds the differences and reads the rest from the base',
    source: 'source',
    full: 'full clone',
    linked: 'linked clone',
    copied: 'has all the data',
    apart: 'the source may go',
    diff: 'differences, 200 KiB',
    depends: 'breaks with the source',
    copy: 'copies 43 MiB',
    reads: 'reads what it has not written',
    base: 'the base: read only, from now on',
  },
}

export function CloneKindsFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  const rows = [
    { top: 6, name: words.full, file: 'web02.qcow2', base: 'web01.qcow2', a: words.copied, b: words.apart },
    { top: 132, name: words.linked, file: 'test01.qcow2', base: 'golden.qcow2', a: words.diff, b: words.depends },
  ]
  return (
    <svg viewBox="0 0 720 244" role="img" aria-label={words.title} className="figure">
      {rows.map(({ top, name, file, base, a, b }, linked) => (
        <g key={name} transform={`translate(0 ${top})`}>
          <rect className="fig-box" x="6" width="216" height="104" rx="10" />
          <text className="fig-text" x="22" y="26" fontSize="13.5" fontWeight="600">
            {words.source}
          </text>
          <text className="fig-code" x="22" y="48" fontSize="13">
            {base}
          </text>
          <rect className="fig-accent-fill" x="22" y="62" width="180" height="14" rx="4" />
          <text className="fig-muted" x="22" y="94" fontSize="12">
            {linked ? words.base : '43 MiB'}
          </text>
          <rect className={linked ? 'fig-accent-soft' : 'fig-box'} x="492" width="222" height="104" rx="10" />
          <text className="fig-text" x="508" y="26" fontSize="13.5" fontWeight="600">
            {name}
          </text>
          <text className="fig-code" x="508" y="48" fontSize="13">
            {file}
          </text>
          <rect className="fig-soft" x="508" y="62" width="180" height="14" rx="4" />
          <rect className="fig-accent-fill" x="508" y="62" width={linked ? 8 : 180} height="14" rx="4" />
          <text className="fig-muted" x="508" y="94" fontSize="12">
            {a}
          </text>
          {linked ? (
            <path className="fig-dash" d="M486 54 H230" markerEnd="url(#clone-kinds-arrow)" />
          ) : (
            <path className="fig-accent-line" d="M228 54 H484" markerEnd="url(#clone-kinds-accent)" />
          )}
          <text className="fig-text" x="357" y="44" textAnchor="middle" fontSize="12.5" fontWeight="600">
            {linked ? words.reads : words.copy}
          </text>
          <text className="fig-muted" x="357" y="74" textAnchor="middle" fontSize="12">
            {b}
          </text>
        </g>
      ))}
      <ArrowHead id="clone-kinds-arrow" />
      <ArrowHead id="clone-kinds-accent" accent />
    </svg>
  )
}
