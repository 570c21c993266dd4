# The ids that kramdown gives the headings of a page on standard input, as a JSON list; the argument
# names its parser: `kramdown`, or `GFM`, as Jekyll sets it.
require 'json'
require 'kramdown'
require 'kramdown-parser-gfm'

page = Kramdown::Document.new($stdin.read.force_encoding('UTF-8'), input: ARGV[0]).to_html
puts JSON.generate(page.scan(/<h[1-6](?: id="([^"]*)")?/).map(&:first))
