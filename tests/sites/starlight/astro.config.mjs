import starlight from '@astrojs/starlight'
import {defineConfig} from 'astro/config'
import validator from 'starlight-links-validator'

export default defineConfig({
  site: 'https://example.org',
  telemetry: false,
  integrations: [
    starlight({
      title: 'Little server',
      pagefind: false,
      disable404Route: true,
      locales: {
        root: {label: 'English', lang: 'en'},
        'zh-cn': {label: '简体中文', lang: 'zh-CN'},
        'zh-tw': {label: '繁體中文', lang: 'zh-TW'}
      },
      plugins: [validator({errorOnInconsistentLocale: true, errorOnFallbackPages: false})]
    })
  ]
})
