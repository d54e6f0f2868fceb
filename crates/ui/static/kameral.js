// The first module of every page; the others are imported by it.
