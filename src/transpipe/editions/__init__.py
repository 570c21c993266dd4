"""Articles in their locales, as they stand on disk and in git: what every wish works on.

Takes a repository, gives editions with their merge bases, synced and built. Start at `project`:
the pairs, and one article with all that belongs to it, as one of the types of `model.edition`.

    opening, catalogues       files and catalogues read, and what other tools took out put back
    merge_base, states        the last state in which a Chinese file and its catalogue agreed;
                              `committed` is what commits say of either
    copies                    files in which another article stands, as after `cp`
    sync_edition              what the source changed, what people typed, layout, derived words:
                              `edits`, `put_back`, `differing` and `layout` are its steps
    build_edition             the Chinese file as its catalogue wants it, in any locale
    guarded, overwriting      what must stand after a file is written
    branches                  the catalogues of two branches as one; `resolving` rebuilds a file
                              that is `torn`: one in which git left `merge_marks`
    moved_words, renamed      words that follow their text, or their article, under another name
    reading, source_revision  how a translation is read, and of which revision it was made
    adopted, opaque           sources since then, and what of their code a file does not follow
    accepted                  what a person says of doubts: that the words stand as they are
    staleness, outcome        what is said of it all
"""
