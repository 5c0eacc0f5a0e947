const text = {
  zh: {
    title: '存储池里的存储卷是虚拟机的磁盘',
    pool: '存储池 default',
    volume: '存储卷',
    vm: '虚拟机',
    use: '当作磁盘',
  },
  en: {
    title: 'A volume in a pool is the disk of a VM',
    pool: 'pool default',
    volume: 'volume',
    vm: 'VM',
    use: 'as its disk',
  },
}

/** Colours come from the classes fig-*, so that light and dark both fit. */
export function VolumeFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 640 150" role="img" aria-label={words.title} className="figure">
      <rect className="fig-box" x="20" y="20" width="270" height="110" rx="8" />
      <text className="fig-text" x="36" y="46" fontSize="14" fontWeight="600">
        {words.pool}
      </text>
      <rect className="fig-disk" x="36" y="64" width="238" height="48" rx="6" />
      <text className="fig-text" x="155" y="93" textAnchor="middle" fontSize="14">
        {words.volume}
      </text>
      <path className="fig-line" d="M274 88 H 440" />
      <path className="fig-arrow" d="M440 83 l10 5 l-10 5 z" />
      <text className="fig-muted" x="365" y="76" textAnchor="middle" fontSize="13">
        {words.use}
      </text>
      <rect className="fig-accent-soft" x="452" y="44" width="168" height="86" rx="8" />
      <text className="fig-text" x="536" y="92" textAnchor="middle" fontSize="14" fontWeight="600">
        {words.vm}
      </text>
    </svg>
  )
}
