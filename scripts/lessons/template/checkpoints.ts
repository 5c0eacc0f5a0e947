import { checkpoint, oneOf, pool, withVariables } from '#lib/grading/define.ts'

export default withVariables({ volume: oneOf('alpha.qcow2', 'beta.qcow2', 'gamma.qcow2') }, ({ volume }) => [
  checkpoint('first-volume', {
    points: 10,
    covers: [],
    expect: [
      pool('default')
        .hasVolume(volume, { format: 'qcow2', minGiB: 1 })
        .saying({
          unmet: {
            zh: `存储池 default 里没有符合要求的卷 ${volume}，现在是：{actual}。要 qcow2 格式、至少 1 GiB；格式不对只能删了重建。`,
            en: `The pool default has no volume ${volume} as asked; what there is: {actual}. It has to be qcow2 and 1 GiB at least; a wrong format means deleting it and starting over.`,
          },
        }),
    ],
    hints: {
      zh: [
        '卷有三样东西要定：名字、大小、格式。哪一样和题目不一样？',
        '选中存储池 default，点“创建存储卷”，格式选 qcow2，容量填 1 GiB。',
        `virsh vol-create-as default ${volume} 1G --format qcow2`,
      ],
      en: [
        'A volume has a name, a size and a format. Which of them differs from the task?',
        'Select the pool default, choose Create volume, format qcow2, capacity 1 GiB.',
        `virsh vol-create-as default ${volume} 1G --format qcow2`,
      ],
    },
  }),
])
