import { checkpoint, vm } from '#lib/grading/define.ts'

const web01 = () =>
  vm('web01')
    .exists()
    .saying({
      unmet: {
        zh: '找不到 web01，现有：{actual}。它是本章准备好的；如果删掉了，把实验主机重置一下。',
        en: 'There is no web01; what there is: {actual}. This chapter comes with it; if it was deleted, reset the lab host.',
      },
    })

export default [
  checkpoint('first-start', {
    points: 5,
    covers: ['1.1-gui-cli'],
    expect: [
      web01()
        .isRunning()
        .saying({
          unmet: {
            zh: 'web01 的状态是 {actual}，还没有运行。“开机自启”只管宿主机下次启动时，不会现在就把它打开。',
            en: 'web01 is not running; its state is {actual}. Autostart is about the next start of the host: it does not start the VM now.',
          },
        })
        .autostarts()
        .saying({
          unmet: {
            zh: 'web01 在运行，但还没有设成随宿主机自动启动。在终端里用 virsh autostart，或在它的菜单里选“开机自启”。',
            en: 'web01 runs, but does not start with the host yet: virsh autostart in the terminal, or “Start with the host” in its menu.',
          },
        }),
    ],
    hints: {
      zh: [
        '要做两件事：现在启动它，以及让它以后跟着宿主机启动。你做了哪一件？virsh dominfo web01 的 State 和 Autostart 两行分别说明一件。',
        '启动：在列表里选中 web01，点“运行”，或者用 virsh start。自启：它的菜单里有“开机自启”，或者用 virsh autostart。',
        '在终端运行：virsh start web01; virsh autostart web01',
      ],
      en: [
        'Two things are asked for: to start it now, and to have it start with the host. Which one is done? The lines State and Autostart of virsh dominfo web01 tell.',
        'To start it, select web01 in the list and press Run, or use virsh start. For the other, its menu has “Start with the host”, and virsh has autostart.',
        'In the terminal: virsh start web01; virsh autostart web01',
      ],
    },
  }),

  checkpoint('memory-figures', {
    points: 5,
    covers: ['1.1-monitoring'],
    expect: [
      web01()
        .isRunning()
        .saying({
          unmet: {
            zh: 'web01 的状态是 {actual}。没有运行的客户机没法上报内存，先启动它。',
            en: 'web01 is not running; its state is {actual}. Only a guest that runs can tell about its memory: start it first.',
          },
        })
        .live(
          'devices/memballoon/stats/@period',
          { min: 1 },
          {
            id: 'memory-figures',
            text: {
              zh: '运行中的 web01 定期上报内存用量',
              en: 'web01, as it runs, tells regularly how much memory it uses',
            },
            unmet: {
              zh: '正在运行的 web01 还没有被要求上报。只写进定义（--config）要到下次启动才生效，这里要改运行中的：--live。',
              en: 'The running web01 is not asked to tell. What goes into the definition only (--config) counts from its next start; change the one that runs: --live.',
            },
          },
        ),
    ],
    hints: {
      zh: [
        '客户机用了多少内存，宿主机自己看得出来吗？谁能告诉它？',
        '是气球驱动。监视图的“内存”下面有一个“每 2 秒上报一次”的按钮；刚开机时客户机会主动报一次，要等那个数字过期（约 15 秒）按钮才出现。终端里是 virsh dommemstat 的 --period。',
        '在终端运行：virsh dommemstat web01 --period 2 --live',
      ],
      en: [
        'Can the host see by itself how much memory the guest uses? Who could tell it?',
        'The balloon driver can. Below the memory graph is a button “Ask every 2 seconds”; a guest that has just booted tells once by itself, and the button shows when that is stale, after some 15 seconds. In the terminal it is --period of virsh dommemstat.',
        'In the terminal: virsh dommemstat web01 --period 2 --live',
      ],
    },
  }),

  checkpoint('kept', {
    points: 10,
    covers: ['1.1-start'],
    expect: [
      vm('kiosk01')
        .exists()
        .saying({
          unmet: {
            zh: '没有叫 kiosk01 的虚拟机，现有：{actual}。如果你刚用 virsh create 建过又停了它，它就已经消失了。',
            en: 'There is no VM named kiosk01; what there is: {actual}. If you made it with virsh create and stopped it, it is gone.',
          },
        })
        .isPersistent()
        .saying({
          unmet: {
            zh: 'kiosk01 在运行，但它是临时的：一停就没了。给 libvirt 存一份它的定义，不必关机。',
            en: 'kiosk01 runs, but it is transient: stop it and it is gone. Give libvirt its definition to keep; no need to stop it.',
          },
        })
        .isRunning()
        .saying({
          unmet: {
            zh: 'kiosk01 的定义已经存好，状态是 {actual}。define 只保存，不启动。',
            en: 'kiosk01 is defined; its state is {actual}. Defining keeps the definition and starts nothing.',
          },
        }),
    ],
    hints: {
      zh: [
        'create 和 define 都读同一份 XML，一个启动它，一个保存它。你缺的是哪一个？virsh dominfo kiosk01 的 Persistent 一行会告诉你。',
        '没在运行：先 virsh define 那个文件，再 virsh start。已经作为临时虚拟机在运行：把 virsh dumpxml 的输出交给 virsh define。',
        '在终端运行：virsh define ~/kiosk01.xml && virsh start kiosk01；若它正作为临时虚拟机运行，则是：virsh dumpxml kiosk01 | virsh define /dev/stdin',
      ],
      en: [
        'create and define read the same XML: one starts it, one keeps it. Which one is missing? See the line Persistent of virsh dominfo kiosk01.',
        'If it does not run: virsh define with the file, then virsh start. If it runs as a transient VM: give the output of virsh dumpxml to virsh define.',
        'In the terminal: virsh define ~/kiosk01.xml && virsh start kiosk01. If it runs as a transient VM: virsh dumpxml kiosk01 | virsh define /dev/stdin',
      ],
    },
  }),
]
