"""The outside: git, OpenCC, translation services, file events. Each answers one of `ports`."""
