import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '五种缓存模式：写入是否经过宿主机的页缓存，在哪里算写完，客户机的 flush 是否照办',
    columns: ['宿主机页缓存', '磁盘', 'flush'],
    guest: '客户机写入',
    done: '● 到这里就告诉客户机“写完了”',
    around: '绕过',
    through: '经过',
    modes: [
      { name: 'writeback', cached: true, doneAt: 'cache', flush: '照办', note: 'QEMU 默认' },
      { name: 'none', cached: false, doneAt: 'disk', flush: '照办', note: '可配 native' },
      { name: 'writethrough', cached: true, doneAt: 'platter', flush: '每次都做', note: '慢' },
      { name: 'directsync', cached: false, doneAt: 'platter', flush: '每次都做', note: '可配 native' },
      { name: 'unsafe', cached: true, doneAt: 'cache', flush: '不理会', note: '断电丢数据' },
    ],
  },
  en: {
    title:
      'Five cache modes: through the host’s page cache or around it, where a write counts as done, and what becomes of flushes',
    columns: ['page cache of the host', 'disk', 'flush'],
    guest: 'guest writes',
    done: '● here the guest is told “written”',
    around: 'around it',
    through: 'through it',
    modes: [
      { name: 'writeback', cached: true, doneAt: 'cache', flush: 'obeyed', note: 'QEMU’s default' },
      { name: 'none', cached: false, doneAt: 'disk', flush: 'obeyed', note: 'allows native' },
      { name: 'writethrough', cached: true, doneAt: 'platter', flush: 'after each write', note: 'slow' },
      { name: 'directsync', cached: false, doneAt: 'platter', flush: 'after each write', note: 'allows native' },
      { name: 'unsafe', cached: true, doneAt: 'cache', flush: 'ignored', note: 'power cut: data lost' },
    ],
  },
}

export function DiskCacheFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 300" role="img" aria-label={words.title} className="figure">
      <text className="fig-muted" x="8" y="18" fontSize="12.5">
        {words.guest}
      </text>
      <text className="fig-muted" x="268" y="18" textAnchor="middle" fontSize="12.5">
        {words.columns[0]}
      </text>
      <text className="fig-muted" x="446" y="18" textAnchor="middle" fontSize="12.5">
        {words.columns[1]}
      </text>
      <text className="fig-muted" x="560" y="18" fontSize="12.5">
        {words.columns[2]}
      </text>
      {words.modes.map(({ name, cached, doneAt, flush, note }, index) => {
        const dot = doneAt === 'cache' ? 320 : doneAt === 'disk' ? 402 : 516
        return (
          <g key={name} transform={`translate(0 ${28 + index * 49})`}>
            <text className="fig-code" x="8" y="18" fontSize="13" fontWeight="600">
              {name}
            </text>
            <text className="fig-muted" x="8" y="35" fontSize="11.5">
              {note}
            </text>
            <rect className={cached ? 'fig-accent-soft' : 'fig-hollow'} x="196" width="144" height="40" rx="7" />
            <text
              className={cached ? 'fig-text' : 'fig-muted'}
              x="262"
              y={cached ? 25 : 16}
              textAnchor="middle"
              fontSize="12"
            >
              {cached ? words.through : words.around}
            </text>
            <rect className="fig-box" x="376" width="152" height="40" rx="7" />
            <path className="fig-line" d={cached ? 'M146 20 H 192' : 'M146 24 H 372'} markerEnd="url(#cache-arrow)" />
            {cached && <path className="fig-line" d="M340 20 H 372" markerEnd="url(#cache-arrow)" />}
            {doneAt === 'platter' && <path className="fig-dash" d="M380 20 H 508" />}
            <circle className="fig-accent-fill" cx={dot} cy="20" r="6.5" />
            <text className="fig-text" x="560" y="25" fontSize="12.5">
              {flush}
            </text>
          </g>
        )
      })}
      <text className="fig-muted" x="8" y="292" fontSize="12.5">
        {words.done}
      </text>
      <ArrowHead id="cache-arrow" />
    </svg>
  )
}
