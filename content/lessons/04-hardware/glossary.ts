export default {
  balloon: {
    zh: {
      term: '内存气球',
      text: '客户机里的驱动按宿主机的要求占住一部分内存，这部分就还给了宿主机。占得多，客户机可用的就少。',
    },
    en: {
      term: 'balloon',
      text: 'A driver in the guest that takes hold of memory when the host asks, so that the host can have it. The more it holds, the less the guest has.',
    },
  },
}
