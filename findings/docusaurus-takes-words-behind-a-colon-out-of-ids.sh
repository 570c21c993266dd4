#!/usr/bin/env bash
# Docusaurus' ids of headings: a word right behind a colon is a directive of remark-directive by then,
# and is in no id, though the page shows it; so is one within an explicit id.
#
# Packages: @docusaurus/mdx-loader 3.10.2 from npm, with react 19.3.1; node 20 or newer.
# Seen: `## Pull nginx:latest` and `## Pull nginx:stable` are named `pull-nginx` and `pull-nginx-1`, and
# `## Install {#setup:linux}` is named `setup`. With a blank behind the colon, or a full-width colon,
# the word is in the name.
# Expected: `pull-nginxlatest` and `pull-nginxstable`, as github-slugger names what is shown; and the
# explicit id as it is written.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf '{"private": true, "type": "module"}\n' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  @docusaurus/mdx-loader@3.10.2 react@19.3.1 react-dom@19.3.1

cat > ids.mjs <<'JS'
import {createRequire} from 'node:module'
const require = createRequire(import.meta.url)
const {createProcessorUncached} = require('@docusaurus/mdx-loader/lib/processor.js')
const preprocess = require('@docusaurus/mdx-loader/lib/preprocessor.js').default

const markdownConfig = {
  format: 'mdx', emoji: true, mermaid: false,
  mdx1Compat: {comments: true, admonitions: true, headingIds: true},
  anchors: {maintainCase: false},
  hooks: {onBrokenMarkdownLinks: 'ignore', onBrokenMarkdownImages: 'ignore'},
  remarkRehypeOptions: {}
}
const see = () => (tree) => {
  for (const node of tree.children) if (node.type === 'heading') console.log(node.data.id)
}
const options = {
  markdownConfig, staticDirs: [], siteDir: '/', removeContentTitle: false, admonitions: true,
  remarkPlugins: [see]
}
const page = `## Pull nginx:latest

## Pull nginx:stable

## Pull nginx: latest

## Install {#setup:linux}
`
const filePath = '/page.mdx'
const content = preprocess({fileContent: page, filePath, markdownConfig, admonitions: true})
const processor = await createProcessorUncached({options, format: 'mdx'})
await processor.process({content, filePath, frontMatter: {}, compilerName: 'client'})
JS
node ids.mjs 2>/dev/null | tee ids.txt

printf '%s\n' pull-nginx pull-nginx-1 pull-nginx-latest setup > expected.txt
diff expected.txt ids.txt
echo "as described"
