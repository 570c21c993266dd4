"""The outside: git, OpenCC, translation services, file events. Each answers one of `ports`.

Takes what a port says, gives plain values or EngineFault; `wiring` alone knows both. Start in
`echo`, the smallest; `asking` says what a service is, `patient` is how it is asked, `mounts` finds
trees of files that lie outside the repository, or in its history; `rarest` finds the candidates of
a memory, in SQLite and in PostgreSQL alike.
"""
