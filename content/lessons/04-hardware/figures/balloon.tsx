const text = {
  zh: {
    title: '最大内存不变，气球在里面鼓起来，客户机能用的就变少',
    rows: [
      { name: '刚开机', command: 'setmem 384M', guest: 384, note: '客户机 384 MiB' },
      { name: '气球鼓起', command: 'setmem 256M --live', guest: 256, note: '客户机 256 MiB' },
      { name: '要更多', command: 'setmem 512M --live', guest: 384, note: '拒绝：超过最大值' },
    ],
    balloon: '气球 128 MiB',
    maximum: '最大内存 384 MiB',
    next: '512 MiB：改最大值，等下次开机',
  },
  en: {
    title: 'The maximum stays; the balloon inflates inside it, and the guest has less',
    rows: [
      { name: 'Just started', command: 'setmem 384M', guest: 384, note: 'guest: 384 MiB' },
      { name: 'Balloon inflated', command: 'setmem 256M --live', guest: 256, note: 'guest: 256 MiB' },
      { name: 'More than that', command: 'setmem 512M --live', guest: 384, note: 'refused: above the maximum' },
    ],
    balloon: 'balloon 128 MiB',
    maximum: 'maximum 384 MiB',
    next: '512 MiB: raise the maximum, next start',
  },
}

const scale = 396 / 384

export function BalloonFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  const end = 170 + 384 * scale
  return (
    <svg viewBox="0 0 720 228" role="img" aria-label={words.title} className="figure">
      <text className="fig-muted" x={end} y="16" textAnchor="end" fontSize="12.5">
        {words.maximum}
      </text>
      {words.rows.map(({ name, command, guest, note }, index) => (
        <g key={name} transform={`translate(0 ${28 + index * 60})`}>
          <text className="fig-text" x="8" y="19" fontSize="13.5" fontWeight="600">
            {name}
          </text>
          <text className="fig-code" x="8" y="38" fontSize="11.5">
            {command}
          </text>
          <rect className="fig-accent-soft" x="170" y="2" width={guest * scale} height="42" rx="6" />
          <text className="fig-text" x={170 + (guest * scale) / 2} y="28" textAnchor="middle" fontSize="13">
            {index === 2 ? '' : note}
          </text>
          {index === 1 && (
            <>
              <rect
                className="fig-hollow"
                x={170 + 256 * scale + 4}
                y="2"
                width={128 * scale - 4}
                height="42"
                rx="21"
              />
              <text className="fig-muted" x={170 + 320 * scale + 2} y="27" textAnchor="middle" fontSize="12">
                {words.balloon}
              </text>
            </>
          )}
          {index === 2 && (
            <>
              <rect className="fig-hollow" x={end + 4} y="2" width={128 * scale} height="42" rx="6" />
              <text className="fig-text" x={end + 4 + 64 * scale} y="28" textAnchor="middle" fontSize="15">
                ✗
              </text>
              <text className="fig-text" x={170 + 192 * scale} y="28" textAnchor="middle" fontSize="13">
                {note}
              </text>
            </>
          )}
        </g>
      ))}
      <path className="fig-dash" d={`M${end + 2} 22 V 204`} />
      <text className="fig-muted" x="702" y="220" textAnchor="end" fontSize="12.5">
        {words.next}
      </text>
    </svg>
  )
}
