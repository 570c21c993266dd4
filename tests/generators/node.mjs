// The ids that a generator of npm gives the headings of a page on standard input, as a JSON list.
import fs from 'node:fs'
import {createRequire} from 'node:module'

const require = createRequire(import.meta.url)
const text = fs.readFileSync(0, 'utf8')

const walk = (node, see) => {
  see(node)
  for (const child of node.children ?? []) walk(child, see)
}

const generators = {
  // What sites on unified take GitHub's rule from (Astro, Starlight, Next.js): rehype-slug.
  async github() {
    const [{unified}, parse, gfm, hast, raw, slug] = await Promise.all([
      import('unified'),
      ...['remark-parse', 'remark-gfm', 'remark-rehype', 'rehype-raw', 'rehype-slug'].map(
        async (name) => (await import(name)).default
      )
    ])
    const engine = unified().use(parse).use(gfm)
    engine.use(hast, {allowDangerousHtml: true}).use(raw).use(slug)
    const found = []
    walk(await engine.run(engine.parse(text)), (node) => {
      if (/^h[1-6]$/.test(node.tagName) && node.properties.id !== 'footnote-label') {
        found.push(node.properties.id)
      }
    })
    return found
  },

  async docusaurus() {
    const {createProcessorUncached} = require('@docusaurus/mdx-loader/lib/processor.js')
    const preprocess = require('@docusaurus/mdx-loader/lib/preprocessor.js').default
    const markdownConfig = {
      format: 'mdx',
      emoji: true,
      mermaid: false,
      mdx1Compat: {comments: true, admonitions: true, headingIds: true},
      anchors: {maintainCase: false},
      hooks: {onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'ignore'},
      remarkRehypeOptions: {}
    }
    const found = []
    const see = () => (tree) =>
      walk(tree, (node) => node.type === 'heading' && found.push(node.data?.id ?? null))
    const options = {
      markdownConfig,
      staticDirs: [],
      siteDir: '/',
      removeContentTitle: false,
      admonitions: true,
      remarkPlugins: [see]
    }
    const processor = await createProcessorUncached({options, format: 'mdx'})
    const content = preprocess({
      fileContent: text,
      filePath: '/page.mdx',
      markdownConfig,
      admonitions: true
    })
    // Pictures that are not there: what fails comes after the headings are named.
    await processor
      .process({content, filePath: '/page.mdx', frontMatter: {}, compilerName: 'client'})
      .catch((error) => {
        if (found.length === 0) throw error
      })
    return found
  },

  // It makes pages in the browser alone.
  async docsify() {
    const {JSDOM} = require('jsdom')
    const {window} = new JSDOM('', {url: 'https://example.org/', runScripts: 'outside-only'})
    window.$docsify = {}
    window.eval(fs.readFileSync(require.resolve('docsify/lib/docsify.js'), 'utf8'))
    const router = {
      mode: 'hash',
      getBasePath: () => '',
      getCurrentPath: () => '/',
      getFile: (path) => path,
      parse: () => ({path: '/', query: {}}),
      toURL: (path) => path
    }
    const page = window.document.createElement('div')
    page.innerHTML = new window.DocsifyCompiler({}, router).compile(text)
    return [...page.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((found) => found.id)
  },

  async vitepress() {
    const {createMarkdownRenderer} = await import('vitepress')
    const engine = await createMarkdownRenderer('.')
    return engine
      .parse(text, {})
      .filter((token) => token.type === 'heading_open')
      .map((token) => token.attrGet('id'))
  }
}

console.log(JSON.stringify(await generators[process.argv[2]]()))
process.exit(0)
